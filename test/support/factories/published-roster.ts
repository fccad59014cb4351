import { randomUUID } from 'node:crypto';
import type { OwnerAccess, TestAccount } from '../owner-access';

export interface DutyPlan {
  readonly personId: string;
  /** `12-31T22:00` or a whole local time, in Tokyo. */
  readonly from: string;
  readonly until: string;
  readonly organisationId?: string;
  readonly channel?: string;
  readonly fieldCode?: string | null;
  readonly role?: string;
  readonly seats?: number;
}

export interface Duty {
  readonly shiftId: string;
  readonly assignmentId: string;
}

/** A roster of one organisation, written past the API so that any state can be had. */
export class PublishedRoster {
  constructor(
    private readonly database: OwnerAccess,
    readonly periodId: string,
    private readonly publisher: Pick<TestAccount, 'accountId' | 'organisationId'>,
  ) {}

  /** In the working roster; a draft until `publish`. */
  async duty(plan: DutyPlan): Promise<Duty> {
    const [shiftId, assignmentId] = [randomUUID(), randomUUID()];
    const organisationId = plan.organisationId ?? this.publisher.organisationId;
    await this.database.sql(
      `INSERT INTO shift (id, period_id, organisation_id, channel, field_code, role, starts_at, ends_at, seats, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())`,
      [
        shiftId,
        this.periodId,
        organisationId,
        plan.channel ?? 'phone',
        plan.fieldCode ?? null,
        plan.role ?? 'counsellor',
        tokyo(plan.from),
        tokyo(plan.until),
        plan.seats ?? 1,
      ],
    );
    await this.database.sql(
      `INSERT INTO shift_assignment (id, shift_id, organisation_id, person_id, span, assigned_at)
       VALUES ($1, $2, $3, $4, tstzrange($5, $6, '[)'), now())`,
      [assignmentId, shiftId, organisationId, plan.personId, tokyo(plan.from), tokyo(plan.until)],
    );
    return { shiftId, assignmentId };
  }

  async move(duty: Duty, from: string, until: string): Promise<void> {
    const times = [tokyo(from), tokyo(until)];
    await this.database.sql(`UPDATE shift SET starts_at = $2, ends_at = $3 WHERE id = $1`, [
      duty.shiftId,
      ...times,
    ]);
    await this.database.sql(
      `UPDATE shift_assignment SET span = tstzrange($2, $3, '[)') WHERE shift_id = $1 AND released_at IS NULL`,
      [duty.shiftId, ...times],
    );
  }

  async release(duty: Duty): Promise<void> {
    await this.database.sql(`UPDATE shift_assignment SET released_at = now() WHERE id = $1`, [
      duty.assignmentId,
    ]);
  }

  /** Copies the working roster of the organisation into its next version. */
  async publish(at: string, organisationId = this.publisher.organisationId): Promise<string> {
    const id = randomUUID();
    await this.database.sql(
      `INSERT INTO roster (period_id, organisation_id, status, updated_at) VALUES ($1, $2, 'published', $3)
       ON CONFLICT (period_id, organisation_id) DO UPDATE SET status = 'published', version = roster.version + 1`,
      [this.periodId, organisationId, tokyo(at)],
    );
    await this.database.sql(
      `INSERT INTO roster_version (id, period_id, organisation_id, number, cause, account_id, published_at)
       SELECT $1, $2, $3, coalesce(max(v.number), 0) + 1, 'publication', $4, $5
       FROM roster_version AS v WHERE v.period_id = $2 AND v.organisation_id = $3`,
      [id, this.periodId, organisationId, this.publisher.accountId, tokyo(at)],
    );
    await this.database.sql(
      `INSERT INTO roster_version_cell (roster_version_id, organisation_id, assignment_id, shift_id, person_id, channel,
         field_code, role, starts_at, ends_at)
       SELECT $1, s.organisation_id, sa.id, s.id, sa.person_id, s.channel, s.field_code, s.role, lower(sa.span), upper(sa.span)
       FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id
       WHERE s.period_id = $2 AND s.organisation_id = $3 AND sa.released_at IS NULL`,
      [id, this.periodId, organisationId],
    );
    return id;
  }
}

/** Days without a year lie around the turn of 2026. */
export function tokyo(text: string): string {
  const full = /^\d{4}/.test(text) ? text : `${text.startsWith('01') ? 2027 : 2026}-${text}`;
  return `${full}:00+09:00`;
}
