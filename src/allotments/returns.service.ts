import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { DomainError, notFound } from '../shared/domain-error';
import { refuseClosed } from '../periods/domain/refuse-closed';
import { PeriodsReader } from '../periods/periods.reader';
import type { Tx } from '../platform/database/sql';
import { type AllottedShift, AllottedShifts } from '../rosters/allotted-shifts.service';
import { AllotmentStore, type LockedBlock } from './allotment-store';
import { decide } from './decide';

/**
 * Takes unfilled seats back once their deadline has passed. A person presses for it, no clock does: the list shows at every
 * moment what is overdue, and whether an organisation gets another hour is for the office to say.
 */
@Injectable()
export class ReturnsService {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly store: AllotmentStore,
    private readonly shifts: AllottedShifts,
  ) {}

  /** Of the named blocks or of all that are due; returns the ids of those that lost seats. */
  async flowBack(tx: Tx, actor: Actor, now: Date, { periodId, ids }: ReturnOrder): Promise<string[]> {
    const period = await this.periods.held(tx, periodId, 'shared');
    if (!period) throw notFound('実施期');
    refuseClosed(period);
    const blocks = ids
      ? await this.named(tx, now, periodId, ids)
      : await this.store.lockDue(tx, periodId, now);
    const accepted = blocks.filter(({ status }) => status === 'accepted');
    const shifts = await this.shifts.locked(
      tx,
      accepted.map(({ id }) => id),
    );
    const returned: string[] = [];
    for (const block of blocks) {
      if (await this.flowBackOne(tx, actor, now, { block, shift: shifts.get(block.id) }))
        returned.push(block.id);
    }
    return returned;
  }

  private async named(tx: Tx, now: Date, periodId: string, ids: readonly string[]): Promise<LockedBlock[]> {
    const blocks = await this.store.lockSome(tx, periodId, ids);
    if (blocks.length < new Set(ids).size) throw notFound('枠');
    if (blocks.every(({ fillBy }) => fillBy <= now)) return blocks;
    throw new DomainError('conflict', 'deadline_ahead', '充足期限がまだ来ていない枠があります。');
  }

  private async flowBackOne(tx: Tx, actor: Actor, now: Date, { block, shift }: Due): Promise<boolean> {
    const { event, to } = decide(actor, block.status, 'flow_back');
    const seats = shift?.taken ?? 0;
    if (seats >= block.seats) return false;
    await this.store.apply(tx, actor, now, { block, event, status: to(seats), seats });
    if (shift) await this.shifts.resize(tx, actor, now, { ...shift, seats });
    return true;
  }
}

interface Due {
  readonly block: LockedBlock;
  /** Of a block that was accepted. */
  readonly shift: AllottedShift | undefined;
}

interface ReturnOrder {
  readonly periodId: string;
  readonly ids: readonly string[] | undefined;
}
