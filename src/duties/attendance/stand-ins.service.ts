import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import type { Tx } from '../../platform/database/sql';
import { RosterChangesService } from '../../rosters/roster-changes.service';
import { AttendanceReader, type AttendedDuty } from '../attendance.reader';
import { AttendanceService } from './attendance.service';
import type { NewStandIn } from './attendance.dto';

@Injectable()
export class StandInsService {
  constructor(
    private readonly duties: AttendanceReader,
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
    const duty = await this.duties.ofAssignment(tx, assignmentId);
    if (!duty) throw notFound('勤務');
    const { shiftId, personId } = duty;
    const seats = { releases: [{ shiftId, personId }], assigns: [{ shiftId, personId: input.personId }] };
    // The absence locks the duty, which comes after its shift.
    await this.changes.hold(tx, now, seats);
    await this.attendance.markAbsent(tx, actor, now, assignmentId, input.reason);
    const { assignmentIds } = await this.changes.execute(tx, actor, now, {
      cause: 'retrospective',
      note: '',
      ...seats,
    });
    const [taken] = assignmentIds;
    if (taken === undefined) throw new Error('a seat that was just given is not there');
    const { cameAt, leftAt, reason } = input;
    return this.attendance.enter(tx, actor, now, taken, { cameAt, leftAt, reason });
  }
}
