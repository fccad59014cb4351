import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, invalid, notFound } from '../shared/domain-error';
import { tokyoDay } from '../shared/tokyo-time';
import { AuditLog } from '../audit/audit-log';
import { PeopleReader } from '../organisations/people.reader';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { MoveJudge } from './move-judge';
import { lockPeople, lockShift, type LockedShift, type Seat } from './seat-locks';

/** How somebody came to a seat. */
type SeatOrigin = 'manual' | 'build' | 'swap' | 'gap' | 'standby' | 'retrospective';

interface NewSeat {
  readonly shift: LockedShift;
  readonly personId: string;
  readonly origin: SeatOrigin;
  readonly jobId?: string;
}

interface Taken {
  /** Who sits in the shift. */
  readonly taken: readonly string[];
}

@Injectable()
export class AssignmentsService {
  constructor(
    private readonly people: PeopleReader,
    private readonly judge: MoveJudge,
    private readonly audit: AuditLog,
  ) {}

  /** Puts the person into the shift; `added` is false when that person already sits there. */
  async assign(tx: Tx, actor: Actor, now: Date, seat: Seat): Promise<{ added: boolean }> {
    const shift = await lockShift(tx, seat.shiftId);
    await lockPeople(tx, [seat.personId]);
    const taken = await this.sitting(tx, shift.id);
    if (taken.includes(seat.personId)) return { added: false };
    await this.place(tx, actor, now, { shift, personId: seat.personId, origin: 'manual', taken });
    return { added: true };
  }

  /**
   * A seat more for the person, with shift and person locked already; answers the new assignment. Whoever sits there is refused:
   * two seats cannot become one.
   */
  async seat(tx: Tx, actor: Actor, now: Date, seat: NewSeat): Promise<string> {
    const taken = await this.sitting(tx, seat.shift.id);
    if (taken.includes(seat.personId)) {
      throw new DomainError('conflict', 'already_seated', 'この人は既にこのシフトに入っています。');
    }
    return this.place(tx, actor, now, { ...seat, taken });
  }

  private async place(tx: Tx, actor: Actor, now: Date, seat: NewSeat & Taken): Promise<string> {
    const { taken, ...placed } = seat;
    const { shift, personId } = placed;
    await this.refuseStranger(tx, shift, personId);
    if (taken.length >= shift.seats) {
      throw new DomainError('conflict', 'shift_full', 'このシフトの席はすべて埋まっています。');
    }
    await this.refuseTwice(tx, shift, personId);
    // What has happened is written down as it was, and a build is checked as a whole; double booking stays impossible.
    if (seat.origin !== 'retrospective' && seat.origin !== 'build')
      await this.judge.refuseHard(tx, shift, personId);
    const id = uuidv7();
    await tx.query(
      `INSERT INTO shift_assignment (id, shift_id, organisation_id, person_id, span, assigned_at, origin, job_id)
       VALUES ($1, $2, $3, $4, tstzrange($5, $6, '[)'), $7, $8, $9)`,
      [
        id,
        shift.id,
        shift.organisationId,
        personId,
        shift.from,
        shift.until,
        now,
        seat.origin,
        seat.jobId ?? null,
      ],
    );
    await this.recordChange(tx, actor, now, { action: 'shift.assigned', ...placed });
    return id;
  }

  async release(tx: Tx, actor: Actor, now: Date, seat: Seat): Promise<void> {
    const shift = await lockShift(tx, seat.shiftId);
    await this.free(tx, actor, now, { shift, personId: seat.personId, origin: 'manual' });
  }

  /** Frees the seat of a locked shift. The row stays as the record that the person once held it. */
  async free(tx: Tx, actor: Actor, now: Date, seat: NewSeat): Promise<void> {
    if (!(await this.freeIfHeld(tx, actor, now, seat))) throw notFound('このシフトの割り当て');
  }

  /** The same where a draft may have freed the seat before. */
  async freeIfHeld(tx: Tx, actor: Actor, now: Date, seat: NewSeat): Promise<boolean> {
    const released = await rows<{ id: string }>(
      tx,
      `UPDATE shift_assignment SET released_at = $3
       WHERE shift_id = $1 AND person_id = $2 AND released_at IS NULL RETURNING id`,
      [seat.shift.id, seat.personId, now],
    );
    if (released.length === 0) return false;
    await this.recordChange(tx, actor, now, { action: 'shift.released', ...seat });
    return true;
  }

  /** A pinned seat is kept by every build. */
  async pin(tx: Tx, actor: Actor, now: Date, seat: Seat & { readonly isPinned: boolean }): Promise<void> {
    const shift = await lockShift(tx, seat.shiftId);
    const found = await rows<{ changed: boolean }>(
      tx,
      `UPDATE shift_assignment AS sa SET is_pinned = $3
       FROM (SELECT o.id, o.is_pinned FROM shift_assignment AS o
             WHERE o.shift_id = $1 AND o.person_id = $2 AND o.released_at IS NULL) AS old
       WHERE sa.id = old.id RETURNING old.is_pinned <> $3 AS changed`,
      [shift.id, seat.personId, seat.isPinned],
    );
    const [kept] = found;
    if (!kept) throw notFound('このシフトの割り当て');
    if (!kept.changed) return;
    const action = seat.isPinned ? 'shift.pinned' : 'shift.unpinned';
    await this.recordChange(tx, actor, now, { action, shift, personId: seat.personId, origin: 'manual' });
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
    const day = tokyoDay(shift.from);
    if (await this.people.servesOn(tx, personId, shift.organisationId, day)) return;
    throw invalid('/personId', 'not_affiliated', 'この人は勤務日にこの団体に所属していません。');
  }

  /**
   * Many clicks on one person queue at their lock: whoever comes late hears so before the rules read a whole roster. Duties of
   * organisations out of sight, and any race, are left to the constraint, which answers alike.
   */
  private async refuseTwice(tx: Tx, shift: LockedShift, personId: string): Promise<void> {
    const other = await firstRow(
      tx,
      `SELECT FROM shift_assignment AS sa
       WHERE sa.person_id = $1 AND sa.released_at IS NULL AND sa.span && tstzrange($2, $3, '[)')`,
      [personId, shift.from, shift.until],
    );
    if (other)
      throw new DomainError('conflict', 'double_booking', 'この人は同じ時間帯に別の勤務があります。');
  }

  /** Who sits in a shift is part of what its ETag stands for. */
  private async recordChange(tx: Tx, actor: Actor, now: Date, change: SeatChange): Promise<void> {
    await tx.query(`UPDATE shift SET version = version + 1 WHERE id = $1`, [change.shift.id]);
    const { origin, personId } = change;
    await this.audit.record(tx, actor, now, {
      action: change.action,
      objectType: 'shift',
      objectId: change.shift.id,
      organisationId: change.shift.organisationId,
      detail: { personId, ...(origin === 'manual' ? {} : { origin }) },
    });
  }
}

interface SeatChange extends NewSeat {
  readonly action: string;
}
