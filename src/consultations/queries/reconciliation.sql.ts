import { NOBODY } from '../domain/reconciliation.policy';

/** The end of a talk; carriers do not always write it. */
const TALKED_UNTIL = `coalesce(c.ended_at, c.answered_at)`;

/**
 * Counsellors who sat at a desk that takes call `c` when it was answered. The telephone log does not say which of them it
 * was.
 */
const ON_DUTY = `
  SELECT sa.person_id
  FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id
  WHERE sa.organisation_id = c.organisation_id AND sa.span @> c.answered_at AND sa.released_at IS NULL
    AND s.period_id = c.period_id AND s.channel = c.channel AND s.role = 'counsellor'
    AND (s.field_code IS NULL OR c.field_code IS NULL OR s.field_code = c.field_code)`;

/**
 * As an expression, so that no index on the time is tried: nearly every call of a period was dialled in it, and the index of
 * answered calls is the one that leaves most rows unread.
 */
const DIALLED_IN_PERIOD = `CASE WHEN c.dialled_at >= p.starts_at THEN c.dialled_at < p.ends_at ELSE false END`;

/**
 * Calls that are due a sheet: answered, and not handed on to another leg. $1 period, $2 organisation, $3 person, $4 now.
 * A call of no known organisation is seen by whoever sees all.
 */
const DUE_CALLS = `
  SELECT c.id, c.period_id, c.organisation_id, c.channel, c.carrier_no, c.leg, c.field_code, c.answered_at, c.ended_at,
         c.talk_seconds, ${TALKED_UNTIL} AS talked_until,
         ${TALKED_UNTIL} + make_interval(hours => p.sheet_due_hours) AS due_at,
         ${TALKED_UNTIL} + make_interval(hours => p.sheet_due_hours) <= $4::timestamptz AS is_overdue,
         co.contact_id IS NULL AS is_missing
  FROM contact AS c
  JOIN period AS p ON p.id = c.period_id
  LEFT JOIN consultation AS co ON co.contact_id = c.id AND co.status <> 'voided'
  WHERE c.period_id = $1 AND c.result = 'answered' AND ${DIALLED_IN_PERIOD}
    AND ($2::uuid IS NULL OR c.organisation_id = $2)
    AND ($3::uuid IS NULL
      OR c.organisation_id IN (SELECT mine.organisation_id FROM shift_assignment AS mine WHERE mine.person_id = $3)
        AND $3 IN (${ON_DUTY}))`;

/** Sheets that stand. The same parameters. */
const STANDING_SHEETS = `
  SELECT co.id, co.organisation_id, co.counsellor_id, co.contact_id
  FROM consultation AS co JOIN period AS p ON p.id = co.period_id
  WHERE co.period_id = $1 AND co.status <> 'voided' AND co.started_at >= p.starts_at AND co.started_at < p.ends_at
    AND ($2::uuid IS NULL OR co.organisation_id = $2)
    AND ($3::uuid IS NULL OR co.counsellor_id = $3)`;

export const SUMMARY = `
  WITH calls AS (
    SELECT d.organisation_id, count(*) AS due, count(*) FILTER (WHERE d.is_missing) AS missing,
           count(*) FILTER (WHERE d.is_missing AND d.is_overdue) AS overdue,
           min(d.due_at) FILTER (WHERE d.is_missing) AS oldest
    FROM (${DUE_CALLS}) AS d GROUP BY d.organisation_id
  ), sheets AS (
    SELECT s.organisation_id, count(*) AS sheets, count(*) FILTER (WHERE s.contact_id IS NULL) AS without
    FROM (${STANDING_SHEETS}) AS s GROUP BY s.organisation_id
  )
  SELECT coalesce(calls.organisation_id, sheets.organisation_id) AS "organisationId", o.name AS "organisationName",
         coalesce(calls.due, 0)::integer AS "callsDue", coalesce(calls.missing, 0)::integer AS "callsWithoutSheet",
         coalesce(calls.overdue, 0)::integer AS overdue, calls.oldest AS "oldestDueAt",
         coalesce(sheets.sheets, 0)::integer AS sheets, coalesce(sheets.without, 0)::integer AS "sheetsWithoutCall"
  FROM calls FULL JOIN sheets ON sheets.organisation_id = calls.organisation_id
  LEFT JOIN organisation AS o ON o.id = coalesce(calls.organisation_id, sheets.organisation_id)
  ORDER BY o.code NULLS LAST`;

