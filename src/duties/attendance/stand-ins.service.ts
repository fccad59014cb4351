import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { firstRow, type Tx } from '../../platform/database/sql';
import { RosterChangesService } from '../../rosters/roster-changes.service';
import type { AttendedDuty } from '../attendance.reader';
import { AttendanceService } from './attendance.service';
import type { NewStandIn } from './attendance.dto';

@Injectable()
export class StandInsService {
  constructor(
    private readonly attendance: AttendanceService,
    private readonly changes: RosterChangesService,
  ) {}

  /** Somebody else came: the seat is written down as theirs, with an assignment of its own, and who was expected as absent. */
  async enter(
    tx: Tx,
    actor: Actor,
    now: Date,
    assignmentId: string,
    input: NewStandIn,
  ): Promise<AttendedDuty> {
    const { shiftId, personId } = await this.attendance.markAbsent(
      tx,
      actor,
      now,
      assignmentId,
      input.reason,
    );
    await this.changes.execute(tx, actor, now, {
      cause: 'retrospective',
      note: '',
      releases: [{ shiftId, personId }],
      assigns: [{ shiftId, personId: input.personId }],
    });
    const taken = await firstRow<{ id: string }>(
      tx,
      `SELECT sa.id FROM shift_assignment AS sa WHERE sa.shift_id = $1 AND sa.person_id = $2 AND sa.released_at IS NULL`,
      [shiftId, input.personId],
    );
    if (!taken) throw new Error('a seat that was just given is not there');
    const { cameAt, leftAt, reason } = input;
    return this.attendance.enter(tx, actor, now, taken.id, { cameAt, leftAt, reason });
  }
}
