import { randomUUID } from 'node:crypto';
import type { OwnerAccess } from '../owner-access';

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
