import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, invalid, notFound } from '../shared/domain-error';
import { tokyoDay } from '../shared/tokyo-time';
import { AuditLog } from '../audit/audit-log';
import { PeopleReader } from '../organisations/people.reader';
import { refuseClosed } from '../periods/domain/refuse-closed';
import type { Period } from '../periods/period.entity';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import type { Shift } from './shift.entity';

/** One person's place in one shift. */
interface Seat {
  readonly shiftId: string;
  readonly personId: string;
}

type LockedShift = Pick<Shift, 'id' | 'organisationId' | 'startsAt' | 'endsAt' | 'seats'>;
type LockedRow = LockedShift & Pick<Period, 'status'>;

@Injectable()
export class AssignmentsService {
  constructor(
    private readonly people: PeopleReader,
    private readonly audit: AuditLog,
  ) {}

  /** Puts the person into the shift; `added` is false when that person already sits there. */
  async assign(tx: Tx, actor: Actor, now: Date, seat: Seat): Promise<{ added: boolean }> {
    const shift = await this.lockShift(tx, seat.shiftId);
    await this.lockPerson(tx, seat.personId);
    const taken = await this.sitting(tx, shift.id);
    if (taken.includes(seat.personId)) return { added: false };
    await this.refuseStranger(tx, shift, seat.personId);
    if (taken.length >= shift.seats) {
      throw new DomainError('conflict', 'shift_full', 'このシフトの席はすべて埋まっています。');
    }
    await tx.query(
      `INSERT INTO shift_assignment (id, shift_id, organisation_id, person_id, span, assigned_at)
       VALUES ($1, $2, $3, $4, tstzrange($5, $6, '[)'), $7)`,
      [uuidv7(), shift.id, shift.organisationId, seat.personId, shift.startsAt, shift.endsAt, now],
    );
    await this.recordChange(tx, actor, now, { action: 'shift.assigned', shift, personId: seat.personId });
    return { added: true };
  }

  /** Frees the seat. The row stays as the record that the person once held it. */
  async release(tx: Tx, actor: Actor, now: Date, seat: Seat): Promise<void> {
    const shift = await this.lockShift(tx, seat.shiftId);
    const released = await rows<{ id: string }>(
      tx,
      `UPDATE shift_assignment SET released_at = $3
       WHERE shift_id = $1 AND person_id = $2 AND released_at IS NULL RETURNING id`,
      [shift.id, seat.personId, now],
    );
    if (released.length === 0) throw notFound('このシフトの割り当て');
    await this.recordChange(tx, actor, now, { action: 'shift.released', shift, personId: seat.personId });
  }

  /** Seats are counted under this lock, so that the last one is given once. The period cannot be closed meanwhile. */
  private async lockShift(tx: Tx, id: string): Promise<LockedShift> {
    const found = await firstRow<LockedRow>(
      tx,
      `SELECT s.id, s.organisation_id AS "organisationId", s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.seats,
              p.status
       FROM shift AS s JOIN period AS p ON p.id = s.period_id
       WHERE s.id = $1 FOR NO KEY UPDATE OF s FOR SHARE OF p`,
      [id],
    );
    if (!found) throw notFound('シフト');
    refuseClosed(found);
    return found;
  }

  /**
   * Bookings of one person queue here, in whichever organisation. Left to the exclusion constraint alone, two of them can each
   * wait for the other's row and end in a deadlock. Always after the shift, never before it.
   */
  private async lockPerson(tx: Tx, id: string): Promise<void> {
    const found = await firstRow(tx, `SELECT FROM person AS p WHERE p.id = $1 FOR NO KEY UPDATE`, [id]);
    if (!found) throw notFound('人');
  }

  private async sitting(tx: Tx, shiftId: string): Promise<string[]> {
    const found = await rows<{ personId: string }>(
      tx,
      `SELECT sa.person_id AS "personId" FROM shift_assignment AS sa WHERE sa.shift_id = $1 AND sa.released_at IS NULL`,
      [shiftId],
    );
    return found.map(({ personId }) => personId);
  }

  private async refuseStranger(tx: Tx, shift: LockedShift, personId: string): Promise<void> {
    const day = tokyoDay(shift.startsAt);
    if (await this.people.servesOn(tx, personId, shift.organisationId, day)) return;
    throw invalid('/personId', 'not_affiliated', 'この人は勤務日にこの団体に所属していません。');
  }

  /** Who sits in a shift is part of what its ETag stands for. */
  private async recordChange(tx: Tx, actor: Actor, now: Date, change: SeatChange): Promise<void> {
    await tx.query(`UPDATE shift SET version = version + 1 WHERE id = $1`, [change.shift.id]);
    await this.audit.record(tx, actor, now, {
      action: change.action,
      objectType: 'shift',
      objectId: change.shift.id,
      organisationId: change.shift.organisationId,
      detail: { personId: change.personId },
    });
  }
}

interface SeatChange {
  readonly action: string;
  readonly shift: LockedShift;
  readonly personId: string;
}
