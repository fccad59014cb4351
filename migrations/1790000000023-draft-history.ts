import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Earlier states of drafts, kept now and then, for whoever deletes a paragraph and saves. */
export class DraftHistory1790000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // How long the text is and when a state was last kept is known without opening a seal.
    await runner.query(`
      ALTER TABLE consultation_draft
        ADD COLUMN code_points integer NOT NULL DEFAULT 0,
        ADD COLUMN kept_count integer NOT NULL DEFAULT 0,
        ADD COLUMN kept_at timestamptz`);
    await runner.query(
      `GRANT UPDATE (code_points, kept_count, kept_at) ON consultation_draft TO tsunagi_app`,
    );
    await runner.query(`
      CREATE TABLE consultation_draft_version (
        draft_id uuid NOT NULL CONSTRAINT fk_consultation_draft_version_draft REFERENCES consultation_draft (id),
        version integer NOT NULL,
        organisation_id uuid NOT NULL CONSTRAINT fk_consultation_draft_version_organisation REFERENCES organisation (id),
        code_points integer NOT NULL,
        sealed bytea NOT NULL,
        seal text NOT NULL,
        written_at timestamptz NOT NULL,
        CONSTRAINT pk_consultation_draft_version PRIMARY KEY (draft_id, version)
      )`);
    await runner.query(
      `ALTER TABLE consultation_draft_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`,
    );
    await runner.query(`
      CREATE POLICY own_organisation ON consultation_draft_version
        USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    await runner.query(`GRANT SELECT, INSERT ON consultation_draft_version TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
