import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules as data, and what each published roster said. The working roster is `shift_assignment`; its versions never change. */
export class RosterVersions1790000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE shift_assignment
        ADD COLUMN is_pinned boolean NOT NULL DEFAULT false,
        ADD COLUMN origin text NOT NULL DEFAULT 'manual' CONSTRAINT ck_shift_assignment_origin
          CHECK (origin IN ('manual','build','swap','gap','standby','retrospective')),
        ADD COLUMN job_id uuid CONSTRAINT fk_shift_assignment_job REFERENCES job (id),
        ADD CONSTRAINT uq_shift_assignment_organisation UNIQUE (id, organisation_id)`);
    // Null stands for every organisation of the period; an organisation's own row comes before it.
    await runner.query(`
      CREATE TABLE roster_rule (
        id uuid CONSTRAINT pk_roster_rule PRIMARY KEY,
        period_id uuid NOT NULL CONSTRAINT fk_roster_rule_period REFERENCES period (id),
        organisation_id uuid CONSTRAINT fk_roster_rule_organisation REFERENCES organisation (id),
        code text NOT NULL,
        strength text NOT NULL CONSTRAINT ck_roster_rule_strength CHECK (strength IN ('hard','weighted','off')),
        weight integer NOT NULL DEFAULT 0 CONSTRAINT ck_roster_rule_weight CHECK (weight >= 0),
        parameters jsonb NOT NULL DEFAULT '{}',
        basis text NOT NULL DEFAULT '',
        account_id uuid NOT NULL CONSTRAINT fk_roster_rule_account REFERENCES account (id),
        created_at timestamptz NOT NULL,
        replaced_at timestamptz
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX uq_roster_rule_in_force ON roster_rule (period_id, organisation_id, code) NULLS NOT DISTINCT
      WHERE replaced_at IS NULL`);
    await runner.query(`ALTER TABLE roster_rule ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY own_or_common ON roster_rule FOR SELECT
        USING (organisation_id IS NULL OR sees_organisation(organisation_id))`);
    await runner.query(
      `CREATE POLICY set_by_owner ON roster_rule FOR INSERT WITH CHECK (sees_organisation(organisation_id))`,
    );
    await runner.query(`
      CREATE POLICY replaced_by_owner ON roster_rule FOR UPDATE USING (sees_organisation(organisation_id))`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (replaced_at) ON roster_rule TO tsunagi_app`);
    await this.createVersions(runner);
    await this.createDutiesElsewhere(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }

  private async createVersions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE roster (
        period_id uuid NOT NULL CONSTRAINT fk_roster_period REFERENCES period (id),
        organisation_id uuid NOT NULL CONSTRAINT fk_roster_organisation REFERENCES organisation (id),
        status text NOT NULL CONSTRAINT ck_roster_status CHECK (status IN ('wishes','draft','negotiation','published')),
        version integer NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL,
        CONSTRAINT pk_roster PRIMARY KEY (period_id, organisation_id)
      )`);
    await runner.query(`
      CREATE TABLE roster_version (
        id uuid CONSTRAINT pk_roster_version PRIMARY KEY,
        period_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        number integer NOT NULL CONSTRAINT ck_roster_version_number CHECK (number > 0),
        cause text NOT NULL CONSTRAINT ck_roster_version_cause CHECK (cause IN ('publication','swap','gap','standby','retrospective')),
        note text NOT NULL DEFAULT '',
        account_id uuid NOT NULL CONSTRAINT fk_roster_version_account REFERENCES account (id),
        published_at timestamptz NOT NULL,
        CONSTRAINT fk_roster_version_roster FOREIGN KEY (period_id, organisation_id) REFERENCES roster (period_id, organisation_id),
        CONSTRAINT uq_roster_version_number UNIQUE (period_id, organisation_id, number),
        CONSTRAINT uq_roster_version_organisation UNIQUE (id, organisation_id)
      )`);
    await runner.query(`
      CREATE TABLE roster_version_cell (
        roster_version_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        assignment_id uuid NOT NULL,
        shift_id uuid NOT NULL,
        person_id uuid NOT NULL CONSTRAINT fk_roster_version_cell_person REFERENCES person (id),
        channel text NOT NULL,
        field_code text,
        role text NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        CONSTRAINT pk_roster_version_cell PRIMARY KEY (roster_version_id, assignment_id),
        CONSTRAINT fk_roster_version_cell_version
          FOREIGN KEY (roster_version_id, organisation_id) REFERENCES roster_version (id, organisation_id),
        CONSTRAINT fk_roster_version_cell_assignment
          FOREIGN KEY (assignment_id, organisation_id) REFERENCES shift_assignment (id, organisation_id)
      )`);
    await runner.query(
      `CREATE INDEX ix_roster_version_cell_person ON roster_version_cell (person_id, starts_at)`,
    );
    // One person's own difference to the version before; whoever it concerns confirms it.
    await runner.query(`
      CREATE TABLE roster_notice (
        id uuid CONSTRAINT pk_roster_notice PRIMARY KEY,
        roster_version_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        person_id uuid NOT NULL CONSTRAINT fk_roster_notice_person REFERENCES person (id),
        changes jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        confirmed_by uuid CONSTRAINT fk_roster_notice_account REFERENCES account (id),
        CONSTRAINT uq_roster_notice UNIQUE (roster_version_id, person_id),
        CONSTRAINT ck_roster_notice_confirmed CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
        CONSTRAINT fk_roster_notice_version
          FOREIGN KEY (roster_version_id, organisation_id) REFERENCES roster_version (id, organisation_id)
      )`);
    await runner.query(`CREATE INDEX ix_roster_notice_person ON roster_notice (person_id, id)`);
    for (const table of ['roster', 'roster_version', 'roster_version_cell', 'roster_notice']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY own_organisation ON ${table}
          USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO tsunagi_app`);
    }
    await runner.query(`GRANT UPDATE (status, version, updated_at) ON roster TO tsunagi_app`);
    await runner.query(`GRANT UPDATE (confirmed_at, confirmed_by) ON roster_notice TO tsunagi_app`);
  }

  /** When somebody works elsewhere, and nothing of where: rest must hold across organisations that may not see each other. */
  private async createDutiesElsewhere(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION duties_elsewhere(person uuid, own_organisation uuid, within tstzrange) RETURNS SETOF tstzrange
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
      DECLARE scope_before text := coalesce(current_setting('tsunagi.scope', true), '');
      BEGIN
        PERFORM set_config('tsunagi.scope', 'all_organisations', true);
        RETURN QUERY
          SELECT sa.span FROM public.shift_assignment AS sa
          WHERE sa.person_id = person AND sa.organisation_id <> own_organisation AND sa.span && within
            AND sa.released_at IS NULL;
        PERFORM set_config('tsunagi.scope', scope_before, true);
      END
      $$`);
    await runner.query(`REVOKE ALL ON FUNCTION duties_elsewhere FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION duties_elsewhere TO tsunagi_app`);
  }
}
