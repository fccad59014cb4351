import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which call a sheet is about, and how that came to be known. A call has one sheet at most; each leg of a transfer is a call. */
export class CallLinks1790000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT set_config('tsunagi.scope', 'all_organisations', true)`);
    await runner.query(`
      CREATE TABLE consultation_call_link (
        id uuid CONSTRAINT pk_consultation_call_link PRIMARY KEY DEFAULT uuidv7(),
        consultation_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        contact_id uuid NOT NULL CONSTRAINT fk_consultation_call_link_contact REFERENCES contact (id),
        change text NOT NULL CONSTRAINT ck_consultation_call_link_change CHECK (change IN ('linked','unlinked')),
        how text NOT NULL CONSTRAINT ck_consultation_call_link_how
          CHECK (how IN ('filing','amendment','manual','automatic','claimed')),
        version integer NOT NULL,
        score smallint,
        sealed bytea,
        seal text,
        account_id uuid CONSTRAINT fk_consultation_call_link_account REFERENCES account (id),
        changed_at timestamptz NOT NULL,
        CONSTRAINT fk_consultation_call_link_consultation
          FOREIGN KEY (consultation_id, organisation_id) REFERENCES consultation (id, organisation_id),
        CONSTRAINT ck_consultation_call_link_score CHECK ((how = 'automatic') = (score IS NOT NULL)),
        CONSTRAINT ck_consultation_call_link_reason CHECK ((how = 'manual') = (sealed IS NOT NULL) AND (sealed IS NULL) = (seal IS NULL))
      )`);
    await runner.query(
      `CREATE INDEX ix_consultation_call_link_sheet ON consultation_call_link (consultation_id, id)`,
    );
    await runner.query(
      `ALTER TABLE consultation_call_link ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`,
    );
    await runner.query(`
      CREATE POLICY own_organisation ON consultation_call_link
        USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    await runner.query(`GRANT SELECT, INSERT ON consultation_call_link TO tsunagi_app`);
    await this.takeOver(runner);
    await runner.query(`
      CREATE UNIQUE INDEX uq_consultation_contact ON consultation (contact_id)
      WHERE contact_id IS NOT NULL AND status <> 'voided'`);
    await runner.query(`
      ALTER TABLE consultation_conflict DROP CONSTRAINT ck_consultation_conflict_kind,
        ADD CONSTRAINT ck_consultation_conflict_kind
          CHECK (kind IN ('sheet','draft','amendment','review','voiding','call'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }

  /** Sheets filed before: their links go on record, and of several sheets of one call the first keeps it. */
  private async takeOver(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO consultation_call_link (consultation_id, organisation_id, contact_id, change, how, version, changed_at)
      SELECT co.id, co.organisation_id, co.contact_id, 'linked', 'filing', 1, co.created_at
      FROM consultation AS co WHERE co.contact_id IS NOT NULL`);
    await runner.query(`
      WITH later AS (
        SELECT co.id, row_number() OVER (PARTITION BY co.contact_id ORDER BY co.created_at, co.id) AS place
        FROM consultation AS co WHERE co.contact_id IS NOT NULL AND co.status <> 'voided'
      ), freed AS (
        UPDATE consultation AS co SET contact_id = NULL, version = co.version + 1
        FROM later WHERE later.id = co.id AND later.place > 1
        RETURNING co.id, co.organisation_id, old.contact_id, co.version
      )
      INSERT INTO consultation_call_link (consultation_id, organisation_id, contact_id, change, how, version, changed_at)
      SELECT f.id, f.organisation_id, f.contact_id, 'unlinked', 'claimed', f.version, now() FROM freed AS f`);
  }
}
