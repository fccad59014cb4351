import { randomUUID } from 'node:crypto';
import type { TestAccount, TestApp } from '../test-app';

let recordNo = 0;

interface SheetCodes {
  readonly status?: string;
  readonly ageBand?: string;
  readonly urgency?: string;
  readonly prefectureCode?: string;
}

/** A record sheet of this account, from the night of New Year's Eve. */
export async function addSheet(
  app: TestApp,
  periodId: string,
  writer: TestAccount,
  { status = 'submitted', ageBand = 'unknown', urgency = 'normal', prefectureCode }: SheetCodes = {},
): Promise<string> {
  const id = randomUUID();
  recordNo += 1;
  await app.sql(
    `INSERT INTO consultation (id, period_id, organisation_id, counsellor_id, record_no, form_version_id, channel, origin,
       started_at, status, revision_no, contact_result, caller_relation, gender, age_band, contact_history, fields,
       worry_categories, responses, suicide_risk, urgency, prefecture_code, created_at, updated_at)
     SELECT $1, $2, $3, $4, $5, fv.id, 'phone', 'manual', '2026-12-31T23:00:00+09:00', $6, 1, 'talk', 'self', 'unknown',
            $7, 'unknown', '{}', '{}', '{}', 'unknown', $8, $9, now(), now()
     FROM form_version AS fv JOIN form AS f ON f.id = fv.form_id WHERE f.code = 'standard' LIMIT 1`,
    [
      id,
      periodId,
      writer.organisationId,
      writer.personId,
      recordNo,
      status,
      ageBand,
      urgency,
      prefectureCode ?? null,
    ],
  );
  return id;
}

/** What a person says on the telephone: yes, but not the name. */
export function agreed(change: object = {}): object {
  return { purposes: ['support'], method: 'spoken_phone', ...change };
}
