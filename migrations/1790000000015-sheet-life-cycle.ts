import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happens to a sheet around its revisions: drafts, copies of refused writes, reviews and voidings. */
export class SheetLifeCycle1790000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Each change counts, not only a new text: whoever edits what was reviewed or voided meanwhile must be told.
    await runner.query(`
      ALTER TABLE consultation
        ADD COLUMN version integer NOT NULL DEFAULT 1 CONSTRAINT ck_consultation_version CHECK (version > 0),
        ADD COLUMN review_required boolean NOT NULL DEFAULT false`);
    await runner.query(`
      CREATE INDEX ix_consultation_review ON consultation (organisation_id, started_at DESC, id DESC)
      WHERE review_required AND status = 'submitted'`);
    // The id is the client's and becomes the sheet's. Contents are sealed whole, as they may be anything.
    await runner.query(`
      CREATE TABLE consultation_draft (
        id uuid CONSTRAINT pk_consultation_draft PRIMARY KEY,
        organisation_id uuid NOT NULL CONSTRAINT fk_consultation_draft_organisation REFERENCES organisation (id),
        account_id uuid NOT NULL CONSTRAINT fk_consultation_draft_account REFERENCES account (id),
        person_id uuid CONSTRAINT fk_consultation_draft_person REFERENCES person (id),
        version integer NOT NULL CONSTRAINT ck_consultation_draft_version CHECK (version > 0),
        sealed bytea NOT NULL,
        seal text NOT NULL,
        content_digest bytea NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        submitted_at timestamptz
      )`);
    await runner.query(`
      CREATE INDEX ix_consultation_draft_open ON consultation_draft (organisation_id, updated_at DESC, id DESC)
      WHERE submitted_at IS NULL`);
    // No foreign key to sheet or draft: the id may be taken by somebody the writer must not hear of.
    await runner.query(`
      CREATE TABLE consultation_conflict (
        id uuid CONSTRAINT pk_consultation_conflict PRIMARY KEY,
        consultation_id uuid NOT NULL,
        organisation_id uuid NOT NULL CONSTRAINT fk_consultation_conflict_organisation REFERENCES organisation (id),
        account_id uuid NOT NULL CONSTRAINT fk_consultation_conflict_account REFERENCES account (id),
        kind text NOT NULL CONSTRAINT ck_consultation_conflict_kind
          CHECK (kind IN ('sheet','draft','amendment','review','voiding')),
        reason text NOT NULL,
        based_on integer,
        sealed bytea NOT NULL,
        seal text NOT NULL,
        content_digest bytea NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT uq_consultation_conflict UNIQUE (consultation_id, organisation_id, account_id, kind, content_digest)
      )`);
    await runner.query(`
      CREATE TABLE consultation_review (
        consultation_id uuid NOT NULL,
        version integer NOT NULL,
        revision_no integer NOT NULL,
        organisation_id uuid NOT NULL,
        decision text NOT NULL CONSTRAINT ck_consultation_review_decision CHECK (decision IN ('approved','returned')),
        sealed bytea NOT NULL,
        seal text NOT NULL,
        account_id uuid NOT NULL CONSTRAINT fk_consultation_review_account REFERENCES account (id),
        reviewed_at timestamptz NOT NULL,
        CONSTRAINT pk_consultation_review PRIMARY KEY (consultation_id, version),
        CONSTRAINT fk_consultation_review_consultation
          FOREIGN KEY (consultation_id, organisation_id) REFERENCES consultation (id, organisation_id)
      )`);
    await runner.query(`
      CREATE TABLE consultation_voiding (
        consultation_id uuid CONSTRAINT pk_consultation_voiding PRIMARY KEY,
        organisation_id uuid NOT NULL,
        sealed bytea NOT NULL,
        seal text NOT NULL,
        account_id uuid NOT NULL CONSTRAINT fk_consultation_voiding_account REFERENCES account (id),
        voided_at timestamptz NOT NULL,
        CONSTRAINT fk_consultation_voiding_consultation
          FOREIGN KEY (consultation_id, organisation_id) REFERENCES consultation (id, organisation_id)
      )`);
    await this.buildWalls(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }

  private async buildWalls(runner: QueryRunner): Promise<void> {
    for (const table of [
      'consultation_draft',
      'consultation_conflict',
      'consultation_review',
      'consultation_voiding',
    ]) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY own_organisation ON ${table}
          USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO tsunagi_app`);
    }
    // Whose draft it is and when it was begun never changes.
    await runner.query(`
      GRANT UPDATE (version, sealed, seal, content_digest, updated_at, submitted_at) ON consultation_draft TO tsunagi_app`);
  }
}
