import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, invalid, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { firstRow, type Tx } from '../../platform/database/sql';
import { RosterChangesService } from '../../rosters/roster-changes.service';
import { AttendanceReader } from '../attendance.reader';
import type { NewGapCall } from './gaps.dto';

interface LockedGap {
  readonly id: string;
  readonly organisationId: string;
  readonly shiftId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly filledAt: Date | null;
  readonly filledByPersonId: string | null;
}

interface Filling {
  readonly personId: string;
  readonly standby: { readonly assignmentId: string; readonly shiftId: string } | null;
}

/** Each answers whether anything was added; a repetition by the same person's yes adds nothing. */
@Injectable()
export class GapFillingService {
  constructor(
    private readonly duties: AttendanceReader,
    private readonly changes: RosterChangesService,
    private readonly audit: AuditLog,
  ) {}

  /** Writes down whom somebody rang. Who accepts has the seat, checked like any other assignment. */
  async call(tx: Tx, actor: Actor, now: Date, gapId: string, input: NewGapCall): Promise<boolean> {
    const { personId, outcome } = input;
    const gap = await this.lockOpen(tx, now, gapId, outcome === 'accepted' ? personId : null);
    if (gap === null) return false;
    const known = await firstRow(tx, `SELECT FROM person AS p WHERE p.id = $1`, [personId]);
    if (!known) throw invalid('/personId', 'unknown', 'この人が見つかりません。');
    await tx.query(
      `INSERT INTO roster_gap_call (gap_id, number, organisation_id, person_id, outcome, account_id, called_at)
       SELECT $1, coalesce(max(c.number), 0) + 1, $2, $3, $4, $5, $6 FROM roster_gap_call AS c WHERE c.gap_id = $1`,
      [gap.id, gap.organisationId, personId, outcome, actor.accountId, now],
    );
    await this.record(tx, actor, now, gap, { action: 'roster_gap.called', detail: { personId, outcome } });
    if (outcome === 'accepted') await this.fill(tx, actor, now, gap, { personId, standby: null });
    return true;
  }

  /** Standby becomes work from this instant: until then it was standby, and ends as such. */
  async activate(tx: Tx, actor: Actor, now: Date, gapId: string, assignmentId: string): Promise<boolean> {
    const duty = await this.duties.ofAssignment(tx, assignmentId);
    const gap = await this.lockOpen(tx, now, gapId, duty?.personId ?? null);
    if (gap === null) return false;
    if (duty?.role !== 'standby' || duty.organisationId !== gap.organisationId) {
      throw invalid('/assignmentId', 'not_standby', '待機勤務の割り当てを指定してください。');
    }
    const needed = gap.startsAt > now ? gap.startsAt : now;
    if (duty.planned.from > needed || duty.planned.until <= needed) {
      throw invalid('/assignmentId', 'not_on_standby', 'この人はその時間に待機していません。');
    }
    const { personId, shiftId } = duty;
    await this.fill(tx, actor, now, gap, { personId, standby: { assignmentId, shiftId } });
    return true;
  }

  private async fill(tx: Tx, actor: Actor, now: Date, gap: LockedGap, filling: Filling): Promise<void> {
    const { personId, standby } = filling;
    const { assignmentIds } = await this.changes.execute(tx, actor, now, {
      cause: standby ? 'standby' : 'gap',
      note: '',
      releases: standby ? [{ shiftId: standby.shiftId, personId }] : [],
      assigns: [{ shiftId: gap.shiftId, personId }],
    });
    const filledFrom = standby ? 'standby' : 'call';
    const [assignmentId] = assignmentIds;
    await tx.query(
      `UPDATE roster_gap SET filled_by_assignment_id = $2, filled_from = $3, standby_assignment_id = $4, filled_at = $5,
              version = version + 1
       WHERE id = $1`,
      [gap.id, assignmentId, filledFrom, standby?.assignmentId ?? null, now],
    );
    const detail = { personId, filledFrom, assignmentId };
    await this.record(tx, actor, now, gap, { action: 'roster_gap.filled', detail });
  }

  /**
   * Two who fill the same gap queue here, and the second hears that it is done; null: by this very person. Before rosters and
   * shifts, never after.
   */
  private async lockOpen(tx: Tx, now: Date, id: string, personId: string | null): Promise<LockedGap | null> {
    const gap = await firstRow<LockedGap>(tx, GAP_FOR_UPDATE, [id]);
    if (!gap) throw notFound('欠員');
    if (gap.filledAt !== null) {
      if (personId !== null && gap.filledByPersonId === personId) return null;
      throw new DomainError('conflict', 'gap_filled', 'この欠員は既に埋まっています。');
    }
    if (now >= gap.endsAt) throw new DomainError('conflict', 'duty_over', 'この勤務は終わっています。');
    return gap;
  }

  private async record(tx: Tx, actor: Actor, now: Date, gap: LockedGap, change: Change): Promise<void> {
    await this.audit.record(tx, actor, now, {
      ...change,
      objectType: 'roster_gap',
      objectId: gap.id,
      organisationId: gap.organisationId,
    });
  }
}

interface Change {
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const GAP_FOR_UPDATE = `
  SELECT g.id, g.organisation_id AS "organisationId", s.id AS "shiftId", s.starts_at AS "startsAt", s.ends_at AS "endsAt",
         g.filled_at AS "filledAt",
         (SELECT taken.person_id FROM shift_assignment AS taken WHERE taken.id = g.filled_by_assignment_id)
           AS "filledByPersonId"
  FROM roster_gap AS g JOIN shift_assignment AS sa ON sa.id = g.assignment_id JOIN shift AS s ON s.id = sa.shift_id
  WHERE g.id = $1 FOR UPDATE OF g`;
