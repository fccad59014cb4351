import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Basic policy, manuals, scripts and the pledge: versions that never change once published, and who has read which. */
export class Guides1790000000084 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [GUIDE, VERSION, READING, ...WALLS, ...IMMUTABLE]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

// An empty list of the audience means everybody.
const GUIDE = `
  CREATE TABLE guide (
    id uuid CONSTRAINT pk_guide PRIMARY KEY,
    code text NOT NULL CONSTRAINT uq_guide_code UNIQUE CONSTRAINT ck_guide_code CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    kind text NOT NULL CONSTRAINT ck_guide_kind CHECK (kind IN ('policy','manual','script','pledge')),
    language text NOT NULL CONSTRAINT ck_guide_language CHECK (language ~ '^[a-z]{2,3}$'),
    roles text[] NOT NULL CONSTRAINT ck_guide_roles CHECK (roles <@ ARRAY['counsellor','adviser','coordinator',
      'supervisor','interpreter','standby','referrals']),
    fields text[] NOT NULL,
    organisation_ids uuid[] NOT NULL,
    current_number integer,
    withdrawn_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL
  )`;

const VERSION = `
  CREATE TABLE guide_version (
    guide_id uuid NOT NULL CONSTRAINT fk_guide_version_guide REFERENCES guide (id),
    number integer NOT NULL CONSTRAINT ck_guide_version_number CHECK (number > 0),
    title text NOT NULL,
    body text NOT NULL,
    revision integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    change text CONSTRAINT ck_guide_version_change CHECK (change IN ('major','minor')),
    required_from timestamptz,
    digest text CONSTRAINT ck_guide_version_digest CHECK (digest ~ '^[0-9a-f]{64}$'),
    published_at timestamptz,
    published_by uuid CONSTRAINT fk_guide_version_account REFERENCES account (id),
    CONSTRAINT pk_guide_version PRIMARY KEY (guide_id, number),
    CONSTRAINT ck_guide_version_published CHECK (
      (published_at IS NULL) = (change IS NULL) AND (published_at IS NULL) = (digest IS NULL)
      AND (published_at IS NULL) = (published_by IS NULL)),
    CONSTRAINT ck_guide_version_required CHECK ((change IS NOT DISTINCT FROM 'major') = (required_from IS NOT NULL))
  )`;

// A pledge is given for one period, everything else is read once and for all.
const READING = `
  CREATE TABLE guide_reading (
    id uuid CONSTRAINT pk_guide_reading PRIMARY KEY,
    guide_id uuid NOT NULL,
    number integer NOT NULL,
    person_id uuid NOT NULL CONSTRAINT fk_guide_reading_person REFERENCES person (id),
    organisation_id uuid NOT NULL CONSTRAINT fk_guide_reading_organisation REFERENCES organisation (id),
    period_id uuid CONSTRAINT fk_guide_reading_period REFERENCES period (id),
    digest text NOT NULL CONSTRAINT ck_guide_reading_digest CHECK (digest ~ '^[0-9a-f]{64}$'),
    way text NOT NULL CONSTRAINT ck_guide_reading_way CHECK (way IN ('self','paper')),
    signed_on date,
    evidence text NOT NULL DEFAULT '',
    account_id uuid NOT NULL CONSTRAINT fk_guide_reading_account REFERENCES account (id),
    recorded_at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    withdrawn_by uuid CONSTRAINT fk_guide_reading_withdrawn_by REFERENCES account (id),
    withdrawn_reason text,
    CONSTRAINT fk_guide_reading_version FOREIGN KEY (guide_id, number) REFERENCES guide_version (guide_id, number),
    CONSTRAINT ck_guide_reading_paper CHECK ((way = 'paper') = (signed_on IS NOT NULL)),
    CONSTRAINT ck_guide_reading_withdrawn CHECK (
      (withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL)
      AND (withdrawn_at IS NULL OR way = 'paper'))
  )`;

const ALL_ORGANISATIONS = `coalesce(current_setting('tsunagi.scope', true) = 'all_organisations', false)`;
const OWN_ORGANISATION = `nullif(current_setting('tsunagi.organisation_id', true), '')::uuid`;

const WALLS = [
  `CREATE UNIQUE INDEX uq_guide_version_draft ON guide_version (guide_id) WHERE published_at IS NULL`,
  `CREATE UNIQUE INDEX uq_guide_reading ON guide_reading (person_id, guide_id, number, period_id) NULLS NOT DISTINCT
     WHERE withdrawn_at IS NULL`,
  ...['guide', 'guide_version', 'guide_reading'].map(
    (table) => `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`,
  ),
  // Who writes documents sees them all; an organisation sees what was published for it.
  `CREATE POLICY office ON guide USING (${ALL_ORGANISATIONS}) WITH CHECK (${ALL_ORGANISATIONS})`,
  `CREATE POLICY published_here ON guide FOR SELECT
     USING (current_number IS NOT NULL
       AND (cardinality(organisation_ids) = 0 OR ${OWN_ORGANISATION} = ANY (organisation_ids)))`,
  `CREATE POLICY office ON guide_version USING (${ALL_ORGANISATIONS}) WITH CHECK (${ALL_ORGANISATIONS})`,
  `CREATE POLICY published_here ON guide_version FOR SELECT
     USING (published_at IS NOT NULL AND EXISTS (SELECT FROM guide AS g WHERE g.id = guide_version.guide_id))`,
  `CREATE POLICY own_organisation ON guide_reading
     USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`,
  // What somebody read at one organisation holds at the other one they serve.
  `CREATE POLICY affiliated ON guide_reading FOR SELECT USING (person_id IN (SELECT a.person_id FROM affiliation AS a))`,
  `GRANT SELECT, INSERT ON guide, guide_version, guide_reading TO tsunagi_app`,
  `GRANT UPDATE (roles, fields, organisation_ids, current_number, withdrawn_at, version) ON guide TO tsunagi_app`,
  `GRANT UPDATE (title, body, revision, change, required_from, digest, published_at, published_by)
     ON guide_version TO tsunagi_app`,
  `GRANT UPDATE (withdrawn_at, withdrawn_by, withdrawn_reason) ON guide_reading TO tsunagi_app`,
];

const IMMUTABLE = [
  `CREATE FUNCTION refuse_published_guide_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF OLD.published_at IS NOT NULL THEN
       RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_guide_version_immutable',
         MESSAGE = 'a published version of a guide never changes';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER tr_guide_version_immutable BEFORE UPDATE ON guide_version
     FOR EACH ROW EXECUTE FUNCTION refuse_published_guide_change()`,
];
