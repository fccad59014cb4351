import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { DomainError, invalid, notFound } from '../shared/domain-error';
import { refuseClosed } from '../periods/domain/refuse-closed';
import { PeriodsReader } from '../periods/periods.reader';
import type { Tx } from '../platform/database/sql';
import { stale } from '../platform/http/entity-tag';
import { AllottedShifts } from '../rosters/allotted-shifts.service';
import { AllotmentStore, type LockedBlock } from './allotment-store';
import type { BlockAnswer } from './allotments.dto';
import type { VersionedBlock } from './block-in-path';
import { decide } from './decide';
import type { AllotmentMove } from './domain/allotment-moves';

/** What an organisation answers to a block, and what it gives back later. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly store: AllotmentStore,
    private readonly shifts: AllottedShifts,
  ) {}

  /** The seats become a shift of the organisation; what is not taken is free for others. */
  async accept(tx: Tx, actor: Actor, now: Date, target: VersionedBlock, answer: BlockAnswer): Promise<void> {
    const { block, event, to } = await this.ground(tx, actor, target, 'acceptance');
    if (block.fillBy <= now) {
      throw new DomainError(
        'conflict',
        'deadline_passed',
        '充足期限を過ぎたため、受諾できません。事務局に連絡してください。',
      );
    }
    const seats = answer.seats ?? block.seats;
    if (seats > block.seats) throw invalid('/seats', 'above_offer', '提示された席数を超えています。');
    if (seats < block.seats) requireReason(answer);
    await this.store.apply(tx, actor, now, { block, event, status: to(seats), seats, reason: answer.reason });
    await this.shifts.plan(tx, actor, now, {
      allotmentId: block.id,
      periodId: block.periodId,
      organisationId: block.organisationId,
      channel: block.channel,
      fieldCode: block.fieldCode,
      role: block.role,
      startsAt: block.startsAt,
      endsAt: block.endsAt,
      seats,
    });
  }

  async refuse(tx: Tx, actor: Actor, now: Date, target: VersionedBlock, answer: BlockAnswer): Promise<void> {
    const { block, event, to } = await this.ground(tx, actor, target, 'refusal');
    requireReason(answer);
    await this.store.apply(tx, actor, now, { block, event, status: to(0), seats: 0, reason: answer.reason });
  }

  /** Only seats in which nobody sits: a person is released first, by whoever tells them. */
  async giveBack(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: VersionedBlock,
    answer: BlockAnswer,
  ): Promise<void> {
    const { block, event, to } = await this.ground(tx, actor, target, 'give_back');
    requireReason(answer);
    const shift = (await this.shifts.locked(tx, [block.id])).get(block.id);
    if (!shift) throw new Error('an accepted block has its shift');
    const given = answer.seats ?? block.seats;
    if (given > block.seats) throw invalid('/seats', 'above_block', '枠の席数を超えています。');
    const seats = block.seats - given;
    if (seats < shift.taken) {
      throw new DomainError(
        'conflict',
        'seats_taken',
        '人が割り当てられた席は返上できません。先に割り当てを外してください。',
      );
    }
    await this.store.apply(tx, actor, now, { block, event, status: to(seats), seats, reason: answer.reason });
    await this.shifts.resize(tx, actor, now, { ...shift, seats });
  }

  private async ground(tx: Tx, actor: Actor, target: VersionedBlock, move: AllotmentMove) {
    const period = await this.periods.held(tx, target.periodId, 'shared');
    if (!period) throw notFound('実施期');
    refuseClosed(period);
    const block: LockedBlock = await this.store.lock(tx, target.periodId, target.id);
    if (block.version !== target.version) throw stale();
    return { block, ...decide(actor, block.status, move) };
  }
}

function requireReason({ reason }: BlockAnswer): void {
  if (reason === undefined) throw invalid('/reason', 'required', '理由を入力してください。');
}
