import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import type { Channel } from '../periods/period.entity';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import type { ShiftRole } from '../rosters/shift.entity';
import type { AllotmentEvent, AllotmentStatus } from './domain/allotment-moves';

/** A block as it is while its lock is held. */
export interface LockedBlock {
  readonly id: string;
  readonly periodId: string;
  readonly organisationId: string;
  readonly channel: Channel;
  readonly fieldCode: string | null;
  readonly role: ShiftRole;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly seats: number;
  readonly fillBy: Date;
  readonly status: AllotmentStatus;
  readonly offeredFrom: string | null;
  readonly version: number;
}

/** How one move leaves a block. */
export interface TakenMove {
  readonly block: LockedBlock;
  readonly event: AllotmentEvent;
  readonly status: AllotmentStatus;
  readonly seats: number;
  readonly fillBy?: Date | undefined;
  readonly reason?: string | undefined;
}

const BLOCK = `
  SELECT b.id, b.period_id AS "periodId", b.organisation_id AS "organisationId", b.channel, b.field_code AS "fieldCode",
         b.role, b.starts_at AS "startsAt", b.ends_at AS "endsAt", b.seats, b.fill_by AS "fillBy", b.status,
         b.offered_from AS "offeredFrom", b.version
  FROM seat_allotment AS b`;

/** Blocks with their events: a move is one row changed, one event added and one audit row, or nothing. */
@Injectable()
export class AllotmentStore {
  constructor(private readonly audit: AuditLog) {}

  async lock(tx: Tx, periodId: string, id: string): Promise<LockedBlock> {
    const found = await firstRow<LockedBlock>(
      tx,
      `${BLOCK} WHERE b.period_id = $1 AND b.id = $2 FOR UPDATE`,
      [periodId, id],
    );
    if (!found) throw notFound('枠');
    return found;
  }

  /** Always in the order of ids, so that two requests over the same blocks do not wait for each other. */
  lockSome(tx: Tx, periodId: string, ids: readonly string[]): Promise<LockedBlock[]> {
    return rows(tx, `${BLOCK} WHERE b.period_id = $1 AND b.id = ANY ($2) ORDER BY b.id FOR UPDATE`, [
      periodId,
      ids,
    ]);
  }

  lockDue(tx: Tx, periodId: string, now: Date): Promise<LockedBlock[]> {
    return rows(
      tx,
      `${BLOCK} WHERE b.period_id = $1 AND b.fill_by <= $2 AND b.status IN ('offered', 'accepted')
       ORDER BY b.id FOR UPDATE`,
      [periodId, now],
    );
  }

  async add(
    tx: Tx,
    actor: Actor,
    now: Date,
    blocks: readonly Omit<LockedBlock, 'status' | 'version'>[],
  ): Promise<void> {
    await tx.query(
      `INSERT INTO seat_allotment (id, period_id, organisation_id, channel, field_code, role, starts_at, ends_at, seats,
                                   fill_by, status, offered_from, created_at, updated_at)
       SELECT b.id, b."periodId", b."organisationId", b.channel, b."fieldCode", b.role, b."startsAt", b."endsAt", b.seats,
              b."fillBy", 'offered', b."offeredFrom", $2, $2
       FROM json_to_recordset($1) AS b(id uuid, "periodId" uuid, "organisationId" uuid, channel text, "fieldCode" text,
              role text, "startsAt" timestamptz, "endsAt" timestamptz, seats integer, "fillBy" timestamptz, "offeredFrom" uuid)`,
      [JSON.stringify(blocks), now],
    );
    for (const block of blocks) {
      await this.recordEvent(tx, actor, now, {
        block: { ...block, status: 'offered', version: 1, seats: 0 },
        event: 'offered',
        status: 'offered',
        seats: block.seats,
      });
    }
  }

  async apply(tx: Tx, actor: Actor, now: Date, move: TakenMove): Promise<void> {
    await tx.query(
      `UPDATE seat_allotment SET seats = $2, status = $3, fill_by = $4, version = version + 1, updated_at = $5 WHERE id = $1`,
      [move.block.id, move.seats, move.status, move.fillBy ?? move.block.fillBy, now],
    );
    await this.recordEvent(tx, actor, now, {
      ...move,
      block: { ...move.block, version: move.block.version + 1 },
    });
  }

  private async recordEvent(tx: Tx, actor: Actor, now: Date, move: TakenMove): Promise<void> {
    const { block } = move;
    await tx.query(
      `INSERT INTO seat_allotment_event (allotment_id, version, organisation_id, move, seats_before, seats_after, reason,
                                         account_id, occurred_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        block.id,
        block.version,
        block.organisationId,
        move.event,
        block.seats,
        move.seats,
        move.reason ?? '',
        actor.accountId,
        now,
      ],
    );
    await this.audit.record(tx, actor, now, {
      action: `seat_allotment.${move.event}`,
      objectType: 'seat_allotment',
      objectId: block.id,
      organisationId: block.organisationId,
      detail: {
        periodId: block.periodId,
        seatsBefore: block.seats,
        seatsAfter: move.seats,
        version: block.version,
      },
    });
  }
}
