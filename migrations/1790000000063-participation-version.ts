import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an organisation promised may change; whoever changes it says which state they saw. */
export class ParticipationVersion1790000000063 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE participation ADD COLUMN version integer NOT NULL DEFAULT 1`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
