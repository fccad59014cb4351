/**
 * Whom each published document concerns now: worked out from affiliations, accounts and skills whenever it is asked, so that
 * whoever joins later is asked as well. `$1` is today. Pledges come once per period in which the organisation takes part.
 */
const ASKED = `
  SELECT DISTINCT g.id AS guide_id, g.code, g.withdrawn_at, pe.id AS period_id, a.organisation_id, a.person_id
  FROM guide AS g
  LEFT JOIN period AS pe ON g.kind = 'pledge'
  JOIN affiliation AS a
    ON (cardinality(g.organisation_ids) = 0 OR a.organisation_id = ANY (g.organisation_ids))
   AND (a.valid_until IS NULL OR a.valid_until > coalesce((pe.starts_at AT TIME ZONE 'Asia/Tokyo')::date, $1::date))
   AND (pe.id IS NULL OR (
         a.valid_from <= ((pe.ends_at - interval '1 microsecond') AT TIME ZONE 'Asia/Tokyo')::date
         AND EXISTS (SELECT FROM participation AS pa
                     WHERE pa.period_id = pe.id AND pa.organisation_id = a.organisation_id)))
  WHERE g.current_number IS NOT NULL AND (g.kind <> 'pledge' OR pe.id IS NOT NULL)
    AND (cardinality(g.fields) = 0 OR EXISTS (
           SELECT FROM person_skill AS k
           WHERE k.person_id = a.person_id AND k.organisation_id = a.organisation_id AND k.kind = 'field'
             AND k.code = ANY (g.fields) AND k.withdrawn_at IS NULL
             AND (k.valid_until IS NULL OR k.valid_until > $1::date)))
    AND (cardinality(g.roles) = 0 OR g.roles && (
           -- Of whom nothing else is known, that one answers the telephone.
           SELECT coalesce(array_agg(held.role), '{counsellor}') FROM (
             SELECT unnest(ac.roles) AS role FROM account AS ac
             WHERE ac.person_id = a.person_id AND ac.organisation_id = a.organisation_id AND ac.disabled_at IS NULL
             UNION ALL
             SELECT k.code FROM person_skill AS k
             WHERE k.person_id = a.person_id AND k.organisation_id = a.organisation_id AND k.kind = 'role'
               AND k.withdrawn_at IS NULL AND (k.valid_until IS NULL OR k.valid_until > $1::date)) AS held))`;

/** With what each of them has read last. */
export const ASKED_STATE = `
  SELECT asked.*, needed.number AS needed_number, needed.required_from, r.id AS reading_id, r.number AS read_number,
         r.way, r.recorded_at,
         asked.withdrawn_at IS NULL AND coalesce(r.number, 0) < needed.number AS is_unread
  FROM (${ASKED}) AS asked
  JOIN LATERAL (
    SELECT v.number, v.required_from FROM guide_version AS v
    WHERE v.guide_id = asked.guide_id AND v.change = 'major' ORDER BY v.number DESC LIMIT 1) AS needed ON true
  LEFT JOIN LATERAL (
    SELECT gr.id, gr.number, gr.way, gr.recorded_at FROM guide_reading AS gr
    WHERE gr.guide_id = asked.guide_id AND gr.person_id = asked.person_id
      AND gr.period_id IS NOT DISTINCT FROM asked.period_id AND gr.withdrawn_at IS NULL
    ORDER BY gr.number DESC LIMIT 1) AS r ON true`;
