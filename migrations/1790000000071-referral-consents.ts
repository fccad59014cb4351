import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * On what a referral may be sent: consent to one receiver for one purpose, or a ground in law that two people stand for and a
 * third moment looks at again. Who the person is lies sealed in a table of its own.
 */
export class ReferralConsents1790000000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CONSENT);
    await runner.query(`CREATE INDEX ix_referral_consent_consultation ON referral_consent (consultation_id)`);
    await this.takeOver(runner);
    await runner.query(OVERRIDE);
    await runner.query(`
      CREATE INDEX ix_referral_override_review ON referral_override (organisation_id, review_due, referral_id)
      WHERE reviewed_at IS NULL`);
    await runner.query(IDENTITY);
    for (const table of ['referral_consent', 'referral_override', 'referral_identity']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY own_organisation ON ${table}
          USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO tsunagi_app`);
    }
    await runner.query(`GRANT UPDATE (withdrawn_at, withdrawal_noted_by) ON referral_consent TO tsunagi_app`);
    await runner.query(`
      GRANT UPDATE (confirmed_by, confirmed_at, review_due, reviewed_by, reviewed_at, review_result, review_sealed, review_seal)
      ON referral_override TO tsunagi_app`);
    await runner.query(
      `GRANT UPDATE (sealed, seal, version, account_id, updated_at) ON referral_identity TO tsunagi_app`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }

  /** Consents that were steps only become rows, on the telephone and without the name, as nothing else was said. */
  private async takeOver(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT set_config('tsunagi.scope', 'all_organisations', true)`);
    await runner.query(`
      INSERT INTO referral_consent (organisation_id, consultation_id, referral_id, receiver_name, purpose, covers_identity,
                                    method, given_by, given_at, noted_by, noted_at, withdrawn_at, withdrawal_noted_by)
      SELECT r.organisation_id, r.consultation_id, r.id, r.receiver_name, 'support', false, 'spoken_phone', 'self',
             e.occurred_at, e.account_id, e.occurred_at, w.occurred_at, w.account_id
      FROM referral AS r
      JOIN referral_event AS e ON e.referral_id = r.id AND e.move = 'consent'
      LEFT JOIN referral_event AS w ON w.referral_id = r.id AND w.move = 'withdrawal'`);
    await runner.query(`SELECT set_config('tsunagi.scope', '', true)`);
  }
}

const OF_REFERRAL = (table: string): string => `
    CONSTRAINT fk_${table}_referral FOREIGN KEY (referral_id, organisation_id) REFERENCES referral (id, organisation_id),
    CONSTRAINT fk_${table}_consultation
      FOREIGN KEY (consultation_id, organisation_id) REFERENCES consultation (id, organisation_id)`;

const CONSENT = `
  CREATE TABLE referral_consent (
    id uuid CONSTRAINT pk_referral_consent PRIMARY KEY DEFAULT uuidv7(),
    organisation_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    referral_id uuid NOT NULL,
    service_id uuid CONSTRAINT fk_referral_consent_service REFERENCES directory_service (id),
    receiver_name text NOT NULL,
    purpose text NOT NULL CONSTRAINT ck_referral_consent_purpose
      CHECK (purpose IN ('support','accompaniment','feedback','council')),
    covers_identity boolean NOT NULL,
    method text NOT NULL CONSTRAINT ck_referral_consent_method
      CHECK (method IN ('spoken_phone','spoken_in_person','chat','mail','written')),
    given_by text NOT NULL CONSTRAINT ck_referral_consent_given_by CHECK (given_by IN ('self','family','guardian')),
    given_at timestamptz NOT NULL,
    noted_by uuid CONSTRAINT fk_referral_consent_noted_by REFERENCES account (id),
    noted_at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    withdrawal_noted_by uuid CONSTRAINT fk_referral_consent_withdrawal_noted_by REFERENCES account (id),
    CONSTRAINT ck_referral_consent_given CHECK (given_at <= noted_at),
    CONSTRAINT ck_referral_consent_withdrawal CHECK (withdrawn_at IS NOT NULL OR withdrawal_noted_by IS NULL),${OF_REFERRAL('referral_consent')}
  )`;

const OVERRIDE = `
  CREATE TABLE referral_override (
    referral_id uuid CONSTRAINT pk_referral_override PRIMARY KEY,
    organisation_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    ground text NOT NULL,
    covers_identity boolean NOT NULL,
    reason_sealed bytea NOT NULL,
    reason_seal text NOT NULL,
    requested_by uuid NOT NULL CONSTRAINT fk_referral_override_requested_by REFERENCES account (id),
    requested_at timestamptz NOT NULL,
    confirmed_by uuid CONSTRAINT fk_referral_override_confirmed_by REFERENCES account (id),
    confirmed_at timestamptz,
    review_due timestamptz,
    reviewed_by uuid CONSTRAINT fk_referral_override_reviewed_by REFERENCES account (id),
    reviewed_at timestamptz,
    review_result text CONSTRAINT ck_referral_override_review_result
      CHECK (review_result IN ('justified','not_justified','needs_follow_up')),
    review_sealed bytea,
    review_seal text,
    CONSTRAINT ck_referral_override_second_person CHECK (confirmed_by <> requested_by),
    CONSTRAINT ck_referral_override_reviewer CHECK (reviewed_by <> requested_by),
    CONSTRAINT ck_referral_override_confirmation
      CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL) AND (confirmed_at IS NULL) = (review_due IS NULL)),
    CONSTRAINT ck_referral_override_review CHECK (
      (reviewed_by IS NULL) = (reviewed_at IS NULL) AND (reviewed_at IS NULL) = (review_result IS NULL)
      AND (reviewed_at IS NULL OR confirmed_at IS NOT NULL)),${OF_REFERRAL('referral_override')}
  )`;

const IDENTITY = `
  CREATE TABLE referral_identity (
    need_id uuid CONSTRAINT pk_referral_identity PRIMARY KEY,
    organisation_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    version integer NOT NULL,
    sealed bytea NOT NULL,
    seal text NOT NULL,
    account_id uuid NOT NULL CONSTRAINT fk_referral_identity_account REFERENCES account (id),
    updated_at timestamptz NOT NULL,
    CONSTRAINT fk_referral_identity_need
      FOREIGN KEY (need_id, organisation_id) REFERENCES referral_need (id, organisation_id),
    CONSTRAINT fk_referral_identity_consultation
      FOREIGN KEY (consultation_id, organisation_id) REFERENCES consultation (id, organisation_id)
  )`;
