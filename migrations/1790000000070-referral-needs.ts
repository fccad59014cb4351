import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One need of one person, the attempts to meet it (referrals), and who looks after it. Every referral so far becomes an attempt
 * of the need that its sheet and its worry category name.
 */
export class ReferralNeeds1790000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(NEED);
    await runner.query(`
      CREATE UNIQUE INDEX uq_referral_need_open ON referral_need (consultation_id, worry_category)
      WHERE closed_at IS NULL`);
    await runner.query(
      `CREATE INDEX ix_referral_need_list ON referral_need (organisation_id, created_at DESC, id DESC)`,
    );
    await runner.query(OWNER);
    for (const table of ['referral_need', 'referral_need_owner']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY own_organisation ON ${table}
          USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO tsunagi_app`);
    }
    await runner.query(`
      GRANT UPDATE (area_code, age_band, language, urgency, owner_account_id, outcome, closed_at, version, updated_at)
      ON referral_need TO tsunagi_app`);
    await this.widenReferral(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }

  private async widenReferral(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE referral
        ADD COLUMN need_id uuid,
        ADD COLUMN service_id uuid CONSTRAINT fk_referral_service REFERENCES directory_service (id),
        ADD COLUMN service_version integer,
        ADD COLUMN receiver_phone text,
        ADD COLUMN previous_referral_id uuid CONSTRAINT fk_referral_previous REFERENCES referral (id),
        ADD COLUMN sent_at timestamptz,
        ADD COLUMN respond_by timestamptz,
        ADD COLUMN appointment_at timestamptz,
        ADD COLUMN decline_reason text,
        ADD COLUMN withdrawal_reason text,
        DROP CONSTRAINT ck_referral_status`);
    await runner.query(`
      ALTER TABLE referral_event
        ADD COLUMN actor text NOT NULL DEFAULT 'staff' CONSTRAINT ck_referral_event_actor
          CHECK (actor IN ('staff','external','clock')),
        ADD COLUMN respond_by timestamptz,
        ADD CONSTRAINT ck_referral_event_account CHECK (actor = 'staff' OR account_id IS NULL)`);
    // The owner, too, is behind row-level security.
    await runner.query(`SELECT set_config('tsunagi.scope', 'all_organisations', true)`);
    await runner.query(BACKFILL);
    await runner.query(`
      UPDATE referral AS r SET need_id = n.id FROM referral_need AS n
      WHERE n.consultation_id = r.consultation_id AND n.worry_category = r.worry_category`);
    await runner.query(`UPDATE referral SET decline_reason = 'other' WHERE status = 'declined'`);
    await runner.query(
      `UPDATE referral SET withdrawal_reason = 'consent_withdrawn' WHERE status = 'withdrawn'`,
    );
    await runner.query(`SELECT set_config('tsunagi.scope', '', true)`);
    await runner.query(`
      ALTER TABLE referral
        ALTER COLUMN need_id SET NOT NULL,
        ADD CONSTRAINT fk_referral_need FOREIGN KEY (need_id, organisation_id) REFERENCES referral_need (id, organisation_id),
        ADD CONSTRAINT ck_referral_status CHECK (status IN ('proposed','consented','sent','no_answer','accepted','declined',
          'appointment','met','accompanied','received','withdrawn','closed')),
        ADD CONSTRAINT ck_referral_decline_reason CHECK (status <> 'declined' OR decline_reason IS NOT NULL),
        ADD CONSTRAINT ck_referral_withdrawal_reason CHECK (status <> 'withdrawn' OR withdrawal_reason IS NOT NULL)`);
    await runner.query(`CREATE INDEX ix_referral_need ON referral (need_id, created_at, id)`);
    await runner.query(`CREATE INDEX ix_referral_respond_by ON referral (respond_by) WHERE status = 'sent'`);
  }
}

const NEED = `
  CREATE TABLE referral_need (
    id uuid CONSTRAINT pk_referral_need PRIMARY KEY DEFAULT uuidv7(),
    organisation_id uuid NOT NULL CONSTRAINT fk_referral_need_organisation REFERENCES organisation (id),
    period_id uuid NOT NULL CONSTRAINT fk_referral_need_period REFERENCES period (id),
    consultation_id uuid NOT NULL,
    worry_category text NOT NULL,
    area_code text CONSTRAINT ck_referral_need_area CHECK (area_code ~ '^[0-9]{2}([0-9]{3})?$'),
    age_band text NOT NULL,
    language text NOT NULL,
    urgency text NOT NULL CONSTRAINT ck_referral_need_urgency CHECK (urgency IN ('normal','watch','urgent')),
    owner_account_id uuid CONSTRAINT fk_referral_need_owner REFERENCES account (id),
    outcome text CONSTRAINT ck_referral_need_outcome CHECK (outcome IN ('met','partly_met','not_met','withdrawn')),
    closed_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT uq_referral_need_organisation UNIQUE (id, organisation_id),
    CONSTRAINT fk_referral_need_consultation
      FOREIGN KEY (consultation_id, organisation_id) REFERENCES consultation (id, organisation_id),
    CONSTRAINT ck_referral_need_closed CHECK ((closed_at IS NULL) = (outcome IS NULL))
  )`;

/** Who looked after a need from when on; no account: the organisation, without a name. */
const OWNER = `
  CREATE TABLE referral_need_owner (
    need_id uuid NOT NULL,
    version integer NOT NULL,
    organisation_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    owner_account_id uuid CONSTRAINT fk_referral_need_owner_owner REFERENCES account (id),
    reason text NOT NULL CONSTRAINT ck_referral_need_owner_reason
      CHECK (reason IN ('opened','handover','absence','period_close')),
    account_id uuid CONSTRAINT fk_referral_need_owner_account REFERENCES account (id),
    since timestamptz NOT NULL,
    CONSTRAINT pk_referral_need_owner PRIMARY KEY (need_id, version),
    CONSTRAINT fk_referral_need_owner_need
      FOREIGN KEY (need_id, organisation_id) REFERENCES referral_need (id, organisation_id),
    CONSTRAINT fk_referral_need_owner_consultation
      FOREIGN KEY (consultation_id, organisation_id) REFERENCES consultation (id, organisation_id)
  )`;

const BACKFILL = `
  INSERT INTO referral_need (organisation_id, period_id, consultation_id, worry_category, area_code, age_band, language,
                             urgency, outcome, closed_at, created_at, updated_at)
  SELECT r.organisation_id, r.period_id, r.consultation_id, r.worry_category,
         CASE WHEN c.prefecture_code ~ '^[0-9]{2}$' THEN c.prefecture_code END, c.age_band, 'ja',
         CASE WHEN c.urgency IN ('watch', 'urgent') THEN c.urgency ELSE 'normal' END,
         CASE WHEN bool_and(r.status = 'closed')
              THEN CASE WHEN bool_or(r.outcome IN ('connected', 'waiting')) THEN 'met' ELSE 'not_met' END END,
         CASE WHEN bool_and(r.status = 'closed') THEN max(r.updated_at) END,
         min(r.created_at), max(r.updated_at)
  FROM referral AS r JOIN consultation AS c ON c.id = r.consultation_id
  GROUP BY r.organisation_id, r.period_id, r.consultation_id, r.worry_category, c.prefecture_code, c.age_band, c.urgency`;
