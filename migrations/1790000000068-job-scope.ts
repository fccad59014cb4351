import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which rows whoever asked for a job saw then: a file over all organisations is not for an account that sees one by now. */
export class JobScope1790000000068 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Of jobs from before nobody knows; their files are kept a week and then go only to those who see everything.
    await runner.query(`
      ALTER TABLE job ADD COLUMN scope text NOT NULL DEFAULT 'all_organisations'
        CONSTRAINT ck_job_scope CHECK (scope IN ('own_organisation','all_organisations'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
