import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A published seat whose person cannot come, whom was rung for it, and who took it. */
export class RosterGaps1790000000045 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Why somebody cannot come is a matter of four codes; an illness has no name here.
    await runner.query(`
      CREATE TABLE roster_gap (
        id uuid CONSTRAINT pk_roster_gap PRIMARY KEY,
        organisation_id uuid NOT NULL CONSTRAINT fk_roster_gap_organisation REFERENCES organisation (id),
        assignment_id uuid NOT NULL CONSTRAINT uq_roster_gap_assignment UNIQUE,
        reason text NOT NULL CONSTRAINT ck_roster_gap_reason CHECK (reason IN ('unwell','family','transport','other')),
        reported_by uuid NOT NULL CONSTRAINT fk_roster_gap_reporter REFERENCES account (id),
        reported_at timestamptz NOT NULL,
        filled_by_assignment_id uuid,
        filled_from text CONSTRAINT ck_roster_gap_filled_from CHECK (filled_from IN ('call','standby')),
        standby_assignment_id uuid,
        filled_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT uq_roster_gap_organisation UNIQUE (id, organisation_id),
        CONSTRAINT fk_roster_gap_assignment
          FOREIGN KEY (assignment_id, organisation_id) REFERENCES shift_assignment (id, organisation_id),
        CONSTRAINT fk_roster_gap_filler
          FOREIGN KEY (filled_by_assignment_id, organisation_id) REFERENCES shift_assignment (id, organisation_id),
        CONSTRAINT fk_roster_gap_standby
          FOREIGN KEY (standby_assignment_id, organisation_id) REFERENCES shift_assignment (id, organisation_id),
        CONSTRAINT ck_roster_gap_filled CHECK (
          (filled_at IS NULL) = (filled_by_assignment_id IS NULL) AND (filled_at IS NULL) = (filled_from IS NULL)),
        CONSTRAINT ck_roster_gap_standby CHECK ((standby_assignment_id IS NOT NULL) = (coalesce(filled_from, '') = 'standby'))
      )`);
    await runner.query(`CREATE INDEX ix_roster_gap_filler ON roster_gap (filled_by_assignment_id)`);
    await runner.query(`CREATE INDEX ix_roster_gap_standby ON roster_gap (standby_assignment_id)`);
    await runner.query(`
      CREATE TABLE roster_gap_call (
        gap_id uuid NOT NULL,
        number integer NOT NULL CONSTRAINT ck_roster_gap_call_number CHECK (number > 0),
        organisation_id uuid NOT NULL,
        person_id uuid NOT NULL CONSTRAINT fk_roster_gap_call_person REFERENCES person (id),
        outcome text NOT NULL CONSTRAINT ck_roster_gap_call_outcome CHECK (outcome IN ('no_answer','declined','accepted')),
        account_id uuid NOT NULL CONSTRAINT fk_roster_gap_call_account REFERENCES account (id),
        called_at timestamptz NOT NULL,
        CONSTRAINT pk_roster_gap_call PRIMARY KEY (gap_id, number),
        CONSTRAINT fk_roster_gap_call_gap FOREIGN KEY (gap_id, organisation_id) REFERENCES roster_gap (id, organisation_id)
      )`);
    for (const table of ['roster_gap', 'roster_gap_call']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY own_organisation ON ${table}
          USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO tsunagi_app`);
    }
    await runner.query(`
      GRANT UPDATE (filled_by_assignment_id, filled_from, standby_assignment_id, filled_at, version)
      ON roster_gap TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
