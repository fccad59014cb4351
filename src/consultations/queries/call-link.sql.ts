/** $1 the records of new sheets, $2 now. */
export const INSERT_LINKS_AT_FILING = `
  INSERT INTO consultation_call_link (consultation_id, organisation_id, contact_id, change, how, version, account_id, changed_at)
  SELECT s.id, s.organisation_id, s.contact_id, 'linked', 'filing', 1, s.written_by, $2
  FROM json_to_recordset($1) AS s(id uuid, organisation_id uuid, contact_id uuid, written_by uuid)
  WHERE s.contact_id IS NOT NULL`;

/** $1 changes, $2 now. */
export const INSERT_LINKS = `
  INSERT INTO consultation_call_link (consultation_id, organisation_id, contact_id, change, how, version, score, sealed, seal,
    account_id, changed_at)
  SELECT l.consultation_id, l.organisation_id, l.contact_id, l.change, l.how, l.version, l.score, decode(l.sealed, 'base64'),
    l.seal, l.account_id, $2
  FROM json_to_recordset($1) AS l(consultation_id uuid, organisation_id uuid, contact_id uuid, change text,
    how text, version integer, score smallint, sealed text, seal text, account_id uuid)`;

/** $1 matches, $2 now, $3 account. The calls are held. Only sheets and calls that are still free; whoever was faster keeps what they did. */
export const LINK_MATCHES = `
  WITH matched AS (
    UPDATE consultation AS co SET contact_id = m.contact_id, version = co.version + 1, updated_at = $2
    FROM json_to_recordset($1) AS m(consultation_id uuid, contact_id uuid, score smallint, version integer)
    WHERE co.id = m.consultation_id AND co.version = m.version AND co.contact_id IS NULL
      AND co.status IN ('submitted', 'reviewed')
      AND NOT EXISTS (SELECT FROM consultation AS other WHERE other.contact_id = m.contact_id AND other.status <> 'voided')
    RETURNING co.id, co.organisation_id, co.contact_id, co.version, m.score
  )
  INSERT INTO consultation_call_link (consultation_id, organisation_id, contact_id, change, how, version, score, account_id,
    changed_at)
  SELECT m.id, m.organisation_id, m.contact_id, 'linked', 'automatic', m.version, m.score, $3, $2 FROM matched AS m
  RETURNING id`;
