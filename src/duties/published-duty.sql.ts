/**
 * Duties as the newest version of each roster says: what staff see. A common table expression to put after `WITH`;
 * drafts are in no version, so they are not in it.
 */
export const PUBLISHED_DUTY = `
  newest AS (
    SELECT DISTINCT ON (v.period_id, v.organisation_id) v.id, v.period_id, v.organisation_id, v.number
    FROM roster_version AS v ORDER BY v.period_id, v.organisation_id, v.number DESC
  ), published_duty AS (
    SELECT n.period_id, n.organisation_id, n.number AS version_number, c.assignment_id, c.shift_id, c.person_id, c.channel,
           c.field_code, c.role, c.starts_at, c.ends_at
    FROM newest AS n JOIN roster_version_cell AS c ON c.roster_version_id = n.id
  )`;
