import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Referrals (つなぎ) and each step they took; nothing closes without an outcome. */
export class Referrals1790000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE referral (
        id uuid CONSTRAINT pk_referral PRIMARY KEY DEFAULT uuidv7(),
        organisation_id uuid NOT NULL CONSTRAINT fk_referral_organisation REFERENCES organisation (id),
        period_id uuid NOT NULL CONSTRAINT fk_referral_period REFERENCES period (id),
        consultation_id uuid NOT NULL,
        worry_category text NOT NULL,
        receiver_name text NOT NULL,
        receiver_kind text NOT NULL,
        handover_method text NOT NULL CONSTRAINT ck_referral_handover_method
          CHECK (handover_method IN ('number_given','call_transfer','agency_contacted','accompanied')),
        status text NOT NULL CONSTRAINT ck_referral_status CHECK (status IN ('proposed','consented','sent','accepted','declined',
          'appointment','met','accompanied','received','withdrawn','closed')),
        outcome text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT uq_referral_organisation UNIQUE (id, organisation_id),
        CONSTRAINT fk_referral_consultation
          FOREIGN KEY (consultation_id, organisation_id) REFERENCES consultation (id, organisation_id),
        CONSTRAINT ck_referral_outcome CHECK ((status = 'closed') = (outcome IS NOT NULL))
      )`);
    await runner.query(
      `CREATE INDEX ix_referral_list ON referral (organisation_id, created_at DESC, id DESC)`,
    );
    await runner.query(`
      CREATE TABLE referral_event (
        referral_id uuid NOT NULL,
        version integer NOT NULL,
        organisation_id uuid NOT NULL,
        move text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        occurred_at timestamptz NOT NULL,
        account_id uuid CONSTRAINT fk_referral_event_account REFERENCES account (id),
        note_sealed bytea,
        seal text,
        CONSTRAINT pk_referral_event PRIMARY KEY (referral_id, version),
        CONSTRAINT fk_referral_event_referral
          FOREIGN KEY (referral_id, organisation_id) REFERENCES referral (id, organisation_id)
      )`);
    for (const table of ['referral', 'referral_event']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY own_organisation ON ${table}
          USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    }
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON referral TO tsunagi_app`);
    await runner.query(`GRANT SELECT, INSERT ON referral_event TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