/** $5 overdue or not, $6 and $7 after this one, $8 how many. People are looked up for the page only. */
export const CALLS_WITHOUT_SHEET = `
  SELECT d.id AS "contactId", d.organisation_id AS "organisationId", d.channel, d.carrier_no AS "carrierNo", d.leg,
         d.field_code AS "fieldCode", d.answered_at AS "answeredAt", d.ended_at AS "endedAt",
         d.talk_seconds AS "talkSeconds", d.due_at AS "dueAt", d.is_overdue AS "isOverdue",
         (SELECT coalesce(json_agg(json_build_object('personId', who.id, 'familyName', who.family_name,
                   'givenName', who.given_name) ORDER BY who.id), '[]'::json)
          FROM person AS who
          WHERE who.id IN (SELECT on_duty.person_id FROM (SELECT d.*) AS c CROSS JOIN LATERAL (${ON_DUTY}) AS on_duty)) AS counsellors
  FROM (
    ${DUE_CALLS}
      AND co.contact_id IS NULL
      AND ($5::boolean IS NULL OR $5 = (${TALKED_UNTIL} + make_interval(hours => p.sheet_due_hours) <= $4))
      AND ($6::timestamptz IS NULL OR (${TALKED_UNTIL}, c.id) > ($6, $7::uuid))
    ORDER BY ${TALKED_UNTIL}, c.id LIMIT $8
  ) AS d
  ORDER BY d.talked_until, d.id`;

/** $1–$3 as above, $4 and $5 after this one, $6 how many. */
export const SHEETS_WITHOUT_CALL = `
  SELECT co.id AS "consultationId", co.record_no AS "recordNo", co.organisation_id AS "organisationId", co.channel,
         co.started_at AS "startedAt", co.ended_at AS "endedAt", co.talk_seconds AS "talkSeconds",
         co.counsellor_id AS "personId", who.family_name AS "familyName", who.given_name AS "givenName"
  FROM consultation AS co
  JOIN period AS p ON p.id = co.period_id
  LEFT JOIN person AS who ON who.id = co.counsellor_id
  WHERE co.period_id = $1 AND co.contact_id IS NULL AND co.status <> 'voided'
    AND co.started_at >= p.starts_at AND co.started_at < p.ends_at
    AND ($2::uuid IS NULL OR co.organisation_id = $2)
    AND ($3::uuid IS NULL OR co.counsellor_id = $3)
    AND ($4::timestamptz IS NULL OR (co.started_at, co.id) > ($4, $5::uuid))
  ORDER BY co.started_at, co.id LIMIT $6`;

const REMINDED = `coalesce(owed.organisation_id, filed.organisation_id, '${NOBODY}'),
    coalesce(owed.person_id, filed.person_id, '${NOBODY}')`;

/**
 * Who is to be reminded. A call with one counsellor on duty is owed by that one; one with several may be any of theirs; with
 * none it stands in a line of its own. Nobody comes or goes within a stretch, so all calls of one stretch, channel and field
 * are one pile; stretches are spread over the hours they touch, so that calls find theirs by equality. $5 and $6 after this
 * one, $7 how many.
 */
