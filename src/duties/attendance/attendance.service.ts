import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { refuseClosed } from '../../periods/domain/refuse-closed';
import { firstRow, type Tx } from '../../platform/database/sql';
import { AttendanceReader, type AttendedDuty } from '../attendance.reader';
import {
  type AttendanceEvent,
  type AttendanceRefusal,
  judgeCheckIn,
  judgeCheckOut,
} from '../domain/attendance';
import { checkAttendanceEntry } from '../domain/check-attendance-entry';
import { voiceOf } from '../domain/duty-policy';

const REFUSALS: Readonly<Record<AttendanceRefusal, string>> = {
  too_early: '出勤の記録は勤務開始の2時間前からできます。',
  too_late: '記録できる時間を過ぎました。コーディネーターに後からの入力を依頼してください。',
  not_checked_in: '出勤の記録がありません。',
  marked_absent: '欠勤と記録されています。コーディネーターに訂正を依頼してください。',
};

interface Recorded {
  readonly added: boolean;
  readonly duty: AttendedDuty;
}

@Injectable()
export class AttendanceService {
  constructor(
    private readonly reader: AttendanceReader,
    private readonly audit: AuditLog,
  ) {}

  async checkIn(tx: Tx, actor: Actor, now: Date, assignmentId: string): Promise<Recorded> {
    const { duty, voice } = await this.ownOrLed(tx, actor, assignmentId);
    const verdict = judgeCheckIn(duty.planned, duty.attendance, now);
    if (verdict === 'repeated') return { added: false, duty };
    refuse(verdict);
    return this.add(tx, actor, now, duty, { ...NOTHING, kind: 'checked_in', source: voice, cameAt: now });
  }

  async checkOut(tx: Tx, actor: Actor, now: Date, assignmentId: string): Promise<Recorded> {
    const { duty, voice } = await this.ownOrLed(tx, actor, assignmentId);
    const verdict = judgeCheckOut(duty.planned, duty.attendance, now);
    if (verdict === 'repeated') return { added: false, duty };
    refuse(verdict);
    return this.add(tx, actor, now, duty, { ...NOTHING, kind: 'checked_out', source: voice, leftAt: now });
  }

  /** What was not said on the day, or said wrongly; the earlier word stays in the trail. */
  async enter(tx: Tx, actor: Actor, now: Date, assignmentId: string, entry: Entry): Promise<AttendedDuty> {
    const duty = await this.lock(tx, assignmentId);
    const faults = checkAttendanceEntry({ from: entry.cameAt, until: entry.leftAt }, duty.planned, now);
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    const event = { ...entry, kind: 'entered', source: 'retrospective' } as const;
    return (await this.add(tx, actor, now, duty, event)).duty;
  }

  async markAbsent(
    tx: Tx,
    actor: Actor,
    now: Date,
    assignmentId: string,
    reason: string,
  ): Promise<AttendedDuty> {
    const duty = await this.lock(tx, assignmentId);
    if (now < duty.planned.from) {
      throw new DomainError(
        'conflict',
        'not_begun',
        '勤務が始まる前は欠勤にできません。欠員として届けてください。',
      );
    }
    const event = { ...NOTHING, kind: 'absent', source: 'retrospective', reason } as const;
    return (await this.add(tx, actor, now, duty, event)).duty;
  }

  /** A coordinator stands for it; said twice, it is said. */
  async confirm(tx: Tx, actor: Actor, now: Date, assignmentId: string): Promise<Recorded> {
    const duty = await this.lock(tx, assignmentId);
    if (duty.attendance.isConfirmed) return { added: false, duty };
    if (!['left', 'absent'].includes(duty.attendance.state)) {
      throw new DomainError('conflict', 'not_settled', '出勤と退勤がそろってから確認してください。');
    }
    return this.add(tx, actor, now, duty, { ...NOTHING, kind: 'confirmed', source: 'retrospective' });
  }

  /** For whoever may correct it. */
  async ofAssignment(tx: Tx, assignmentId: string): Promise<AttendedDuty> {
    const duty = await this.reader.ofAssignment(tx, assignmentId);
    if (!duty) throw notFound('勤務');
    return duty;
  }

  private async ownOrLed(tx: Tx, actor: Actor, assignmentId: string) {
    const duty = await this.lock(tx, assignmentId);
    const voice = voiceOf(actor, duty.personId);
    if (voice === null) throw notFound('勤務');
    return { duty, voice };
  }

  /** Words about one duty queue here, so that each is judged by all before it. The period cannot be closed meanwhile. */
  private async lock(tx: Tx, assignmentId: string): Promise<AttendedDuty> {
    const held = await firstRow<{ status: string }>(
      tx,
      `SELECT p.status FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id JOIN period AS p ON p.id = s.period_id
       WHERE sa.id = $1 FOR NO KEY UPDATE OF sa FOR SHARE OF p`,
      [assignmentId],
    );
    const duty = held && (await this.reader.ofAssignment(tx, assignmentId));
    if (!held || !duty) throw notFound('勤務');
    refuseClosed(held);
    return duty;
  }

  private async add(tx: Tx, actor: Actor, now: Date, duty: AttendedDuty, event: Entered): Promise<Recorded> {
    await tx.query(
      `INSERT INTO attendance_event (assignment_id, number, organisation_id, kind, source, came_at, left_at, reason,
         account_id, recorded_at)
       SELECT $1, coalesce(max(e.number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9
       FROM attendance_event AS e WHERE e.assignment_id = $1`,
      [
        duty.assignmentId,
        duty.organisationId,
        event.kind,
        event.source,
        event.cameAt,
        event.leftAt,
        event.reason,
        actor.accountId,
        now,
      ],
    );
    await this.audit.record(tx, actor, now, {
      action: `attendance.${event.kind}`,
      objectType: 'shift_assignment',
      objectId: duty.assignmentId,
      organisationId: duty.organisationId,
      detail: { source: event.source },
    });
    const after = await this.reader.ofAssignment(tx, duty.assignmentId);
    if (!after) throw new Error('a duty with attendance counts');
    return { added: true, duty: after };
  }
}

interface Entry {
  readonly cameAt: Date;
  readonly leftAt: Date;
  readonly reason: string;
}

interface Entered extends AttendanceEvent {
  readonly reason: string;
}

const NOTHING = { cameAt: null, leftAt: null, reason: '' } as const;

function refuse(verdict: 'new' | AttendanceRefusal): void {
  if (verdict !== 'new') throw new DomainError('conflict', verdict, REFUSALS[verdict]);
}
