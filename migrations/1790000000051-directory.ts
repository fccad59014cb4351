import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = [
  'municipality_office',
  'self_reliance_support',
  'welfare_office',
  'police',
  'local_support',
  'specialist_support',
  'medical',
  'child_guidance',
  'social_welfare_council',
  'regional_council',
];

/**
 * Directory of receivers (つなぎ先) after Open Referral HSDS 3.1: body, service, location, service at location. It is common to
 * all organisations, but for confidential locations such as shelters: those are seen by the organisation that entered them, no
 * scope over all organisations helps, and only in a transaction that has said so.
 */
export class Directory1790000000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION sees_directory_row(is_confidential boolean, organisation uuid) RETURNS boolean
      LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT NOT is_confidential
          OR (coalesce(current_setting('tsunagi.directory_confidential', true), '') = 'open'
              AND coalesce(organisation = nullif(current_setting('tsunagi.organisation_id', true), '')::uuid, false))
      $$`);
    await runner.query(BODY);
    await runner.query(SERVICE);
    await runner.query(`CREATE INDEX ix_directory_service_verify_by ON directory_service (verify_by, id)`);
    await runner.query(`CREATE INDEX ix_directory_service_name ON directory_service (name, id)`);
    await runner.query(LOCATION);
    await runner.query(SERVICE_LOCATION);
    await runner.query(REVISION);
    for (const table of ['directory_location', 'directory_revision']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY confidential_to_owner ON ${table}
          USING (sees_directory_row(is_confidential, organisation_id))
          WITH CHECK (sees_directory_row(is_confidential, organisation_id))`);
    }
    await runner.query(
      `GRANT SELECT, INSERT, UPDATE ON directory_body, directory_service, directory_location TO tsunagi_app`,
    );
    await runner.query(
      `GRANT SELECT, INSERT ON directory_service_location, directory_revision TO tsunagi_app`,
    );
    await runner.query(`GRANT UPDATE (until_version) ON directory_service_location TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const STATUS = (table: string): string => `
        status text NOT NULL DEFAULT 'active' CONSTRAINT ck_${table}_status CHECK (status IN ('active','retired')),
        retired_reason text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT ck_${table}_retired CHECK ((status = 'retired') = (retired_reason IS NOT NULL))`;

const BODY = `
      CREATE TABLE directory_body (
        id uuid CONSTRAINT pk_directory_body PRIMARY KEY,
        name text NOT NULL,
        kana text,
        kind text NOT NULL CONSTRAINT ck_directory_body_kind CHECK (kind IN (${KINDS.map((kind) => `'${kind}'`).join(', ')})),
        corporate_number text CONSTRAINT ck_directory_body_corporate_number CHECK (corporate_number ~ '^[0-9]{13}$'),
        description text,
        url text,
        CONSTRAINT uq_directory_body_name UNIQUE (name, kind),${STATUS('directory_body')}
      )`;

// Timetables and telephones are read and written with their service only, so they are parts of its row.
const SERVICE = `
      CREATE TABLE directory_service (
        id uuid CONSTRAINT pk_directory_service PRIMARY KEY,
        code text CONSTRAINT uq_directory_service_code UNIQUE,
        body_id uuid NOT NULL CONSTRAINT fk_directory_service_body REFERENCES directory_body (id),
        name text NOT NULL,
        kana text,
        description text,
        worries text[] NOT NULL,
        fields text[] NOT NULL,
        min_age smallint,
        max_age smallint,
        languages text[] NOT NULL,
        accompaniment text NOT NULL CONSTRAINT ck_directory_service_accompaniment CHECK (accompaniment IN ('yes','no','unknown')),
        night_contact boolean NOT NULL,
        eligibility text,
        fee text,
        url text,
        email text,
        source text NOT NULL,
        valid_from date NOT NULL,
        valid_until date,
        areas text[] NOT NULL,
        schedules jsonb NOT NULL,
        exceptions jsonb NOT NULL,
        phones jsonb NOT NULL,
        verified_on date,
        verified_by uuid CONSTRAINT fk_directory_service_verified_by REFERENCES account (id),
        reverify_every_days smallint NOT NULL
          CONSTRAINT ck_directory_service_reverify CHECK (reverify_every_days >= 1 AND reverify_every_days <= 1000),
        verify_by date GENERATED ALWAYS AS (verified_on + reverify_every_days) STORED,
        capacity text NOT NULL DEFAULT 'unknown'
          CONSTRAINT ck_directory_service_capacity CHECK (capacity IN ('open','limited','full','unknown')),
        capacity_on date,
        CONSTRAINT ck_directory_service_dates CHECK (valid_until IS NULL OR valid_until > valid_from),
        CONSTRAINT ck_directory_service_ages CHECK (min_age >= 0 AND max_age <= 120 AND min_age <= max_age),${STATUS('directory_service')}
      )`;

const LOCATION = `
      CREATE TABLE directory_location (
        id uuid CONSTRAINT pk_directory_location PRIMARY KEY,
        organisation_id uuid NOT NULL CONSTRAINT fk_directory_location_organisation REFERENCES organisation (id),
        body_id uuid NOT NULL CONSTRAINT fk_directory_location_body REFERENCES directory_body (id),
        is_confidential boolean NOT NULL,
        name text NOT NULL,
        postal_code text NOT NULL,
        municipality_code text NOT NULL,
        address text NOT NULL,
        access text,${STATUS('directory_location')}
      )`;

/** Half-open in versions of the service: until_version is the first one without the location. */
const SERVICE_LOCATION = `
      CREATE TABLE directory_service_location (
        service_id uuid NOT NULL CONSTRAINT fk_directory_service_location_service REFERENCES directory_service (id),
        location_id uuid NOT NULL CONSTRAINT fk_directory_service_location_location REFERENCES directory_location (id),
        from_version integer NOT NULL,
        until_version integer,
        CONSTRAINT pk_directory_service_location PRIMARY KEY (service_id, location_id, from_version),
        CONSTRAINT ck_directory_service_location_versions CHECK (until_version > from_version)
      )`;

/** What an entry held in each of its versions; a copy of a confidential location is as confidential as the original. */
const REVISION = `
      CREATE TABLE directory_revision (
        object_type text NOT NULL CONSTRAINT ck_directory_revision_object_type CHECK (object_type IN ('body','service','location')),
        object_id uuid NOT NULL,
        version integer NOT NULL,
        organisation_id uuid,
        is_confidential boolean NOT NULL,
        change text NOT NULL,
        content jsonb NOT NULL,
        account_id uuid CONSTRAINT fk_directory_revision_account REFERENCES account (id),
        created_at timestamptz NOT NULL,
        CONSTRAINT pk_directory_revision PRIMARY KEY (object_type, object_id, version)
      )`;
