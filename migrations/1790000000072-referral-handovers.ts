import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Referrals outlive their period: who of an organisation looks after those still open, said when the period closes. */
export class ReferralHandovers1790000000072 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE referral_handover (
        period_id uuid NOT NULL CONSTRAINT fk_referral_handover_period REFERENCES period (id),
        organisation_id uuid NOT NULL CONSTRAINT fk_referral_handover_organisation REFERENCES organisation (id),
        number integer NOT NULL,
        owner_account_id uuid NOT NULL CONSTRAINT fk_referral_handover_owner REFERENCES account (id),
        open_needs integer NOT NULL CONSTRAINT ck_referral_handover_open_needs CHECK (open_needs >= 0),
        account_id uuid NOT NULL CONSTRAINT fk_referral_handover_account REFERENCES account (id),
        recorded_at timestamptz NOT NULL,
        CONSTRAINT pk_referral_handover PRIMARY KEY (period_id, organisation_id, number)
      )`);
    await runner.query(`ALTER TABLE referral_handover ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY own_organisation ON referral_handover
        USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    await runner.query(`GRANT SELECT, INSERT ON referral_handover TO tsunagi_app`);
    await runner.query(`
      CREATE INDEX ix_referral_need_open ON referral_need (period_id, organisation_id) WHERE closed_at IS NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
