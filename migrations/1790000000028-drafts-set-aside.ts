import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drafts that nobody will submit: found by their period, set aside with a reason, and named when a period is closed. */
export class DraftsSetAside1790000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What the draft says of itself, so no foreign key: a draft may name a period that does not exist.
    await runner.query(`
      ALTER TABLE consultation_draft ADD COLUMN period_id uuid, ADD COLUMN set_aside_at timestamptz`);
    await runner.query(`GRANT UPDATE (period_id, set_aside_at) ON consultation_draft TO tsunagi_app`);
    await runner.query(`DROP INDEX ix_consultation_draft_open`);
    await runner.query(`
      CREATE INDEX ix_consultation_draft_open ON consultation_draft (organisation_id, updated_at DESC, id DESC)
      WHERE submitted_at IS NULL AND set_aside_at IS NULL`);
    // A draft that is taken up again may be set aside again.
    await runner.query(`
      CREATE TABLE consultation_draft_setting_aside (
        id uuid CONSTRAINT pk_consultation_draft_setting_aside PRIMARY KEY DEFAULT uuidv7(),
        draft_id uuid NOT NULL CONSTRAINT fk_consultation_draft_setting_aside_draft REFERENCES consultation_draft (id),
        version integer NOT NULL,
        organisation_id uuid NOT NULL
          CONSTRAINT fk_consultation_draft_setting_aside_organisation REFERENCES organisation (id),
        sealed bytea NOT NULL,
        seal text NOT NULL,
        account_id uuid NOT NULL CONSTRAINT fk_consultation_draft_setting_aside_account REFERENCES account (id),
        set_aside_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE INDEX ix_consultation_draft_setting_aside ON consultation_draft_setting_aside (draft_id, id)`);
    await runner.query(`
      ALTER TABLE consultation_draft_setting_aside ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY own_organisation ON consultation_draft_setting_aside
        USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    await runner.query(`GRANT SELECT, INSERT ON consultation_draft_setting_aside TO tsunagi_app`);
    await runner.query(`
      ALTER TABLE consultation_conflict DROP CONSTRAINT ck_consultation_conflict_kind,
        ADD CONSTRAINT ck_consultation_conflict_kind
          CHECK (kind IN ('sheet','draft','amendment','review','voiding','call','setting_aside'))`);
    await runner.query(`
      ALTER TABLE period
        ADD COLUMN drafts_left integer CONSTRAINT ck_period_drafts_left CHECK (drafts_left > 0),
        ADD COLUMN drafts_left_reason text,
        ADD CONSTRAINT ck_period_drafts_left_reason CHECK ((drafts_left IS NULL) = (drafts_left_reason IS NULL)),
        ADD CONSTRAINT ck_period_drafts_left_closed CHECK (drafts_left IS NULL OR status = 'closed')`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
