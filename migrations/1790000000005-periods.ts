import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A period (期): its instants, voice menu, opening hours per channel and field, and who takes part. */
export class Periods1790000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reference_code (
        list text NOT NULL,
        code text NOT NULL,
        label_ja text NOT NULL,
        label_en text NOT NULL,
        sort_order integer NOT NULL,
        CONSTRAINT pk_reference_code PRIMARY KEY (list, code)
      )`);
    await runner.query(`
      CREATE TABLE line_field (
        code text CONSTRAINT pk_line_field PRIMARY KEY,
        label_ja text NOT NULL,
        label_en text NOT NULL,
        sort_order integer NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE holiday (
        day date CONSTRAINT pk_holiday PRIMARY KEY,
        name text NOT NULL,
        source text NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE form (
        id uuid CONSTRAINT pk_form PRIMARY KEY DEFAULT uuidv7(),
        code text NOT NULL CONSTRAINT uq_form_code UNIQUE,
        title text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE period (
        id uuid CONSTRAINT pk_period PRIMARY KEY DEFAULT uuidv7(),
        label text NOT NULL CONSTRAINT uq_period_label UNIQUE,
        form_id uuid NOT NULL CONSTRAINT fk_period_form REFERENCES form (id),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        status text NOT NULL CONSTRAINT ck_period_status CHECK (status IN ('planned','open','closed')),
        note text NOT NULL DEFAULT '',
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        CONSTRAINT ck_period_span CHECK (starts_at < ends_at)
      )`);
    await runner.query(`
      CREATE TABLE period_field (
        period_id uuid NOT NULL CONSTRAINT fk_period_field_period REFERENCES period (id),
        field_code text NOT NULL CONSTRAINT fk_period_field_line_field REFERENCES line_field (code),
        digit text CONSTRAINT ck_period_field_digit CHECK (digit ~ '^[0-9*#]{1,2}$'),
        label_ja text NOT NULL,
        sort_order integer NOT NULL,
        CONSTRAINT pk_period_field PRIMARY KEY (period_id, field_code),
        CONSTRAINT uq_period_field_digit UNIQUE (period_id, digit)
      )`);
    await runner.query(`
      CREATE TABLE opening_window (
        id uuid CONSTRAINT pk_opening_window PRIMARY KEY DEFAULT uuidv7(),
        period_id uuid NOT NULL CONSTRAINT fk_opening_window_period REFERENCES period (id),
        channel text NOT NULL CONSTRAINT ck_opening_window_channel
          CHECK (channel IN ('phone','chat','mail','sns','metaverse','other')),
        field_code text CONSTRAINT fk_opening_window_line_field REFERENCES line_field (code),
        opens_at timestamptz NOT NULL,
        closes_at timestamptz NOT NULL,
        daily_from time,
        daily_until time,
        CONSTRAINT ck_opening_window_span CHECK (opens_at < closes_at),
        CONSTRAINT ck_opening_window_daily CHECK ((daily_from IS NULL) = (daily_until IS NULL) AND daily_from <> daily_until),
        CONSTRAINT uq_opening_window UNIQUE NULLS NOT DISTINCT (period_id, channel, field_code, opens_at, daily_from)
      )`);
    await runner.query(`
      CREATE TABLE participation (
        id uuid CONSTRAINT pk_participation PRIMARY KEY DEFAULT uuidv7(),
        period_id uuid NOT NULL CONSTRAINT fk_participation_period REFERENCES period (id),
        organisation_id uuid NOT NULL CONSTRAINT fk_participation_organisation REFERENCES organisation (id),
        seats_promised integer CONSTRAINT ck_participation_seats CHECK (seats_promised >= 0),
        budget_yen bigint CONSTRAINT ck_participation_budget CHECK (budget_yen >= 0),
        created_at timestamptz NOT NULL,
        CONSTRAINT uq_participation UNIQUE (period_id, organisation_id)
      )`);
    await runner.query(`ALTER TABLE participation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY own_organisation ON participation
        USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    await runner.query(`GRANT SELECT ON reference_code, line_field, holiday TO tsunagi_app`);
    await runner.query(`
      GRANT SELECT, INSERT, UPDATE ON form, period, period_field, opening_window, participation TO tsunagi_app`);
    // Settings, not records: what was removed stands in the audit log.
    await runner.query(`GRANT DELETE ON period_field, opening_window TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
