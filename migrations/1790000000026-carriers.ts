import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How each carrier writes its files. Offices keep them for all organisations; a version that was used never changes. */
export class Carriers1790000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE carrier (
        id uuid CONSTRAINT pk_carrier PRIMARY KEY,
        name text NOT NULL CONSTRAINT uq_carrier_name UNIQUE,
        version integer NOT NULL CONSTRAINT ck_carrier_version CHECK (version > 0),
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE carrier_version (
        carrier_id uuid NOT NULL CONSTRAINT fk_carrier_version_carrier REFERENCES carrier (id),
        version integer NOT NULL,
        layout jsonb NOT NULL,
        account_id uuid CONSTRAINT fk_carrier_version_account REFERENCES account (id),
        created_at timestamptz NOT NULL,
        CONSTRAINT pk_carrier_version PRIMARY KEY (carrier_id, version)
      )`);
    await runner.query(`GRANT SELECT, INSERT ON carrier, carrier_version TO tsunagi_app`);
    await runner.query(`GRANT UPDATE (name, version) ON carrier TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
