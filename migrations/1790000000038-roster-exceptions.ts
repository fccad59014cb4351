import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exceptions from rules with their reason, and whether colleagues see each other's published duties. */
export class RosterExceptions1790000000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE roster_exception (
        id uuid CONSTRAINT pk_roster_exception PRIMARY KEY,
        organisation_id uuid NOT NULL,
        shift_id uuid NOT NULL,
        person_id uuid NOT NULL CONSTRAINT fk_roster_exception_person REFERENCES person (id),
        rule text NOT NULL,
        reason text NOT NULL CONSTRAINT ck_roster_exception_reason CHECK (reason <> ''),
        account_id uuid NOT NULL CONSTRAINT fk_roster_exception_account REFERENCES account (id),
        created_at timestamptz NOT NULL,
        CONSTRAINT uq_roster_exception UNIQUE (shift_id, person_id, rule),
        CONSTRAINT fk_roster_exception_shift FOREIGN KEY (shift_id, organisation_id) REFERENCES shift (id, organisation_id)
      )`);
    await runner.query(`ALTER TABLE roster_exception ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY own_organisation ON roster_exception
        USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    await runner.query(`GRANT SELECT, INSERT ON roster_exception TO tsunagi_app`);
    await runner.query(`ALTER TABLE roster ADD COLUMN shows_colleagues boolean NOT NULL DEFAULT false`);
    await runner.query(`GRANT UPDATE (shows_colleagues) ON roster TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
