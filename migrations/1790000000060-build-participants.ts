import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A build for several organisations is read by each of them as soon as it has proposed something for them: the build, its job
 * and their own proposals. The proposals of the others stay hidden by their own policy.
 */
export class BuildParticipants1790000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE POLICY proposed_to ON roster_build FOR SELECT
        USING (EXISTS (SELECT FROM roster_proposal AS p WHERE p.job_id = roster_build.job_id))`);
    await runner.query(`
      CREATE POLICY proposed_to ON job FOR SELECT
        USING (kind = 'roster_build' AND EXISTS (SELECT FROM roster_proposal AS p WHERE p.job_id = job.id))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
