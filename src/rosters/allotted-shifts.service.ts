import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { AuditLog } from '../audit/audit-log';
import { rows, type Tx } from '../platform/database/sql';
import type { NewShift } from './shifts.dto';
import { ShiftsService } from './shifts.service';

/** The shift of an allotted block as it is while its lock is held. */
export interface AllottedShift {
  readonly id: string;
  readonly organisationId: string;
  readonly seats: number;
  /** Seats somebody sits in. */
  readonly taken: number;
}

/** What the allotment of seats writes into the roster: one shift per accepted block. */
@Injectable()
export class AllottedShifts {
  constructor(
    private readonly shifts: ShiftsService,
    private readonly audit: AuditLog,
  ) {}

  async plan(
    tx: Tx,
    actor: Actor,
    now: Date,
    block: NewShift & { readonly allotmentId: string },
  ): Promise<void> {
    const { shift } = await this.shifts.create(tx, actor, now, block);
    await tx.query(`UPDATE shift SET allotment_id = $2 WHERE id = $1`, [shift.id, block.allotmentId]);
  }

  /**
   * The shifts of accepted blocks by block, under the lock that bookings take as well and in the order in which they take it, so
   * that nobody sits down meanwhile and nobody waits crosswise.
   */
  async locked(tx: Tx, allotmentIds: readonly string[]): Promise<Map<string, AllottedShift>> {
    const shifts = await rows<Omit<AllottedShift, 'taken'> & { allotmentId: string }>(
      tx,
      `SELECT s.id, s.organisation_id AS "organisationId", s.seats, s.allotment_id AS "allotmentId" FROM shift AS s
       WHERE s.allotment_id = ANY ($1) ORDER BY s.id FOR NO KEY UPDATE`,
      [allotmentIds],
    );
    if (shifts.length < new Set(allotmentIds).size) throw new Error('an accepted block has its shift');
    const counted = await rows<{ shiftId: string; taken: number }>(
      tx,
      `SELECT sa.shift_id AS "shiftId", count(*)::integer AS taken FROM shift_assignment AS sa
       WHERE sa.shift_id = ANY ($1) AND sa.released_at IS NULL GROUP BY sa.shift_id`,
      [shifts.map(({ id }) => id)],
    );
    const taken = new Map(counted.map((each) => [each.shiftId, each.taken]));
    return new Map(
      shifts.map(({ allotmentId, ...shift }) => [allotmentId, { ...shift, taken: taken.get(shift.id) ?? 0 }]),
    );
  }

  async resize(tx: Tx, actor: Actor, now: Date, shift: Omit<AllottedShift, 'taken'>): Promise<void> {
    await tx.query(`UPDATE shift SET seats = $2, version = version + 1 WHERE id = $1`, [
      shift.id,
      shift.seats,
    ]);
    await this.audit.record(tx, actor, now, {
      action: 'shift.resized',
      objectType: 'shift',
      objectId: shift.id,
      organisationId: shift.organisationId,
      detail: { seats: shift.seats },
    });
  }
}
