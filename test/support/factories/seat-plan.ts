import { randomUUID } from 'node:crypto';
import type { TestApp } from '../test-app';

export interface SeatBlock {
  readonly organisationId: string;
  readonly fieldCode: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly seats: number;
  readonly role?: string;
  readonly status?: string;
}

/** Blocks of seats written past the API, in whatever state. */
export async function allotBlocks(
  app: TestApp,
  periodId: string,
  blocks: readonly SeatBlock[],
): Promise<string[]> {
  const complete = blocks.map((block) => ({
    id: randomUUID(),
    role: 'counsellor',
    status: 'accepted',
    ...block,
  }));
  await app.sql(
    `INSERT INTO seat_allotment (id, period_id, organisation_id, channel, field_code, role, starts_at, ends_at, seats, fill_by,
                                 status, created_at, updated_at)
     SELECT b.id, $1, b."organisationId", 'phone', b."fieldCode", b.role, b."startsAt", b."endsAt", b.seats, b."startsAt",
            b.status, now(), now()
     FROM json_to_recordset($2) AS b(id uuid, "organisationId" uuid, "fieldCode" text, role text, "startsAt" timestamptz,
            "endsAt" timestamptz, seats integer, status text)`,
    [periodId, JSON.stringify(complete)],
  );
  return complete.map(({ id }) => id);
}

/** People on duty, one seat each. Gives the assignments. */
export async function assignPeople(
  app: TestApp,
  periodId: string,
  duties: readonly SeatBlock[],
): Promise<string[]> {
  const assigned: string[] = [];
  for (const duty of duties) {
    const shiftId = randomUUID();
    await app.sql(
      `INSERT INTO shift (id, period_id, organisation_id, channel, field_code, role, starts_at, ends_at, seats, created_at)
       VALUES ($1, $2, $3, 'phone', $4, $5, $6, $7, $8, now())`,
      [
        shiftId,
        periodId,
        duty.organisationId,
        duty.fieldCode,
        duty.role ?? 'counsellor',
        duty.startsAt,
        duty.endsAt,
        duty.seats + 1,
      ],
    );
    for (let seat = 0; seat < duty.seats; seat += 1) {
      const id = randomUUID();
      await app.sql(
        `INSERT INTO shift_assignment (id, shift_id, organisation_id, person_id, span, assigned_at)
         VALUES ($1, $2, $3, $4, tstzrange($5, $6), now())`,
        [id, shiftId, duty.organisationId, await app.person(duty.organisationId), duty.startsAt, duty.endsAt],
      );
      assigned.push(id);
    }
  }
  return assigned;
}

/** A version of an organisation's roster with what these assignments say now. */
export async function publishRoster(
  app: TestApp,
  periodId: string,
  organisationId: string,
  version: { readonly number: number; readonly assignments: readonly string[] },
): Promise<void> {
  const id = randomUUID();
  const { accountId } = await app.account('coordinator', organisationId);
  await app.sql(
    `INSERT INTO roster (period_id, organisation_id, status, updated_at) VALUES ($1, $2, 'published', now())
     ON CONFLICT DO NOTHING`,
    [periodId, organisationId],
  );
  await app.sql(
    `INSERT INTO roster_version (id, period_id, organisation_id, number, cause, account_id, published_at)
     VALUES ($1, $2, $3, $4, 'publication', $5, now())`,
    [id, periodId, organisationId, version.number, accountId],
  );
  await app.sql(
    `INSERT INTO roster_version_cell (roster_version_id, organisation_id, assignment_id, shift_id, person_id, channel, field_code,
                                      role, starts_at, ends_at)
     SELECT $1, sa.organisation_id, sa.id, s.id, sa.person_id, s.channel, s.field_code, s.role, lower(sa.span), upper(sa.span)
     FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id WHERE sa.id = ANY ($2::uuid[])`,
    [id, version.assignments],
  );
}
