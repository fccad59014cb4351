import { randomUUID } from 'node:crypto';
import type { OwnerAccess } from '../owner-access';

/** Sheets are filed into the period below as it is tried out: once it has begun, none of them may start in the future. */
export const BEFORE_THE_PERIOD = { notAfter: new Date('2026-12-01T00:00:00+09:00') } as const;

/** An open period from 25 December 2026 10:00 to 4 January 2027 10:00 in which these organisations take part. */
export async function openPeriod(database: OwnerAccess, organisationIds: readonly string[]): Promise<string> {
  const id = randomUUID();
  await database.sql(
    `INSERT INTO period (id, label, form_id, starts_at, ends_at, status, created_at)
     SELECT $1, $2, f.id, '2026-12-25T10:00:00+09:00', '2027-01-04T10:00:00+09:00', 'open', now()
     FROM form AS f WHERE f.code = 'standard'`,
    [id, `試験期 ${id}`],
  );
  await database.sql(
    `INSERT INTO participation (period_id, organisation_id, created_at)
     SELECT $1, o.id, now() FROM unnest($2::uuid[]) AS o(id)`,
    [id, organisationIds],
  );
  return id;
}
