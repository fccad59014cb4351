import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bodies that take part, their people, and since when a person serves which body. */
export class Organisations1790000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisation (
        id uuid CONSTRAINT pk_organisation PRIMARY KEY DEFAULT uuidv7(),
        code text NOT NULL CONSTRAINT uq_organisation_code UNIQUE,
        name text NOT NULL,
        kind text NOT NULL CONSTRAINT ck_organisation_kind CHECK (kind IN ('npo','contractor','cabinet_office','support_body')),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        CONSTRAINT ck_organisation_code CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,62}$')
      )`);
    await runner.query(`
      CREATE TABLE person (
        id uuid CONSTRAINT pk_person PRIMARY KEY DEFAULT uuidv7(),
        family_name text NOT NULL,
        given_name text NOT NULL,
        family_kana text NOT NULL,
        given_kana text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE affiliation (
        id uuid CONSTRAINT pk_affiliation PRIMARY KEY DEFAULT uuidv7(),
        person_id uuid NOT NULL CONSTRAINT fk_affiliation_person REFERENCES person (id),
        organisation_id uuid NOT NULL CONSTRAINT fk_affiliation_organisation REFERENCES organisation (id),
        staff_code text NOT NULL,
        valid_from date NOT NULL,
        valid_until date,
        CONSTRAINT ck_affiliation_dates CHECK (valid_until IS NULL OR valid_until > valid_from),
        CONSTRAINT uq_affiliation_staff_code UNIQUE (organisation_id, staff_code),
        CONSTRAINT ex_affiliation_overlap EXCLUDE USING gist (
          person_id WITH =, organisation_id WITH =, daterange(valid_from, valid_until) WITH &&)
      )`);
    await runner.query(
      `CREATE INDEX ix_affiliation_organisation ON affiliation (organisation_id, person_id)`,
    );
    await runner.query(`ALTER TABLE affiliation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY own_organisation ON affiliation
        USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    // A person may serve two organisations, so the row belongs to whoever sees one of its affiliations.
    await runner.query(`ALTER TABLE person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY affiliated ON person FOR SELECT
        USING (EXISTS (SELECT FROM affiliation AS a WHERE a.person_id = person.id))`);
    await runner.query(`CREATE POLICY registered ON person FOR INSERT WITH CHECK (true)`);
    await runner.query(`
      CREATE POLICY corrected ON person FOR UPDATE
        USING (EXISTS (SELECT FROM affiliation AS a WHERE a.person_id = person.id))`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON organisation, person, affiliation TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
