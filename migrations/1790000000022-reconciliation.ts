import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls without a sheet and sheets without a call: until when a sheet is due, and what makes both lists quick. */
export class Reconciliation1790000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE period ADD COLUMN sheet_due_hours smallint NOT NULL DEFAULT 24
        CONSTRAINT ck_period_sheet_due_hours CHECK (sheet_due_hours > 0 AND sheet_due_hours <= 720)`);
    // Answered calls only, about every tenth row of a busy period: the import of a million rows hardly notices.
    await runner.query(`
      CREATE INDEX ix_contact_due ON contact (period_id, organisation_id, (coalesce(ended_at, answered_at)), id)
      WHERE result = 'answered'`);
    await runner.query(`
      CREATE INDEX ix_consultation_without_call ON consultation (period_id, organisation_id, started_at, id)
      WHERE contact_id IS NULL AND status <> 'voided'`);
    await runner.query(`
      CREATE INDEX ix_shift_assignment_on_duty ON shift_assignment USING gist (organisation_id, span)
      WHERE released_at IS NULL`);
    for (const view of VIEWS) await runner.query(view);
    await runner.query(`GRANT SELECT ON statistics.due_call, statistics.sheet_link TO tsunagi_statistics`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** The two sides of the reconciliation without a record's id on either: codes and yes or no. */
const VIEWS = [
  `CREATE VIEW statistics.due_call AS
     SELECT c.period_id, c.organisation_id, c.channel, c.dialled_on, co.contact_id IS NOT NULL AS has_sheet,
            c.dialled_at >= p.starts_at AND c.dialled_at < p.ends_at AS in_period
     FROM contact AS c
     JOIN period AS p ON p.id = c.period_id
     LEFT JOIN consultation AS co ON co.contact_id = c.id AND co.status <> 'voided'
     WHERE c.result = 'answered'`,
  `CREATE VIEW statistics.sheet_link AS
     SELECT co.period_id, co.organisation_id, co.channel, co.received_on,
            co.started_at >= p.starts_at AND co.started_at < p.ends_at AS in_period,
            co.channel <> c.channel AS other_channel,
            c.answered_at IS NULL AS never_answered,
            co.started_at < c.dialled_at - interval '1 hour'
              OR co.started_at > coalesce(c.ended_at, c.answered_at, c.dialled_at) + interval '1 hour' AS far_apart
     FROM consultation AS co
     JOIN period AS p ON p.id = co.period_id
     JOIN contact AS c ON c.id = co.contact_id
     WHERE co.status IN ('submitted', 'reviewed', 'locked')`,
];
