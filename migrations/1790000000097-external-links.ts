import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keepRelatedPeopleOut } from './related-person-wall';

/**
 * A receiver without an account: a secret address of one referral and a PIN, of both only hashes; who got in; and what the
 * organisation has to look at because of it.
 */
export class ExternalLinks1790000000097 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LINK);
    await runner.query(`
      CREATE UNIQUE INDEX uq_referral_external_link_live ON referral_external_link (referral_id) WHERE revoked_at IS NULL`);
    await runner.query(
      `CREATE INDEX ix_referral_external_link_list ON referral_external_link (referral_id, created_at DESC, id DESC)`,
    );
    await runner.query(SESSION);
    await runner.query(NOTICE);
    await runner.query(`
      CREATE INDEX ix_referral_external_notice_list ON referral_external_notice (organisation_id, created_at DESC, id DESC)`);
    for (const table of ['referral_external_link', 'referral_external_session', 'referral_external_notice']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY own_organisation ON ${table}
          USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
      await keepRelatedPeopleOut(runner, table, { sheet: 'consultation_id' });
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO tsunagi_app`);
    }
    await runner.query(`
      GRANT UPDATE (failed_pins, locked_at, revoked_at, revoked_by, last_used_at) ON referral_external_link TO tsunagi_app`);
    await runner.query(`GRANT UPDATE (ended_at) ON referral_external_session TO tsunagi_app`);
    await runner.query(`GRANT UPDATE (handled_by, handled_at) ON referral_external_notice TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const OF_LINK = (table: string): string => `
    CONSTRAINT fk_${table}_link
      FOREIGN KEY (link_id, referral_id, organisation_id, consultation_id)
      REFERENCES referral_external_link (id, referral_id, organisation_id, consultation_id)`;

const LINK = `
  CREATE TABLE referral_external_link (
    id uuid CONSTRAINT pk_referral_external_link PRIMARY KEY,
    organisation_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    referral_id uuid NOT NULL,
    token_hash bytea NOT NULL CONSTRAINT uq_referral_external_link_token UNIQUE
      CONSTRAINT ck_referral_external_link_token CHECK (octet_length(token_hash) = 32),
    pin_hash text NOT NULL,
    failed_pins integer NOT NULL DEFAULT 0 CONSTRAINT ck_referral_external_link_failed_pins CHECK (failed_pins >= 0),
    locked_at timestamptz,
    created_by uuid NOT NULL CONSTRAINT fk_referral_external_link_created_by REFERENCES account (id),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_by uuid CONSTRAINT fk_referral_external_link_revoked_by REFERENCES account (id),
    revoked_at timestamptz,
    CONSTRAINT uq_referral_external_link_referral UNIQUE (id, referral_id, organisation_id, consultation_id),
    CONSTRAINT ck_referral_external_link_span CHECK (expires_at > created_at),
    CONSTRAINT ck_referral_external_link_revoked CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
    CONSTRAINT fk_referral_external_link_referral
      FOREIGN KEY (referral_id, organisation_id) REFERENCES referral (id, organisation_id),
    CONSTRAINT fk_referral_external_link_consultation
      FOREIGN KEY (consultation_id, organisation_id) REFERENCES consultation (id, organisation_id)
  )`;

const SESSION = `
  CREATE TABLE referral_external_session (
    token_hash bytea CONSTRAINT pk_referral_external_session PRIMARY KEY
      CONSTRAINT ck_referral_external_session_token CHECK (octet_length(token_hash) = 32),
    link_id uuid NOT NULL,
    referral_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT ck_referral_external_session_span CHECK (expires_at > created_at),${OF_LINK('referral_external_session')}
  )`;

/** No account: a receiver wrote it, or a lock sprang shut. */
const NOTICE = `
  CREATE TABLE referral_external_notice (
    id uuid CONSTRAINT pk_referral_external_notice PRIMARY KEY,
    link_id uuid NOT NULL,
    referral_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT ck_referral_external_notice_kind
      CHECK (kind IN ('locked','outcome_report','contact_correction')),
    result text,
    service_id uuid CONSTRAINT fk_referral_external_notice_service REFERENCES directory_service (id),
    sealed bytea,
    seal text,
    created_at timestamptz NOT NULL,
    handled_by uuid CONSTRAINT fk_referral_external_notice_handled_by REFERENCES account (id),
    handled_at timestamptz,
    CONSTRAINT ck_referral_external_notice_result CHECK ((kind = 'outcome_report') = (result IS NOT NULL)),
    CONSTRAINT ck_referral_external_notice_sealed CHECK ((sealed IS NULL) = (seal IS NULL)),
    CONSTRAINT ck_referral_external_notice_handled CHECK ((handled_by IS NULL) = (handled_at IS NULL)),${OF_LINK('referral_external_notice')}
  )`;
