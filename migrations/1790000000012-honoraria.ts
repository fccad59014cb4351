import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an hour is worth, from when, decided when, on which clause. A card is never changed, only followed by another. */
export class Honoraria1790000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rate_card (
        id uuid CONSTRAINT pk_rate_card PRIMARY KEY DEFAULT uuidv7(),
        period_id uuid NOT NULL CONSTRAINT fk_rate_card_period REFERENCES period (id),
        organisation_id uuid CONSTRAINT fk_rate_card_organisation REFERENCES organisation (id),
        role text NOT NULL CONSTRAINT ck_rate_card_role
          CHECK (role IN ('counsellor','adviser','coordinator','interpreter','standby')),
        field_code text CONSTRAINT fk_rate_card_line_field REFERENCES line_field (code),
        yen_per_hour bigint NOT NULL CONSTRAINT ck_rate_card_yen CHECK (yen_per_hour >= 0),
        day_cap_yen bigint CONSTRAINT ck_rate_card_cap CHECK (day_cap_yen >= 0),
        valid_from date NOT NULL,
        valid_until date,
        decided_on date NOT NULL,
        basis_clause text NOT NULL CONSTRAINT ck_rate_card_basis CHECK (basis_clause <> ''),
        created_by uuid NOT NULL CONSTRAINT fk_rate_card_account REFERENCES account (id),
        created_at timestamptz NOT NULL,
        CONSTRAINT ck_rate_card_dates CHECK (valid_until IS NULL OR valid_until > valid_from),
        CONSTRAINT uq_rate_card UNIQUE NULLS NOT DISTINCT
          (period_id, organisation_id, role, field_code, valid_from, decided_on)
      )`);
    await runner.query(`ALTER TABLE rate_card ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    // A card without an organisation holds for all of them and may be read by all.
    await runner.query(`
      CREATE POLICY own_or_common ON rate_card FOR SELECT
        USING (organisation_id IS NULL OR sees_organisation(organisation_id))`);
    await runner.query(
      `CREATE POLICY set_nationally ON rate_card FOR INSERT WITH CHECK (sees_organisation(organisation_id))`,
    );
    await runner.query(`GRANT SELECT, INSERT ON rate_card TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
