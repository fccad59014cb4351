import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Logins and their server-side sessions; only a hash of the token is kept (decision 8). */
export class Accounts1790000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        id uuid CONSTRAINT pk_account PRIMARY KEY DEFAULT uuidv7(),
        organisation_id uuid NOT NULL CONSTRAINT fk_account_organisation REFERENCES organisation (id),
        person_id uuid CONSTRAINT fk_account_person REFERENCES person (id),
        email text NOT NULL,
        password_hash text NOT NULL,
        display_name text NOT NULL,
        roles text[] NOT NULL CONSTRAINT ck_account_roles CHECK (cardinality(roles) > 0),
        is_demo boolean NOT NULL DEFAULT false,
        disabled_at timestamptz,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX uq_account_email ON account (lower(email))`);
    await runner.query(`ALTER TABLE account ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY own_organisation ON account
        USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    await runner.query(`
      CREATE TABLE session (
        token_hash bytea CONSTRAINT pk_session PRIMARY KEY,
        account_id uuid NOT NULL CONSTRAINT fk_session_account REFERENCES account (id),
        created_at timestamptz NOT NULL,
        last_used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        CONSTRAINT ck_session_span CHECK (expires_at > created_at),
        CONSTRAINT ck_session_token_hash CHECK (octet_length(token_hash) = 32)
      )`);
    await runner.query(`CREATE INDEX ix_session_account ON session (account_id)`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON account, session TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
