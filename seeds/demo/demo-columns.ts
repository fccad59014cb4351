import type { Columns } from './insert-rows';

const ORGANISATION: Columns = {
  id: 'uuid',
  code: 'text',
  name: 'text',
  kind: 'text',
  created_at: 'timestamptz',
};

const PERSON: Columns = {
  id: 'uuid',
  family_name: 'text',
  given_name: 'text',
  family_kana: 'text',
  given_kana: 'text',
  created_at: 'timestamptz',
};

const AFFILIATION: Columns = {
  id: 'uuid',
  person_id: 'uuid',
  organisation_id: 'uuid',
  staff_code: 'text',
  valid_from: 'date',
};

const ACCOUNT: Columns = {
  id: 'uuid',
  organisation_id: 'uuid',
  person_id: 'uuid',
  email: 'text',
  password_hash: 'text',
  display_name: 'text',
  roles: 'text[]',
  is_demo: 'boolean',
  created_at: 'timestamptz',
};

const PERIOD: Columns = {
  id: 'uuid',
  label: 'text',
  form_id: 'uuid',
  starts_at: 'timestamptz',
  ends_at: 'timestamptz',
  status: 'text',
  note: 'text',
  created_at: 'timestamptz',
};

const PERIOD_FIELD: Columns = {
  period_id: 'uuid',
  field_code: 'text',
  digit: 'text',
  label_ja: 'text',
  sort_order: 'integer',
};

const OPENING_WINDOW: Columns = {
  id: 'uuid',
  period_id: 'uuid',
  channel: 'text',
  field_code: 'text',
  opens_at: 'timestamptz',
  closes_at: 'timestamptz',
  daily_from: 'time',
  daily_until: 'time',
};

const PARTICIPATION: Columns = {
  id: 'uuid',
  period_id: 'uuid',
  organisation_id: 'uuid',
  seats_promised: 'integer',
  budget_yen: 'bigint',
  created_at: 'timestamptz',
};

const SHIFT: Columns = {
  id: 'uuid',
  period_id: 'uuid',
  organisation_id: 'uuid',
  channel: 'text',
  field_code: 'text',
  role: 'text',
  starts_at: 'timestamptz',
  ends_at: 'timestamptz',
  seats: 'integer',
  created_at: 'timestamptz',
};

const SHIFT_ASSIGNMENT: Columns = {
  id: 'uuid',
  shift_id: 'uuid',
  organisation_id: 'uuid',
  person_id: 'uuid',
  span: 'tstzrange',
  assigned_at: 'timestamptz',
};

const RATE_CARD: Columns = {
  id: 'uuid',
  period_id: 'uuid',
  role: 'text',
  field_code: 'text',
  yen_per_hour: 'bigint',
  day_cap_yen: 'bigint',
  valid_from: 'date',
  decided_on: 'date',
  basis_clause: 'text',
  created_by: 'uuid',
  created_at: 'timestamptz',
};

const CONTACT: Columns = {
  id: 'uuid',
  period_id: 'uuid',
  organisation_id: 'uuid',
  channel: 'text',
  carrier_no: 'text',
  leg: 'smallint',
  dialled_at: 'timestamptz',
  queued_at: 'timestamptz',
  answered_at: 'timestamptz',
  ended_at: 'timestamptz',
  digit: 'text',
  field_code: 'text',
  result: 'text',
  origin: 'text',
  caller_hash: 'bytea',
  job_id: 'uuid',
  source_row: 'integer',
};

const REFERRAL_NEED: Columns = {
  id: 'uuid',
  organisation_id: 'uuid',
  period_id: 'uuid',
  consultation_id: 'uuid',
  worry_category: 'text',
  area_code: 'text',
  age_band: 'text',
  language: 'text',
  urgency: 'text',
  owner_account_id: 'uuid',
  outcome: 'text',
  closed_at: 'timestamptz',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
};

const REFERRAL_NEED_OWNER: Columns = {
  need_id: 'uuid',
  version: 'integer',
  organisation_id: 'uuid',
  consultation_id: 'uuid',
  owner_account_id: 'uuid',
  reason: 'text',
  account_id: 'uuid',
  since: 'timestamptz',
};

const REFERRAL_CONSENT: Columns = {
  organisation_id: 'uuid',
  consultation_id: 'uuid',
  referral_id: 'uuid',
  receiver_name: 'text',
  purpose: 'text',
  covers_identity: 'boolean',
  method: 'text',
  given_by: 'text',
  given_at: 'timestamptz',
  noted_by: 'uuid',
  noted_at: 'timestamptz',
  withdrawn_at: 'timestamptz',
};

const REFERRAL: Columns = {
  id: 'uuid',
  organisation_id: 'uuid',
  period_id: 'uuid',
  consultation_id: 'uuid',
  need_id: 'uuid',
  worry_category: 'text',
  receiver_name: 'text',
  receiver_kind: 'text',
  handover_method: 'text',
  status: 'text',
  outcome: 'text',
  decline_reason: 'text',
  withdrawal_reason: 'text',
  sent_at: 'timestamptz',
  respond_by: 'timestamptz',
  version: 'integer',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
};

const REFERRAL_EVENT: Columns = {
  referral_id: 'uuid',
  version: 'integer',
  organisation_id: 'uuid',
  move: 'text',
  from_status: 'text',
  to_status: 'text',
  occurred_at: 'timestamptz',
  account_id: 'uuid',
  note_sealed: 'bytea',
  seal: 'text',
};

/** Tables that the demo fills itself; sheets go in through their own store. */
export const COLUMNS = {
  organisation: ORGANISATION,
  person: PERSON,
  affiliation: AFFILIATION,
  account: ACCOUNT,
  period: PERIOD,
  period_field: PERIOD_FIELD,
  opening_window: OPENING_WINDOW,
  participation: PARTICIPATION,
  shift: SHIFT,
  shift_assignment: SHIFT_ASSIGNMENT,
  rate_card: RATE_CARD,
  contact: CONTACT,
  referral_need: REFERRAL_NEED,
  referral_need_owner: REFERRAL_NEED_OWNER,
  referral: REFERRAL,
  referral_consent: REFERRAL_CONSENT,
  referral_event: REFERRAL_EVENT,
} as const;
