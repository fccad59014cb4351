import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { AuditLog } from '../audit/audit-log';
import { firstRow, type Tx } from '../platform/database/sql';
import type { NewShift } from './shifts.dto';
import { ShiftsService } from './shifts.service';

/** The shift of an allotted block as it is while its lock is held. */
interface AllottedShift {
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

  /** Under the lock that bookings take as well, so that nobody sits down meanwhile. */
  async locked(tx: Tx, allotmentId: string): Promise<AllottedShift> {
    const shift = await firstRow<Omit<AllottedShift, 'taken'>>(
      tx,
      `SELECT s.id, s.organisation_id AS "organisationId", s.seats FROM shift AS s
       WHERE s.allotment_id = $1 FOR NO KEY UPDATE`,
      [allotmentId],
    );
    if (!shift) throw new Error('an accepted block has its shift');
    const counted = await firstRow<{ taken: number }>(
      tx,
      `SELECT count(*)::integer AS taken FROM shift_assignment AS sa WHERE sa.shift_id = $1 AND sa.released_at IS NULL`,
      [shift.id],
    );
    return { ...shift, taken: counted?.taken ?? 0 };
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
