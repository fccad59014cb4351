/** The shape in which coded sheets travel to the database, many at once. */
const CODED_RECORD = `
  id uuid, period_id uuid, organisation_id uuid, counsellor_id uuid, form_version_id uuid, channel text, contact_id uuid,
  started_at timestamptz, ended_at timestamptz, talk_seconds integer, status text, revision_no integer,
  contact_result text, caller_relation text, gender text, age_years smallint, age_band text, subject_gender text,
  subject_age_band text, prefecture_code text, contact_history text, main_field text, fields text[],
  worry_categories text[], main_response text, responses text[], suicide_risk text, urgency text, review_required boolean`;

/** $1 records, $2 now. */
export const INSERT_SHEETS = `
  INSERT INTO consultation (id, period_id, organisation_id, counsellor_id, record_no, source_no, form_version_id, channel,
    origin, contact_id, started_at, ended_at, talk_seconds, status, revision_no, contact_result, caller_relation, gender,
    age_years, age_band, subject_gender, subject_age_band, prefecture_code, contact_history, main_field, fields,
    worry_categories, main_response, responses, suicide_risk, urgency, review_required, created_at, updated_at)
  SELECT s.id, s.period_id, s.organisation_id, s.counsellor_id, s.record_no, s.source_no, s.form_version_id, s.channel,
    s.origin, s.contact_id, s.started_at, s.ended_at, s.talk_seconds, s.status, s.revision_no, s.contact_result,
    s.caller_relation, s.gender, s.age_years, s.age_band, s.subject_gender, s.subject_age_band, s.prefecture_code,
    s.contact_history, s.main_field, s.fields, s.worry_categories, s.main_response, s.responses, s.suicide_risk, s.urgency,
    s.review_required, $2, $2
  FROM json_to_recordset($1) AS s(record_no integer, source_no text, origin text, ${CODED_RECORD})`;

/** $1 period, $2 organisations, $3 the first number of each. */
export const NUMBER_IMPORTED = `
  UPDATE consultation AS co SET record_no = n.record_no
  FROM (
    SELECT i.id, f.first + row_number() OVER (PARTITION BY i.organisation_id ORDER BY i.record_no DESC) - 1 AS record_no
    FROM unnest($2::uuid[], $3::integer[]) AS f(organisation_id, first)
    JOIN consultation AS i ON i.period_id = $1 AND i.organisation_id = f.organisation_id AND i.record_no < 0
  ) AS n
  WHERE co.id = n.id`;

/** $1 one record, $2 now, $3 the version it was found at. What had to be reviewed once stays so. Period, organisation, counsellor and numbers of a sheet stay as they were filed. */
export const UPDATE_SHEET = `
  UPDATE consultation AS co
  SET form_version_id = s.form_version_id, channel = s.channel, contact_id = s.contact_id, started_at = s.started_at,
      ended_at = s.ended_at, talk_seconds = s.talk_seconds, status = s.status, revision_no = s.revision_no,
      contact_result = s.contact_result, caller_relation = s.caller_relation, gender = s.gender, age_years = s.age_years,
      age_band = s.age_band, subject_gender = s.subject_gender, subject_age_band = s.subject_age_band,
      prefecture_code = s.prefecture_code, contact_history = s.contact_history, main_field = s.main_field,
      fields = s.fields, worry_categories = s.worry_categories, main_response = s.main_response, responses = s.responses,
      suicide_risk = s.suicide_risk, urgency = s.urgency,
      review_required = co.review_required OR s.review_required, version = co.version + 1, updated_at = $2
  FROM json_to_recordset($1) AS s(${CODED_RECORD})
  WHERE co.id = s.id AND co.organisation_id = s.organisation_id AND co.revision_no = s.revision_no - 1 AND co.version = $3
  RETURNING co.id, old.contact_id AS "callBefore", new.version`;

/** $1 records, $2 now. */
export const INSERT_REVISIONS = `
  INSERT INTO consultation_revision (consultation_id, revision_no, organisation_id, content, content_digest, reason,
    written_by, written_at)
  SELECT r.consultation_id, r.revision_no, r.organisation_id, r.content, decode(r.digest, 'hex'), r.reason, r.written_by, $2
  FROM json_to_recordset($1) AS r(consultation_id uuid, revision_no integer, organisation_id uuid, content jsonb,
    digest text, reason text, written_by uuid)`;

/** $1 records. */
export const INSERT_NARRATIVES = `
  INSERT INTO consultation_narrative (consultation_id, revision_no, field_code, organisation_id, sealed, seal)
  SELECT n.consultation_id, n.revision_no, n.field_code, n.organisation_id, decode(n.sealed, 'base64'), n.seal
  FROM json_to_recordset($1) AS n(consultation_id uuid, revision_no integer, field_code text, organisation_id uuid,
    sealed text, seal text)`;
