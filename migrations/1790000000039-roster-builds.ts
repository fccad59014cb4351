import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Builds are jobs; their proposals are kept per organisation, so that each coordinator sees their own part. */
export class RosterBuilds1790000000039 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE roster_build (
        job_id uuid CONSTRAINT pk_roster_build PRIMARY KEY CONSTRAINT fk_roster_build_job REFERENCES job (id),
        period_id uuid NOT NULL CONSTRAINT fk_roster_build_period REFERENCES period (id),
        organisation_id uuid NOT NULL CONSTRAINT fk_roster_build_organisation REFERENCES organisation (id),
        options jsonb NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX ix_roster_build_period ON roster_build (period_id, job_id)`);
    await runner.query(`
      CREATE TABLE roster_proposal (
        job_id uuid NOT NULL CONSTRAINT fk_roster_proposal_build REFERENCES roster_build (job_id),
        name text NOT NULL CONSTRAINT ck_roster_proposal_name CHECK (name IN ('wishes','fairest','cheapest','repair')),
        organisation_id uuid NOT NULL CONSTRAINT fk_roster_proposal_organisation REFERENCES organisation (id),
        figures jsonb NOT NULL,
        solved jsonb NOT NULL,
        changes jsonb NOT NULL CONSTRAINT ck_roster_proposal_changes CHECK (jsonb_typeof(changes) = 'array'),
        created_at timestamptz NOT NULL,
        adopted_at timestamptz,
        adopted_by uuid CONSTRAINT fk_roster_proposal_account REFERENCES account (id),
        CONSTRAINT pk_roster_proposal PRIMARY KEY (job_id, name, organisation_id),
        CONSTRAINT ck_roster_proposal_adopted CHECK ((adopted_at IS NULL) = (adopted_by IS NULL))
      )`);
    for (const table of ['roster_build', 'roster_proposal']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY own_organisation ON ${table}
          USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO tsunagi_app`);
    }
    await runner.query(`GRANT UPDATE (adopted_at, adopted_by) ON roster_proposal TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