export const REMINDERS = `
  WITH desks AS MATERIALIZED (
    SELECT sa.organisation_id, sa.person_id, sa.span, s.channel, s.field_code
    FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id
    WHERE s.period_id = $1 AND s.role = 'counsellor' AND sa.released_at IS NULL
      AND ($2::uuid IS NULL OR sa.organisation_id = $2)
  ), stretches AS (
    SELECT b.organisation_id, b.at AS from_at, lead(b.at) OVER (PARTITION BY b.organisation_id ORDER BY b.at) AS until_at
    FROM (SELECT d.organisation_id, lower(d.span) AS at FROM desks AS d
          UNION SELECT d.organisation_id, upper(d.span) FROM desks AS d) AS b
  ), hours AS MATERIALIZED (
    SELECT st.organisation_id, st.from_at, st.until_at, hour
    FROM stretches AS st
    CROSS JOIN LATERAL generate_series(date_trunc('hour', st.from_at), st.until_at, interval '1 hour') AS hour
  ), piles AS MATERIALIZED (
    SELECT c.organisation_id, c.channel, c.field_code, h.from_at, count(*) AS calls,
           count(*) FILTER (WHERE c.is_overdue) AS overdue, min(c.due_at) AS oldest
    FROM (${DUE_CALLS} AND co.contact_id IS NULL) AS c
    LEFT JOIN hours AS h ON h.organisation_id = c.organisation_id AND h.hour = date_trunc('hour', c.answered_at)
      AND c.answered_at >= h.from_at AND c.answered_at < h.until_at
    GROUP BY c.organisation_id, c.channel, c.field_code, h.from_at
  ), claims AS (
    SELECT p.organisation_id, d.person_id, p.calls, p.overdue, p.oldest,
           count(*) OVER (PARTITION BY p.organisation_id, p.channel, p.field_code, p.from_at) > 1 AS is_shared
    FROM piles AS p
    LEFT JOIN desks AS d ON d.organisation_id = p.organisation_id AND d.span @> p.from_at AND d.channel = p.channel
      AND (d.field_code IS NULL OR p.field_code IS NULL OR d.field_code = p.field_code)
  ), owed AS (
    SELECT cl.organisation_id, cl.person_id, sum(cl.calls) FILTER (WHERE NOT cl.is_shared) AS owed,
           sum(cl.calls) FILTER (WHERE cl.is_shared) AS possible,
           sum(cl.overdue) FILTER (WHERE NOT cl.is_shared) AS overdue,
           min(cl.oldest) FILTER (WHERE NOT cl.is_shared) AS oldest
    FROM claims AS cl WHERE $3::uuid IS NULL OR cl.person_id = $3 GROUP BY cl.organisation_id, cl.person_id
  ), filed AS (
    SELECT s.organisation_id, s.counsellor_id AS person_id, count(*) AS sheets,
           count(*) FILTER (WHERE s.contact_id IS NULL) AS without
    FROM (${STANDING_SHEETS}) AS s GROUP BY s.organisation_id, s.counsellor_id
  )
  SELECT coalesce(owed.organisation_id, filed.organisation_id) AS "organisationId",
         coalesce(owed.person_id, filed.person_id) AS "personId", who.family_name AS "familyName",
         who.given_name AS "givenName", coalesce(owed.owed, 0)::integer AS owed,
         coalesce(owed.possible, 0)::integer AS possible, coalesce(owed.overdue, 0)::integer AS overdue,
         owed.oldest AS "oldestDueAt", coalesce(filed.sheets, 0)::integer AS sheets,
         coalesce(filed.without, 0)::integer AS "sheetsWithoutCall"
  FROM owed
  FULL JOIN filed ON filed.organisation_id = owed.organisation_id
    AND coalesce(filed.person_id, '${NOBODY}') = coalesce(owed.person_id, '${NOBODY}')
  LEFT JOIN person AS who ON who.id = coalesce(owed.person_id, filed.person_id)
  WHERE $5::uuid IS NULL OR (${REMINDED}) > ($5, $6::uuid)
  ORDER BY ${REMINDED} LIMIT $7`;
