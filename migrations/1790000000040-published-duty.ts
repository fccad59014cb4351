import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Planned duty is what was published: a draft is nobody's duty yet. */
export class PublishedDuty1790000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['roster', 'roster_version', 'roster_version_cell']) {
      await runner.query(`
        CREATE POLICY through_statistics ON ${table} FOR SELECT TO CURRENT_USER
          USING (current_user = 'tsunagi_statistics')`);
    }
    // Periods that were imported never had a roster with states; there the working roster is all that is known.
    await runner.query(`
      CREATE OR REPLACE VIEW statistics.duty AS
        SELECT v.period_id, v.organisation_id, c.channel, c.field_code, c.role, c.starts_at, c.ends_at
        FROM roster_version AS v JOIN roster_version_cell AS c ON c.roster_version_id = v.id
        WHERE v.number = (SELECT max(n.number) FROM roster_version AS n
                          WHERE n.period_id = v.period_id AND n.organisation_id = v.organisation_id)
        UNION ALL
        SELECT s.period_id, s.organisation_id, s.channel, s.field_code, s.role, lower(sa.span), upper(sa.span)
        FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id
        WHERE sa.released_at IS NULL
          AND NOT EXISTS (SELECT FROM roster AS r WHERE r.period_id = s.period_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
