import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, type FieldFault, notFound } from '../shared/domain-error';
import { refuseClosed } from '../periods/domain/refuse-closed';
import type { Period } from '../periods/period.entity';
import { PeriodsReader } from '../periods/periods.reader';
import type { Tx } from '../platform/database/sql';
import { stale } from '../platform/http/entity-tag';
import { malformedField } from '../platform/validation/malformed';
import { AllotmentStore, type LockedBlock } from './allotment-store';
import type { BlockChange, NewBlock } from './allotments.dto';
import { AllotmentsReader } from './allotments.reader';
import type { VersionedBlock } from './block-in-path';
import { decide } from './decide';
import {
  checkBlocks,
  checkDeadline,
  type OfferedBlock,
  type OfferGround,
  type ReturnedBlock,
} from './domain/check-blocks';

const MAX_BLOCKS = 500;

/** What the contractor does with seats: offers them, many at once, and changes what is offered. */
@Injectable()
export class OffersService {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly reader: AllotmentsReader,
    private readonly store: AllotmentStore,
  ) {}

  /** All blocks or none; returns their ids. */
  async offer(
    tx: Tx,
    actor: Actor,
    now: Date,
    periodId: string,
    blocks: readonly NewBlock[],
  ): Promise<string[]> {
    if (blocks.length === 0 || blocks.length > MAX_BLOCKS) {
      throw malformedField('/blocks', 'list', `枠は1〜${MAX_BLOCKS}件で送ってください。`);
    }
    const period = await this.openPeriod(tx, periodId);
    const offered = blocks.map((block) => toPlan(block));
    refuse(checkBlocks(offered, await this.ground(tx, actor, now, { period, offered })));
    const rows = blocks.map((block) => ({
      id: block.id ?? uuidv7(),
      periodId,
      organisationId: block.organisationId,
      channel: block.channel,
      fieldCode: block.fieldCode ?? null,
      role: block.role,
      startsAt: block.startsAt,
      endsAt: block.endsAt,
      seats: block.seats,
      fillBy: block.fillBy,
      offeredFrom: block.offeredFrom ?? null,
    }));
    await this.store.add(tx, actor, now, rows);
    return rows.map(({ id }) => id);
  }

  /** Seats only while nobody has accepted them; a deadline as long as the block lives. */
  async change(tx: Tx, actor: Actor, now: Date, target: VersionedBlock, input: BlockChange): Promise<void> {
    await this.openPeriod(tx, target.periodId);
    const block = await this.store.lock(tx, target.periodId, target.id);
    if (block.version !== target.version) throw stale();
    const { event, to } = decide(actor, block.status, 'change');
    const seats = input.seats ?? block.seats;
    const span = { from: block.startsAt, until: block.endsAt };
    refuse([
      ...(input.fillBy ? checkDeadline(input.fillBy, span, now) : []),
      ...(block.status === 'accepted' && seats !== block.seats ? [ACCEPTED_SEATS] : []),
      ...(await this.aboveReturned(tx, actor, now, { block, seats })),
    ]);
    await this.store.apply(tx, actor, now, { block, event, status: to(seats), seats, fillBy: input.fillBy });
  }

  private async openPeriod(tx: Tx, periodId: string): Promise<Period> {
    const period = await this.periods.held(tx, periodId, 'shared');
    if (!period) throw notFound('実施期');
    refuseClosed(period);
    return period;
  }

  private async ground(tx: Tx, actor: Actor, now: Date, request: OfferRequest): Promise<OfferGround> {
    const { period, offered } = request;
    const participations = await this.periods.participations(tx, period.id);
    const from = offered.flatMap(({ offeredFrom }) => offeredFrom ?? []);
    return {
      now,
      period: { from: period.startsAt, until: period.endsAt },
      menu: (await this.periods.menu(tx, period.id)).map(({ fieldCode }) => fieldCode),
      openingHours: await this.periods.openingHours(tx, period.id),
      participants: new Set(participations.map(({ organisationId }) => organisationId)),
      sources: await this.sources(tx, actor, now, { periodId: period.id, from }),
    };
  }

  /** Locked first, then counted: what two requests see as free is not free twice. */
  private async sources(
    tx: Tx,
    actor: Actor,
    now: Date,
    { periodId, from }: Sources,
  ): Promise<Map<string, ReturnedBlock>> {
    if (from.length === 0) return new Map();
    const locked = await this.store.lockSome(tx, periodId, from);
    const counted = await this.reader.some(tx, actor, now, periodId, from);
    const free = new Map(counted.map(({ id, freeSeats }) => [id, freeSeats ?? 0]));
    return new Map(
      locked.map((block) => [
        block.id,
        {
          channel: block.channel,
          fieldCode: block.fieldCode,
          role: block.role,
          span: { from: block.startsAt, until: block.endsAt },
          freeSeats: free.get(block.id) ?? 0,
        },
      ]),
    );
  }

  /** A re-offer may grow by what its source still has. */
  private async aboveReturned(tx: Tx, actor: Actor, now: Date, change: SeatChange): Promise<FieldFault[]> {
    const { block, seats } = change;
    if (block.offeredFrom === null || seats <= block.seats) return [];
    const from = [block.offeredFrom];
    const sources = await this.sources(tx, actor, now, { periodId: block.periodId, from });
    const free = sources.get(block.offeredFrom)?.freeSeats ?? 0;
    return seats - block.seats <= free ? [] : [ABOVE_RETURNED];
  }
}

interface OfferRequest {
  readonly period: Period;
  readonly offered: readonly OfferedBlock[];
}

interface Sources {
  readonly periodId: string;
  readonly from: readonly string[];
}

interface SeatChange {
  readonly block: LockedBlock;
  readonly seats: number;
}

const ACCEPTED_SEATS: FieldFault = {
  pointer: '/seats',
  code: 'accepted',
  message: '受諾された枠の席数は変更できません。団体からの返上を受けてください。',
};
const ABOVE_RETURNED: FieldFault = {
  pointer: '/seats',
  code: 'above_returned',
  message: '元の枠から戻った席の数を超えています。',
};

function toPlan(block: NewBlock): OfferedBlock {
  return {
    organisationId: block.organisationId,
    channel: block.channel,
    fieldCode: block.fieldCode ?? null,
    role: block.role,
    span: { from: block.startsAt, until: block.endsAt },
    seats: block.seats,
    fillBy: block.fillBy,
    offeredFrom: block.offeredFrom ?? null,
  };
}

function refuse(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
}
