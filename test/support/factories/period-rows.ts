import { randomUUID } from 'node:crypto';
import type { TestApp } from '../test-app';

/** One code list of a form version: field code → [code, label] in their order. */
export type CodeLists = Readonly<Record<string, readonly (readonly [code: string, label: string])[]>>;

export interface PeriodPlan {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly lists?: CodeLists;
}

export interface ContactRow {
  readonly dialledAt: string;
  readonly result?: string;
  readonly channel?: string;
  readonly carrierNo?: string;
  readonly leg?: number;
  readonly queuedAt?: string | null;
  readonly answeredAt?: string | null;
  readonly endedAt?: string | null;
  readonly digit?: string | null;
  readonly fieldCode?: string | null;
  readonly origin?: string;
  readonly endedBy?: string;
  /** Who called, as any text; absent: the number was withheld. */
  readonly caller?: string;
}

export interface SheetRow {
  readonly startedAt: string;
  readonly status?: string;
  readonly channel?: string;
  readonly talkSeconds?: number | null;
  readonly contactResult?: string;
  readonly callerRelation?: string;
  readonly gender?: string;
  readonly ageBand?: string;
  readonly subjectAgeBand?: string | null;
  readonly mainField?: string | null;
  readonly fields?: readonly string[];
  readonly mainResponse?: string | null;
  readonly responses?: readonly string[];
}

export interface DutyRow {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly channel?: string;
  readonly released?: boolean;
}

interface Keys {
  readonly periodId: string;
  readonly formId: string;
  readonly versionId: string;
  readonly organisationId: string;
  readonly jobId: string;
}

/** A period of its own with the rows a table is counted from, written past the API so that any state can be had. */
export class PeriodRows {
  private constructor(
    private readonly app: TestApp,
    private readonly keys: Keys,
  ) {}

  get id(): string {
    return this.keys.periodId;
  }

  static async create(app: TestApp, plan: PeriodPlan): Promise<PeriodRows> {
    const { accountId, organisationId } = await app.account('contractor');
    const [periodId, formId, jobId] = [randomUUID(), randomUUID(), randomUUID()];
    await app.sql(`INSERT INTO form (id, code, title, created_at) VALUES ($1, $2, '試験票', now())`, [
      formId,
      `test-${formId}`,
    ]);
    const versionId = await publishForm(app, formId, 1, '2000-01-01T00:00:00+09:00', plan.lists ?? {});
    await app.sql(
      `INSERT INTO period (id, label, form_id, starts_at, ends_at, status, created_at)
       VALUES ($1, $2, $3, $4, $5, 'open', now())`,
      [periodId, `試験期 ${periodId}`, formId, plan.startsAt, plan.endsAt],
    );
    await app.sql(
      `INSERT INTO job (id, kind, organisation_id, account_id, request_id, input, status, created_at)
       VALUES ($1, 'call_import', $2, $3, 'test', '{}', 'succeeded', now())`,
      [jobId, organisationId, accountId],
    );
    return new PeriodRows(app, { periodId, formId, versionId, organisationId, jobId });
  }

  publishVersion(number: number, inForceFrom: string, lists: CodeLists): Promise<string> {
    return publishForm(this.app, this.keys.formId, number, inForceFrom, lists);
  }

  async menu(items: readonly (readonly [fieldCode: string, digit: string | null, label: string])[]) {
    for (const [index, [fieldCode, digit, label]] of items.entries()) {
      await this.app.sql(
        `INSERT INTO period_field (period_id, field_code, digit, label_ja, sort_order) VALUES ($1, $2, $3, $4, $5)`,
        [this.id, fieldCode, digit, label, index + 1],
      );
    }
  }

  async open(channels: readonly string[]): Promise<void> {
    await this.app.sql(
      `INSERT INTO opening_window (period_id, channel, opens_at, closes_at)
       SELECT p.id, w.channel, p.starts_at, p.ends_at FROM period AS p, unnest($2::text[]) AS w(channel) WHERE p.id = $1`,
      [this.id, channels],
    );
  }

  async participants(count: number): Promise<void> {
    for (let i = 0; i < count; i += 1) {
      await this.app.sql(
        `INSERT INTO participation (period_id, organisation_id, created_at) VALUES ($1, $2, now())`,
        [this.id, await this.app.organisation()],
      );
    }
  }

  async contacts(contacts: readonly ContactRow[]): Promise<void> {
    const complete = contacts.map((row) => ({
      result: 'abandoned_ivr',
      channel: 'phone',
      carrierNo: randomUUID(),
      leg: 1,
      origin: 'unknown',
      ...row,
    }));
    await this.app.sql(
      `INSERT INTO contact (period_id, organisation_id, channel, carrier_no, leg, dialled_at, queued_at, answered_at, ended_at,
                            digit, field_code, result, origin, ended_by, caller_hash, job_id, source_row)
       SELECT $1, $2, r.channel, r."carrierNo", r.leg, r."dialledAt", r."queuedAt", r."answeredAt", r."endedAt",
              r.digit, r."fieldCode", r.result, r.origin, r."endedBy", convert_to(r.caller, 'UTF8'), $3, 1
       FROM json_to_recordset($4) AS r(channel text, "carrierNo" text, leg smallint, "dialledAt" timestamptz,
              "queuedAt" timestamptz, "answeredAt" timestamptz, "endedAt" timestamptz, digit text, "fieldCode" text,
              result text, origin text, "endedBy" text, caller text)`,
      [this.id, this.keys.organisationId, this.keys.jobId, JSON.stringify(complete)],
    );
  }

