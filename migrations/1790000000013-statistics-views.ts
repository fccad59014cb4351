import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The analysts' wall (decision 15): codes, local days and hours, and counts; no text, no name, no record id. */
export class StatisticsViews1790000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The views run with their owner's rights; the owner sees rows only through them, and only for the statistics role.
    for (const table of [
      'contact',
      'consultation',
      'shift',
      'shift_assignment',
      'participation',
      'referral',
    ]) {
      await runner.query(`
        CREATE POLICY through_statistics ON ${table} FOR SELECT TO CURRENT_USER
          USING (current_user = 'tsunagi_statistics')`);
    }
    for (const view of VIEWS) await runner.query(view);
    await runner.query(`GRANT SELECT ON ALL TABLES IN SCHEMA statistics TO tsunagi_statistics`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const VIEWS = [
  `CREATE VIEW statistics.period AS
     SELECT p.id AS period_id, p.label, p.form_id, p.starts_at, p.ends_at, p.status FROM period AS p`,
  `CREATE VIEW statistics.period_field AS
     SELECT pf.period_id, pf.field_code, pf.digit, pf.label_ja, pf.sort_order FROM period_field AS pf`,
  `CREATE VIEW statistics.line_field AS
     SELECT lf.code, lf.label_ja, lf.sort_order FROM line_field AS lf`,
  `CREATE VIEW statistics.opening_window AS
     SELECT w.period_id, w.channel, w.field_code, w.opens_at, w.closes_at, w.daily_from, w.daily_until
     FROM opening_window AS w`,
  `CREATE VIEW statistics.participation AS
     SELECT pa.period_id, pa.organisation_id FROM participation AS pa`,
  `CREATE VIEW statistics.form_option AS
     SELECT fv.form_id, fv.number AS version_number, fv.in_force_from, fv.in_force_until, fo.field_code, fo.code,
            fo.label_ja, fo.sort_order
     FROM form_option AS fo
     JOIN (SELECT v.id, v.form_id, v.number, v.in_force_from,
                  lead(v.in_force_from) OVER (PARTITION BY v.form_id ORDER BY v.in_force_from) AS in_force_until
           FROM form_version AS v WHERE v.published_at IS NOT NULL) AS fv ON fv.id = fo.form_version_id`,
  `CREATE VIEW statistics.reference_code AS
     SELECT rc.list, rc.code, rc.label_ja, rc.label_en, rc.sort_order FROM reference_code AS rc`,
  // Whether a row lies inside the period is decided here, so that no instant of a call or sheet leaves the table.
  `CREATE VIEW statistics.contact AS
     SELECT c.period_id, c.organisation_id, c.channel, c.leg, c.field_code, c.digit, c.result, c.origin,
            c.dialled_on, c.dialled_hour, c.queued_at IS NOT NULL AS reached_queue, c.wait_seconds, c.talk_seconds,
            c.dialled_at >= p.starts_at AND c.dialled_at < p.ends_at AS in_period
     FROM contact AS c JOIN period AS p ON p.id = c.period_id`,
  // Distinct callers are counted here so that no per-caller key ever leaves the table.
  `CREATE VIEW statistics.caller_count AS
     SELECT c.period_id, c.channel,
            count(DISTINCT c.caller_hash) AS distinct_callers,
            count(*) FILTER (WHERE c.caller_hash IS NOT NULL) AS hashed_contacts,
            count(*) FILTER (WHERE c.caller_hash IS NULL) AS unhashed_contacts
     FROM contact AS c JOIN period AS p ON p.id = c.period_id
     WHERE c.leg = 1 AND c.dialled_at >= p.starts_at AND c.dialled_at < p.ends_at
     GROUP BY c.period_id, c.channel`,
  `CREATE VIEW statistics.consultation AS
     SELECT co.period_id, co.organisation_id, co.channel, co.origin, co.contact_id IS NOT NULL AS has_contact,
            co.received_on, co.received_hour, co.talk_seconds, co.contact_result, co.caller_relation,
            co.gender, co.age_band, co.subject_gender, co.subject_age_band, co.prefecture_code, co.contact_history,
            co.main_field, co.fields, co.worry_categories, co.main_response, co.responses, co.suicide_risk, co.urgency,
            co.started_at >= p.starts_at AND co.started_at < p.ends_at AS in_period
     FROM consultation AS co JOIN period AS p ON p.id = co.period_id
     WHERE co.status IN ('submitted', 'reviewed', 'locked')`,
  `CREATE VIEW statistics.duty AS
     SELECT s.period_id, s.organisation_id, s.channel, s.field_code, s.role,
            lower(sa.span) AS starts_at, upper(sa.span) AS ends_at
     FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id
     WHERE sa.released_at IS NULL`,
  `CREATE VIEW statistics.referral AS
     SELECT r.period_id, r.organisation_id, r.worry_category, r.receiver_kind, r.handover_method, r.status, r.outcome
     FROM referral AS r`,
];
