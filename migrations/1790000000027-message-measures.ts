import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What chats and mails are measured by: who ended a chat, and when a mail was first answered. */
export class MessageMeasures1790000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contact
        ADD COLUMN ended_by text CONSTRAINT ck_contact_ended_by CHECK (ended_by IN ('caller','counsellor','system')),
        DROP CONSTRAINT ck_contact_result,
        ADD CONSTRAINT ck_contact_result CHECK (result IN
          ('answered','abandoned_ivr','abandoned_queue','busy','out_of_hours','transferred','unreplied'))`);
    // A view of its own: statistics.contact stays what it is for those who build on it.
    await runner.query(`
      CREATE VIEW statistics.message AS
        SELECT c.period_id, c.channel, c.leg, c.result, c.ended_by,
               c.queued_at IS NOT NULL OR c.answered_at IS NOT NULL AS entered,
               floor(extract(epoch FROM c.answered_at - c.dialled_at))::integer AS first_response_seconds,
               c.dialled_at >= p.starts_at AND c.dialled_at < p.ends_at AS in_period
        FROM contact AS c JOIN period AS p ON p.id = c.period_id
        WHERE c.channel <> 'phone'`);
    await runner.query(`GRANT SELECT ON statistics.message TO tsunagi_statistics`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