  async sheets(sheets: readonly SheetRow[]): Promise<void> {
    const [last] = await this.app.sql<{ no: number }>(
      `SELECT coalesce(max(co.record_no), 0) AS no FROM consultation AS co WHERE co.period_id = $1`,
      [this.id],
    );
    const complete = sheets.map((row, index) => ({
      ...BLANK_SHEET,
      ...row,
      recordNo: (last?.no ?? 0) + index + 1,
    }));
    await this.app.sql(
      `INSERT INTO consultation (id, period_id, organisation_id, record_no, form_version_id, channel, origin, started_at,
         talk_seconds, status, revision_no, contact_result, caller_relation, gender, age_band, subject_age_band,
         contact_history, main_field, fields, worry_categories, main_response, responses, suicide_risk, urgency,
         created_at, updated_at)
       SELECT uuidv7(), $1, $2, r."recordNo", $3, r.channel, 'import', r."startedAt", r."talkSeconds", r.status, 1,
              r."contactResult", r."callerRelation", r.gender, r."ageBand", r."subjectAgeBand", 'unknown', r."mainField",
              r.fields, '{}', r."mainResponse", r.responses, 'unknown', 'normal', now(), now()
       FROM json_to_recordset($4) AS r("recordNo" integer, channel text, "startedAt" timestamptz, "talkSeconds" integer,
              status text, "contactResult" text, "callerRelation" text, gender text, "ageBand" text,
              "subjectAgeBand" text, "mainField" text, fields text[], "mainResponse" text, responses text[])`,
      [this.id, this.keys.organisationId, this.keys.versionId, JSON.stringify(complete)],
    );
  }

  /** A published version with the duties that begin at these instants. */
  async rosterVersion(number: number, starts: readonly string[]): Promise<void> {
    const { organisationId } = this.keys;
    const { accountId } = await this.app.account('contractor', organisationId);
    await this.app.sql(
      `INSERT INTO roster (period_id, organisation_id, status, updated_at) VALUES ($1, $2, 'published', now())
       ON CONFLICT DO NOTHING`,
      [this.id, organisationId],
    );
    const versionId = randomUUID();
    await this.app.sql(
      `INSERT INTO roster_version (id, period_id, organisation_id, number, cause, account_id, published_at)
       VALUES ($1, $2, $3, $4, 'publication', $5, now())`,
      [versionId, this.id, organisationId, number, accountId],
    );
    await this.app.sql(
      `INSERT INTO roster_version_cell (roster_version_id, organisation_id, assignment_id, shift_id, person_id, channel,
         role, starts_at, ends_at)
       SELECT $1, sa.organisation_id, sa.id, s.id, sa.person_id, s.channel, s.role, s.starts_at, s.ends_at
       FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id
       WHERE s.period_id = $2 AND s.starts_at = ANY ($3)`,
      [versionId, this.id, starts],
    );
  }

  async duty(duties: readonly DutyRow[]): Promise<void> {
    for (const duty of duties) {
      const shiftId = randomUUID();
      await this.app.sql(
        `INSERT INTO shift (id, period_id, organisation_id, channel, role, starts_at, ends_at, seats, created_at)
         VALUES ($1, $2, $3, $4, 'counsellor', $5, $6, 1, now())`,
        [shiftId, this.id, this.keys.organisationId, duty.channel ?? 'phone', duty.startsAt, duty.endsAt],
      );
      await this.app.sql(
        `INSERT INTO shift_assignment (shift_id, organisation_id, person_id, span, assigned_at, released_at)
         VALUES ($1, $2, $3, tstzrange($4, $5), now(), CASE WHEN $6 THEN now() END)`,
        [
          shiftId,
          this.keys.organisationId,
          await this.app.person(this.keys.organisationId),
          duty.startsAt,
          duty.endsAt,
          duty.released ?? false,
        ],
      );
    }
  }
}

const BLANK_SHEET = {
  status: 'submitted',
  channel: 'phone',
  contactResult: 'talk',
  callerRelation: 'self',
  gender: 'unknown',
  ageBand: 'unknown',
  fields: [],
  responses: [],
};

async function publishForm(
  app: TestApp,
  formId: string,
  number: number,
  inForceFrom: string,
  lists: CodeLists,
): Promise<string> {
  const versionId = randomUUID();
  await app.sql(
    `INSERT INTO form_version (id, form_id, number, definition, created_at, published_at, in_force_from)
     VALUES ($1, $2, $3, '{"sections":[]}', now(), now(), $4)`,
    [versionId, formId, number, inForceFrom],
  );
  const options = Object.entries(lists).flatMap(([field, codes]) =>
    codes.map(([code, label], index) => ({ field, code, label, order: index + 1 })),
  );
  await app.sql(
    `INSERT INTO form_option (form_version_id, field_code, code, label_ja, sort_order)
     SELECT $1, o.field, o.code, o.label, o."order"
     FROM json_to_recordset($2) AS o(field text, code text, label text, "order" integer)`,
    [versionId, JSON.stringify(options)],
  );
  return versionId;
}
