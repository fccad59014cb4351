import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A repeated creation that names people remembers what it made and no words, so that they are read by the door of all
 * readers. Drafts remember how long their text has been, so that a text that dwindles in small steps is kept, too.
 */
export class RememberedCreations1790000000086 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.rememberIds(runner);
    await this.watchDrafts(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }

  private async rememberIds(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency_key ADD COLUMN object_id uuid,
        ALTER COLUMN sealed DROP NOT NULL, ALTER COLUMN seal DROP NOT NULL`);
    await runner.query(`SELECT set_config('tsunagi.scope', 'all_organisations', true)`);
    await runner.query(`
      UPDATE idempotency_key
      SET object_id = right(headers ->> 'Location', 36)::uuid, sealed = NULL, seal = NULL
      WHERE headers ->> 'Location' ~
        '^/api/v1/(consultations|referrals|directory/locations|directory/services|people|skills)/[0-9a-fA-F-]{36}$'`);
    await runner.query(`SELECT set_config('tsunagi.scope', '', true)`);
    await runner.query(`
      ALTER TABLE idempotency_key
        ADD CONSTRAINT ck_idempotency_key_answer CHECK (
          (object_id IS NULL) = (sealed IS NOT NULL) AND (sealed IS NULL) = (seal IS NULL))`);
  }

  private async watchDrafts(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE consultation_draft ADD COLUMN peak_code_points integer NOT NULL DEFAULT 0`,
    );
    await runner.query(`GRANT UPDATE (peak_code_points) ON consultation_draft TO tsunagi_app`);
  }
}
