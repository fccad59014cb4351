import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Computations have no file whose bytes could be counted; they say what they are doing and how good it is so far. */
export class JobProgress1790000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE job_pulse ADD COLUMN progress jsonb`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
