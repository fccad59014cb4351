import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Record sheets (相談記録票): codes, append-only revisions, and narratives in a table of their own (decision 10). */
export class Consultations1790000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE record_counter (
        period_id uuid NOT NULL CONSTRAINT fk_record_counter_period REFERENCES period (id),
        organisation_id uuid NOT NULL CONSTRAINT fk_record_counter_organisation REFERENCES organisation (id),
        last_no integer NOT NULL,
        CONSTRAINT pk_record_counter PRIMARY KEY (period_id, organisation_id)
      )`);
    // The present state of each sheet in codes only. Words live in consultation_narrative, history in consultation_revision.
    await runner.query(`
      CREATE TABLE consultation (
        id uuid CONSTRAINT pk_consultation PRIMARY KEY,
        period_id uuid NOT NULL CONSTRAINT fk_consultation_period REFERENCES period (id),
        organisation_id uuid NOT NULL CONSTRAINT fk_consultation_organisation REFERENCES organisation (id),
        counsellor_id uuid CONSTRAINT fk_consultation_counsellor REFERENCES person (id),
        record_no integer NOT NULL,
        source_no text,
        form_version_id uuid NOT NULL CONSTRAINT fk_consultation_form_version REFERENCES form_version (id),
        channel text NOT NULL CONSTRAINT ck_consultation_channel
          CHECK (channel IN ('phone','chat','mail','sns','metaverse','other')),
        origin text NOT NULL CONSTRAINT ck_consultation_origin CHECK (origin IN ('call','manual','import')),
        contact_id uuid CONSTRAINT fk_consultation_contact REFERENCES contact (id),
        started_at timestamptz NOT NULL,
        ended_at timestamptz,
        talk_seconds integer CONSTRAINT ck_consultation_talk CHECK (talk_seconds >= 0),
        status text NOT NULL CONSTRAINT ck_consultation_status
          CHECK (status IN ('draft','submitted','reviewed','locked','voided')),
        revision_no integer NOT NULL CONSTRAINT ck_consultation_revision CHECK (revision_no > 0),
        contact_result text NOT NULL,
        caller_relation text NOT NULL,
        gender text NOT NULL,
        age_years smallint CONSTRAINT ck_consultation_age CHECK (age_years >= 0 AND age_years < 120),
        age_band text NOT NULL,
        subject_gender text,
        subject_age_band text,
        prefecture_code text,
        contact_history text NOT NULL,
        main_field text,
        fields text[] NOT NULL,
        worry_categories text[] NOT NULL,
        main_response text,
        responses text[] NOT NULL,
        suicide_risk text NOT NULL,
        urgency text NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        received_on date NOT NULL GENERATED ALWAYS AS ((started_at AT TIME ZONE 'Asia/Tokyo')::date) STORED,
        received_hour smallint NOT NULL
          GENERATED ALWAYS AS (extract(hour FROM started_at AT TIME ZONE 'Asia/Tokyo')::smallint) STORED,
        CONSTRAINT uq_consultation_organisation UNIQUE (id, organisation_id),
        CONSTRAINT uq_consultation_record_no UNIQUE (period_id, organisation_id, record_no),
        CONSTRAINT uq_consultation_source_no UNIQUE (period_id, organisation_id, source_no),
        CONSTRAINT ck_consultation_ended CHECK (ended_at IS NULL OR ended_at >= started_at),
        CONSTRAINT ck_consultation_main_field CHECK (main_field IS NULL OR main_field = ANY (fields)),
        CONSTRAINT ck_consultation_main_response CHECK (main_response IS NULL OR main_response = ANY (responses))
      )`);
    await runner.query(
      `CREATE INDEX ix_consultation_list ON consultation (organisation_id, period_id, started_at DESC, id DESC)`,
    );
    await runner.query(`
      CREATE TABLE consultation_revision (
        consultation_id uuid NOT NULL,
        revision_no integer NOT NULL,
        organisation_id uuid NOT NULL,
        content jsonb NOT NULL,
        content_digest bytea NOT NULL,
        reason text NOT NULL,
        written_by uuid CONSTRAINT fk_consultation_revision_account REFERENCES account (id),
        written_at timestamptz NOT NULL,
        CONSTRAINT pk_consultation_revision PRIMARY KEY (consultation_id, revision_no),
        CONSTRAINT fk_consultation_revision_consultation
          FOREIGN KEY (consultation_id, organisation_id) REFERENCES consultation (id, organisation_id)
      )`);
    await runner.query(`
      CREATE TABLE consultation_narrative (
        consultation_id uuid NOT NULL,
        revision_no integer NOT NULL,
        field_code text NOT NULL,
        organisation_id uuid NOT NULL,
        sealed bytea NOT NULL,
        seal text NOT NULL,
        CONSTRAINT pk_consultation_narrative PRIMARY KEY (consultation_id, revision_no, field_code),
        CONSTRAINT fk_consultation_narrative_consultation
          FOREIGN KEY (consultation_id, organisation_id) REFERENCES consultation (id, organisation_id)
      )`);
    for (const table of [
      'record_counter',
      'consultation',
      'consultation_revision',
      'consultation_narrative',
    ]) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY own_organisation ON ${table}
          USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    }
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON record_counter, consultation TO tsunagi_app`);
    await runner.query(
      `GRANT SELECT, INSERT ON consultation_revision, consultation_narrative TO tsunagi_app`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
