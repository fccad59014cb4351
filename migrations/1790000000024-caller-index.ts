import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a number called an organisation is asked while the telephone rings, so it must not read a million rows. */
export class CallerIndex1790000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Only calls that reached an organisation are ever counted; most rows of a carrier's file did not.
    await runner.query(`
      CREATE INDEX ix_contact_caller ON contact (caller_hash)
      WHERE organisation_id IS NOT NULL AND caller_hash IS NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
