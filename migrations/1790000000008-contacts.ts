import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row per call attempt or message, from the carrier's file. Caller numbers are never stored, only a keyed hash. */
export class Contacts1790000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE period_caller_key (
        period_id uuid CONSTRAINT pk_period_caller_key PRIMARY KEY CONSTRAINT fk_period_caller_key_period REFERENCES period (id),
        key bytea,
        created_at timestamptz NOT NULL,
        destroyed_at timestamptz,
        CONSTRAINT ck_period_caller_key CHECK ((key IS NULL) = (destroyed_at IS NOT NULL))
      )`);
    await runner.query(`
      CREATE TABLE contact (
        id uuid CONSTRAINT pk_contact PRIMARY KEY DEFAULT uuidv7(),
        period_id uuid NOT NULL CONSTRAINT fk_contact_period REFERENCES period (id),
        organisation_id uuid CONSTRAINT fk_contact_organisation REFERENCES organisation (id),
        channel text NOT NULL CONSTRAINT ck_contact_channel
          CHECK (channel IN ('phone','chat','mail','sns','metaverse','other')),
        carrier_no text NOT NULL,
        leg smallint NOT NULL DEFAULT 1,
        dialled_at timestamptz NOT NULL,
        queued_at timestamptz,
        answered_at timestamptz,
        ended_at timestamptz,
        digit text,
        field_code text CONSTRAINT fk_contact_line_field REFERENCES line_field (code),
        result text NOT NULL CONSTRAINT ck_contact_result CHECK (result IN
          ('answered','abandoned_ivr','abandoned_queue','busy','out_of_hours','transferred')),
        origin text NOT NULL DEFAULT 'unknown' CONSTRAINT ck_contact_origin
          CHECK (origin IN ('fixed','public','mobile','ip','unknown')),
        caller_hash bytea,
        job_id uuid NOT NULL CONSTRAINT fk_contact_job REFERENCES job (id),
        source_row integer NOT NULL,
        dialled_on date NOT NULL GENERATED ALWAYS AS ((dialled_at AT TIME ZONE 'Asia/Tokyo')::date) STORED,
        dialled_hour smallint NOT NULL
          GENERATED ALWAYS AS (extract(hour FROM dialled_at AT TIME ZONE 'Asia/Tokyo')::smallint) STORED,
        wait_seconds integer GENERATED ALWAYS AS (floor(extract(epoch FROM answered_at - queued_at))::integer) STORED,
        talk_seconds integer GENERATED ALWAYS AS (floor(extract(epoch FROM ended_at - answered_at))::integer) STORED,
        CONSTRAINT uq_contact_carrier_no UNIQUE (period_id, channel, carrier_no, leg),
        CONSTRAINT ck_contact_order CHECK (
          (queued_at IS NULL OR queued_at >= dialled_at)
          AND (answered_at IS NULL OR answered_at >= coalesce(queued_at, dialled_at))
          AND (ended_at IS NULL OR ended_at >= coalesce(answered_at, queued_at, dialled_at))),
        CONSTRAINT ck_contact_answered CHECK ((result IN ('answered','transferred')) = (answered_at IS NOT NULL))
      )`);
    // Carrier files arrive in time order, so block ranges are enough and cost nothing on a million-row import.
    await runner.query(`CREATE INDEX ix_contact_dialled_at ON contact USING brin (dialled_at)`);
    await runner.query(`ALTER TABLE contact ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY own_organisation ON contact
        USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON period_caller_key, contact TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
