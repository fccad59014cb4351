import { randomUUID } from 'node:crypto';
import type { OwnerAccess } from '../owner-access';

export interface ShiftPlan {
  readonly periodId: string;
  readonly organisationId: string;
  /** `2026-12-31T22:00`, as in Tokyo. */
  readonly from: string;
  readonly until: string;
  readonly seats?: number;
  readonly fieldCode?: string | null;
  readonly role?: string;
}

export async function addShift(database: OwnerAccess, plan: ShiftPlan): Promise<string> {
  const id = randomUUID();
  await database.sql(
    `INSERT INTO shift (id, period_id, organisation_id, channel, field_code, role, starts_at, ends_at, seats, created_at)
     VALUES ($1, $2, $3, 'phone', $4, $5, $6, $7, $8, now())`,
    [
      id,
      plan.periodId,
      plan.organisationId,
      plan.fieldCode ?? null,
      plan.role ?? 'counsellor',
      `${plan.from}:00+09:00`,
      `${plan.until}:00+09:00`,
      plan.seats ?? 1,
    ],
  );
  return id;
}

interface WishPlan {
  readonly wish: 'want' | 'can' | 'reluctant' | 'cannot';
  readonly from: string;
  readonly until: string;
}

interface WishSheetPlan {
  readonly periodId: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly accountId: string;
  readonly spans: readonly WishPlan[];
  readonly maxNights?: number;
}

export async function addWishes(database: OwnerAccess, plan: WishSheetPlan): Promise<void> {
  const spans = plan.spans.map(({ wish, from, until }) => ({
    wish,
    from: `${from}:00+09:00`,
    until: `${until}:00+09:00`,
  }));
  await database.sql(
    `INSERT INTO availability (id, period_id, organisation_id, person_id, revision_no, spans, max_nights, written_by, written_at)
     VALUES ($1, $2, $3, $4, 1, $5, $6, $7, now())`,
    [
      randomUUID(),
      plan.periodId,
      plan.organisationId,
      plan.personId,
      JSON.stringify(spans),
      plan.maxNights ?? null,
      plan.accountId,
    ],
  );
}

export interface PlannedDuty {
  readonly periodId: string;
  readonly organisationId: string;
  readonly personId: string | null;
  readonly from: string;
  readonly until: string;
  readonly channel?: string;
  readonly fieldCode?: string;
}

/** Somebody at a desk of their own. */
export async function putOnDuty(database: OwnerAccess, duty: PlannedDuty): Promise<void> {
  const shiftId = randomUUID();
  await database.sql(
    `INSERT INTO shift (id, period_id, organisation_id, channel, field_code, role, starts_at, ends_at, seats, created_at)
     VALUES ($1, $2, $3, $4, $5, 'counsellor', $6, $7, 1, now())`,
    [
      shiftId,
      duty.periodId,
      duty.organisationId,
      duty.channel ?? 'phone',
      duty.fieldCode ?? null,
      duty.from,
      duty.until,
    ],
  );
  await database.sql(
    `INSERT INTO shift_assignment (shift_id, organisation_id, person_id, span, assigned_at)
     VALUES ($1, $2, $3, tstzrange($4, $5), now())`,
    [shiftId, duty.organisationId, duty.personId, duty.from, duty.until],
  );
}
