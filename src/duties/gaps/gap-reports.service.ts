import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { DomainError, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { rows, type Tx } from '../../platform/database/sql';
import { RosterChangesService } from '../../rosters/roster-changes.service';
import { AttendanceReader, type AttendedDuty } from '../attendance.reader';
import { voiceOf } from '../domain/duty-policy';
import type { GapView, NewGap } from './gaps.dto';
import { GapsReader } from './gaps.reader';

@Injectable()
export class GapReportsService {
  constructor(
    private readonly duties: AttendanceReader,
    private readonly changes: RosterChangesService,
    private readonly reader: GapsReader,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Somebody cannot come: the seat is free with the same commit, also where a draft has freed it before. Reported twice, it is
   * reported.
   */
  async report(tx: Tx, actor: Actor, now: Date, input: NewGap): Promise<{ added: boolean; gap: GapView }> {
    const earlier = await this.known(tx, actor, input.assignmentId);
    if (earlier) return { added: false, gap: earlier };
    const duty = await this.duties.ofAssignment(tx, input.assignmentId);
    // What somebody was at before a later version gave the seat away is no longer theirs to give back.
    const isHeld = duty !== null && (await this.duties.isPublished(tx, duty.assignmentId));
    if (!isHeld) return this.reportedMeanwhile(tx, actor, input.assignmentId, '勤務');
    if (voiceOf(actor, duty.personId) === null) throw notFound('勤務');
    if (now >= duty.planned.until)
      throw new DomainError('conflict', 'duty_over', 'この勤務は終わっています。');
    const id = await this.insert(tx, actor, now, duty, input);
    if (id === null) return this.reportedMeanwhile(tx, actor, input.assignmentId, '欠員');
    const releases = [{ shiftId: duty.shiftId, personId: duty.personId }];
    await this.changes.execute(tx, actor, now, { cause: 'gap', note: '', releases, assigns: [] });
    await this.audit.record(tx, actor, now, {
      action: 'roster_gap.reported',
      objectType: 'roster_gap',
      objectId: id,
      organisationId: duty.organisationId,
      detail: { assignmentId: duty.assignmentId, reason: input.reason },
    });
    return { added: true, gap: await this.reader.byId(tx, id) };
  }

  /** Another report has committed since this one looked: its seat is free, and the gap is what there is to answer. */
  private async reportedMeanwhile(
    tx: Tx,
    actor: Actor,
    assignmentId: string,
    missing: string,
  ): Promise<{ added: false; gap: GapView }> {
    const gap = await this.known(tx, actor, assignmentId);
    if (!gap) throw notFound(missing);
    return { added: false, gap };
  }

  private async known(tx: Tx, actor: Actor, assignmentId: string): Promise<GapView | null> {
    const gap = await this.reader.byAssignment(tx, assignmentId);
    return gap && voiceOf(actor, gap.person.personId) !== null ? gap : null;
  }

  /** Null when somebody else has just reported it; before rosters and shifts are locked, two reporters queue at the unique seat. */
  private async insert(
    tx: Tx,
    actor: Actor,
    now: Date,
    duty: AttendedDuty,
    input: NewGap,
  ): Promise<string | null> {
    const [added] = await rows<{ id: string }>(
      tx,
      `INSERT INTO roster_gap (id, organisation_id, assignment_id, reason, reported_by, reported_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (assignment_id) DO NOTHING RETURNING id`,
      [uuidv7(), duty.organisationId, duty.assignmentId, input.reason, actor.accountId, now],
    );
    return added?.id ?? null;
  }
}
