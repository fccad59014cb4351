import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes of local governments (JIS X 0402) with the time they were in force and what they became. */
export class Municipalities1790000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE municipality (
        code text CONSTRAINT pk_municipality PRIMARY KEY
          CONSTRAINT ck_municipality_code CHECK (code ~ '^(0[1-9]|[1-3][0-9]|4[0-7])[0-9]{3}$'),
        prefecture_code text NOT NULL GENERATED ALWAYS AS (left(code, 2)) STORED,
        name text NOT NULL,
        city_code text,
        valid_from date NOT NULL,
        valid_until date,
        successor_codes text[] NOT NULL DEFAULT '{}',
        source text NOT NULL,
        CONSTRAINT ck_municipality_dates CHECK (valid_until IS NULL OR valid_until > valid_from),
        CONSTRAINT ck_municipality_successors CHECK (successor_codes = '{}' OR valid_until IS NOT NULL)
      )`);
    await runner.query(`GRANT SELECT ON municipality TO tsunagi_app`);
    await runner.query(
      `GRANT INSERT (code, name, city_code, valid_from, valid_until, successor_codes, source),
         UPDATE (name, city_code, valid_from, valid_until, successor_codes, source) ON municipality TO tsunagi_app`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
