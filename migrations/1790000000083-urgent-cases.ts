import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keepRelatedPeopleOut } from './related-person-wall';

/** Urgent cases (緊急対応): a checklist against the clock, written by many hands and never over one another. */
export class UrgentCases1790000000083 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE urgent_step (
        code text CONSTRAINT pk_urgent_step PRIMARY KEY,
        label_ja text NOT NULL,
        help_ja text NOT NULL,
        kind text NOT NULL CONSTRAINT ck_urgent_step_kind CHECK (kind IN ('act','contact')),
        minutes integer NOT NULL CONSTRAINT ck_urgent_step_minutes CHECK (minutes > 0),
        sort_order integer NOT NULL,
        retired_at timestamptz
      )`);
    await runner.query(`GRANT SELECT ON urgent_step TO tsunagi_app`);
    // No foreign key to the sheet: while the caller is on the line there is only a draft of the same id.
    await runner.query(`
      CREATE TABLE urgent_case (
        id uuid CONSTRAINT pk_urgent_case PRIMARY KEY,
        organisation_id uuid NOT NULL CONSTRAINT fk_urgent_case_organisation REFERENCES organisation (id),
        consultation_id uuid NOT NULL,
        steps jsonb NOT NULL,
        account_id uuid NOT NULL CONSTRAINT fk_urgent_case_account REFERENCES account (id),
        opened_at timestamptz NOT NULL,
        outcome text CONSTRAINT ck_urgent_case_outcome
          CHECK (outcome IN ('safe','handed_over','lost_contact','not_urgent')),
        closed_by uuid CONSTRAINT fk_urgent_case_closed_by REFERENCES account (id),
        closed_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT uq_urgent_case_organisation UNIQUE (id, organisation_id),
        CONSTRAINT ck_urgent_case_closed
          CHECK ((outcome IS NULL) = (closed_at IS NULL) AND (closed_by IS NULL) = (closed_at IS NULL))
      )`);
    // Danger may come back: one that runs at a time.
    await runner.query(`
      CREATE UNIQUE INDEX uq_urgent_case_open ON urgent_case (consultation_id, organisation_id) WHERE closed_at IS NULL`);
    await runner.query(
      `CREATE INDEX ix_urgent_case_list ON urgent_case (organisation_id, opened_at DESC, id DESC)`,
    );
    await runner.query(`
      CREATE TABLE urgent_entry (
        id uuid CONSTRAINT pk_urgent_entry PRIMARY KEY,
        urgent_case_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        consultation_id uuid NOT NULL,
        version integer NOT NULL,
        kind text NOT NULL CONSTRAINT ck_urgent_entry_kind CHECK (kind IN ('done','not_needed','note')),
        step_code text,
        corrects uuid CONSTRAINT fk_urgent_entry_corrects REFERENCES urgent_entry (id)
          CONSTRAINT uq_urgent_entry_corrects UNIQUE,
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        account_id uuid NOT NULL CONSTRAINT fk_urgent_entry_account REFERENCES account (id),
        sealed bytea NOT NULL,
        seal text NOT NULL,
        CONSTRAINT uq_urgent_entry_version UNIQUE (urgent_case_id, version),
        CONSTRAINT fk_urgent_entry_case
          FOREIGN KEY (urgent_case_id, organisation_id) REFERENCES urgent_case (id, organisation_id),
        CONSTRAINT ck_urgent_entry_step CHECK (kind = 'note' OR step_code IS NOT NULL),
        CONSTRAINT ck_urgent_entry_order CHECK (occurred_at <= recorded_at)
      )`);
    for (const table of ['urgent_case', 'urgent_entry']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY own_organisation ON ${table}
          USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
      await keepRelatedPeopleOut(runner, table, { sheet: 'consultation_id' });
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO tsunagi_app`);
    }
    await runner.query(`GRANT UPDATE (outcome, closed_by, closed_at, version) ON urgent_case TO tsunagi_app`);
    await this.demandReviews(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }

  /** A sheet with an urgent case is read by a supervisor, whichever of the two comes first. */
  private async demandReviews(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION review_urgent_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE consultation SET review_required = true WHERE id = NEW.consultation_id;
        RETURN NULL;
      END
      $$`);
    await runner.query(`
      CREATE TRIGGER review_urgent_sheet AFTER INSERT ON urgent_case FOR EACH ROW EXECUTE FUNCTION review_urgent_sheet()`);
    // Once a statement: imports bring hundreds of thousands of sheets.
    await runner.query(`
      CREATE FUNCTION review_sheet_of_urgent_case() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE consultation AS c SET review_required = true
        FROM urgent_case AS u JOIN filed ON filed.id = u.consultation_id
        WHERE c.id = u.consultation_id AND NOT c.review_required;
        RETURN NULL;
      END
      $$`);
    await runner.query(`
      CREATE TRIGGER review_sheet_of_urgent_case AFTER INSERT ON consultation
        REFERENCING NEW TABLE AS filed FOR EACH STATEMENT EXECUTE FUNCTION review_sheet_of_urgent_case()`);
  }
}
