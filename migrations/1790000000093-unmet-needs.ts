import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keepRelatedPeopleOut } from './related-person-wall';

/** What was needed and could not be had (満たせなかった支援): what, where, when and why nothing fitted. */
export class UnmetNeeds1790000000093 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // No foreign key to the sheet: it may still be a draft of the same id.
    await runner.query(`
      CREATE TABLE unmet_need (
        id uuid CONSTRAINT pk_unmet_need PRIMARY KEY,
        organisation_id uuid NOT NULL CONSTRAINT fk_unmet_need_organisation REFERENCES organisation (id),
        period_id uuid NOT NULL CONSTRAINT fk_unmet_need_period REFERENCES period (id),
        consultation_id uuid NOT NULL,
        worry_category text NOT NULL,
        support_kind text NOT NULL,
        reason text NOT NULL,
        prefecture_code text,
        municipality_code text CONSTRAINT fk_unmet_need_municipality REFERENCES municipality (code),
        language text,
        needed_at timestamptz NOT NULL,
        sealed bytea,
        seal text,
        account_id uuid NOT NULL CONSTRAINT fk_unmet_need_account REFERENCES account (id),
        created_at timestamptz NOT NULL,
        withdrawn_at timestamptz,
        withdrawn_by uuid CONSTRAINT fk_unmet_need_withdrawn_by REFERENCES account (id),
        CONSTRAINT ck_unmet_need_place CHECK (municipality_code IS NULL OR prefecture_code = left(municipality_code, 2)),
        CONSTRAINT ck_unmet_need_sealed CHECK ((sealed IS NULL) = (seal IS NULL)),
        CONSTRAINT ck_unmet_need_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
      )`);
    await runner.query(`
      CREATE INDEX ix_unmet_need_list ON unmet_need (organisation_id, needed_at DESC, id DESC) WHERE withdrawn_at IS NULL`);
    await runner.query(`CREATE INDEX ix_unmet_need_map ON unmet_need (period_id) WHERE withdrawn_at IS NULL`);
    await runner.query(`ALTER TABLE unmet_need ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY own_organisation ON unmet_need
        USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    await keepRelatedPeopleOut(runner, 'unmet_need', { sheet: 'consultation_id' });
    await runner.query(
      `GRANT SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by) ON unmet_need TO tsunagi_app`,
    );
    await this.countForStatistics(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }

  private async countForStatistics(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE POLICY through_statistics ON unmet_need FOR SELECT TO CURRENT_USER
        USING (current_user = 'tsunagi_statistics')`);
    await runner.query(`
      CREATE VIEW statistics.unmet_need AS
        SELECT u.period_id, u.organisation_id, u.worry_category, u.support_kind, u.reason, u.prefecture_code,
               (u.needed_at AT TIME ZONE 'Asia/Tokyo')::date AS needed_on,
               extract(hour FROM u.needed_at AT TIME ZONE 'Asia/Tokyo')::smallint AS needed_hour
        FROM unmet_need AS u WHERE u.withdrawn_at IS NULL`);
    await runner.query(`GRANT SELECT ON statistics.unmet_need TO tsunagi_statistics`);
  }
}
