import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Periods and mails from before two rules: a closed period has no caller key, and a mail is neither out of hours nor busy. */
export class ClosedKeys1790000000069 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT set_config('tsunagi.scope', 'all_organisations', true)`);
    await runner.query(`
      WITH destroyed AS (
        UPDATE period_caller_key AS k SET key = NULL, destroyed_at = now()
        FROM period AS p WHERE p.id = k.period_id AND p.status = 'closed' AND k.key IS NOT NULL
        RETURNING k.period_id
      )
      INSERT INTO audit_log (occurred_at, action, object_type, object_id, detail, request_id)
      SELECT now(), 'period.caller_key_destroyed', 'period', d.period_id::text, '{}', 'migration' FROM destroyed AS d`);
    // Else the same file would not be the same any more.
    await runner.query(`
      UPDATE contact SET result = 'unreplied' WHERE channel = 'mail' AND result IN ('out_of_hours','busy')`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
