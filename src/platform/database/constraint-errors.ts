import { QueryFailedError } from 'typeorm';
import { DomainError } from '../../shared/domain-error';

type Refusal = () => DomainError;

const conflict =
  (code: string, message: string): Refusal =>
  () =>
    new DomainError('conflict', code, message);
const refuse =
  (pointer: string, code: string, message: string): Refusal =>
  () =>
    new DomainError('invalid', code, message, [{ pointer, code, message }]);

/** The database is the judge; this table says in words what each named constraint protects. */
const BY_CONSTRAINT: Readonly<Record<string, Refusal>> = {
  // Ids are the client's: a retry and a clash look alike. Silent about whose row it is (AC-21).
  pk_organisation: conflict('organisation_exists', '同じIDの団体が既にあります。'),
  pk_person: conflict('person_exists', '同じIDの人が既に登録されています。'),
  pk_period: conflict('period_exists', '同じIDの実施期が既にあります。'),
  pk_referral: conflict('referral_exists', '同じIDのつなぎの記録が既にあります。'),
  uq_referral_need_open: conflict(
    'need_opened_meanwhile',
    '同じ悩みのつなぎが同時に始まりました。もう一度お試しください。',
  ),
  pk_referral_override: conflict('override_exists', '同意なしで送る根拠は既に記録されています。'),
  ck_referral_override_second_person: conflict(
    'second_person_required',
    '根拠を記録した本人は、確認も検証もできません。',
  ),
  ck_referral_override_reviewer: conflict(
    'second_person_required',
    '根拠を記録した本人は、確認も検証もできません。',
  ),
  pk_case_block: conflict('block_exists', '同じIDの閲覧制限が既にあります。'),
  uq_case_block_person: conflict('already_blocked', 'この人の閲覧は既に制限されています。'),
  pk_case_block_lifting: conflict('lifting_exists', '同じIDの解除の申請が既にあります。'),
  uq_case_block_lifting_open: conflict('lifting_asked', '承認を待つ解除の申請が既にあります。'),
  pk_urgent_case: conflict('urgent_case_exists', '同じIDの緊急対応が既にあります。'),
  pk_urgent_entry: conflict('urgent_entry_exists', '同じIDの記録が既にあります。'),
  uq_urgent_entry_corrects: conflict(
    'already_corrected',
    'この記録は既に訂正されています。最新の内容を確かめてください。',
  ),
  pk_unmet_need: conflict('unmet_need_exists', '同じIDの記録が既にあります。'),
  fk_unmet_need_period: refuse('/periodId', 'unknown', '実施期が見つかりません。'),
  fk_unmet_need_municipality: refuse('/municipalityCode', 'unknown', '市区町村コードが見つかりません。'),
  ck_unmet_need_place: refuse('/prefectureCode', 'place', '都道府県と市区町村が合っていません。'),
  uq_organisation_code: conflict('organisation_code_taken', 'この団体コードは既に使われています。'),
  ck_organisation_code: refuse('/code', 'format', '団体コードは英小文字・数字・ハイフンで入力してください。'),
  uq_affiliation_staff_code: conflict('staff_code_taken', 'この団体では同じ職員番号が既に使われています。'),
  ex_affiliation_overlap: conflict('affiliation_overlap', 'この人の同じ団体への所属期間が重なっています。'),
  pk_carrier: conflict('carrier_exists', '同じIDの回線会社の設定が既にあります。'),
  uq_carrier_name: conflict('carrier_name_taken', '同じ名称の回線会社の設定が既にあります。'),
  uq_period_label: conflict('period_label_taken', '同じ名称の実施期が既にあります。'),
  ck_period_span: refuse('/endsAt', 'span', '終了は開始より後にしてください。'),
  fk_period_form: refuse('/formId', 'unknown', '相談記録票の様式が見つかりません。'),
  pk_period_field: conflict('field_exists', 'この分野は既に登録されています。'),
  uq_period_field_digit: conflict('digit_taken', 'この番号は別の分野に割り当てられています。'),
  fk_period_field_line_field: refuse('/fieldCode', 'unknown', '分野コードが見つかりません。'),
  fk_opening_window_line_field: refuse('/fieldCode', 'unknown', '分野コードが見つかりません。'),
  ck_opening_window_span: refuse('/closesAt', 'span', '受付終了は受付開始より後にしてください。'),
  ck_opening_window_daily: refuse('/daily', 'span', '毎日の受付時間の開始と終了が同じです。'),
  uq_opening_window: conflict('window_exists', '同じ受付時間が既に登録されています。'),
  uq_participation: conflict('participation_exists', 'この団体は既にこの期に参加しています。'),
  fk_participation_organisation: refuse('/organisationId', 'unknown', '団体が見つかりません。'),
  uq_form_code: conflict('form_code_taken', '同じコードの様式が既にあります。'),
  uq_form_version_number: conflict(
    'form_version_exists',
    '同じ版が同時に作られました。もう一度お試しください。',
  ),
  uq_form_version_in_force: conflict('form_version_start_taken', '同じ開始日時の版が既に公開されています。'),
  ck_form_version_immutable: conflict('form_version_published', '公開した版は変更できません。'),
  fk_shift_line_field: refuse('/fieldCode', 'unknown', '分野コードが見つかりません。'),
  fk_shift_organisation: refuse('/organisationId', 'unknown', '団体が見つかりません。'),
  ck_shift_span: refuse('/endsAt', 'span', '終了は開始より後にしてください。'),
  uq_demand_plan_number: conflict(
    'demand_computed_meanwhile',
    '同じ期の需要が同時に計算されました。もう一度お試しください。',
  ),
  pk_demand_need: conflict('demand_need_exists', '同じIDの必要席が既にあります。'),
  fk_demand_need_line_field: refuse('/fieldCode', 'unknown', '分野コードが見つかりません。'),
  // Deliberately silent about where the other duty is: it may be another organisation's (AC-21).
  ex_shift_assignment_double_booking: conflict('double_booking', 'この人は同じ時間帯に別の勤務があります。'),
  // Silent about whose it is: it may be another organisation's (AC-21).
  pk_seat_allotment: conflict('allotment_exists', '同じIDの枠が既にあります。'),
  fk_seat_allotment_line_field: refuse('/fieldCode', 'unknown', '分野コードが見つかりません。'),
  pk_person_skill: conflict('skill_exists', '同じIDの資格・条件が既に登録されています。'),
  ex_person_skill_overlap: conflict('skill_overlap', 'この人の同じ資格・条件の有効期間が重なっています。'),
  ck_person_skill_dates: refuse('/validUntil', 'span', '終了日は開始日より後にしてください。'),
  pk_guide: conflict('guide_exists', '同じIDの文書が既にあります。'),
  uq_guide_code: conflict('guide_code_taken', 'このコードは別の文書で使われています。'),
  pk_guide_version: conflict('guide_version_exists', '同じ版が同時に作られました。もう一度お試しください。'),
  uq_guide_version_draft: conflict(
    'guide_draft_exists',
    'この文書には、まだ公開していない下書きがあります。',
  ),
  ck_guide_version_immutable: conflict('guide_version_published', '公開した版は変更できません。'),
  uq_availability_revision: () =>
    new DomainError(
      'stale',
      'stale',
      '同じ人の希望が同時に書き換えられました。最新の内容を確かめてからやり直してください。',
    ),
  pk_swap: conflict('swap_exists', '同じIDの交代の申し出が既にあります。'),
  // Silent about whose it is: it may be another organisation's (AC-21).
  pk_consultation: conflict('consultation_exists', '同じIDの相談記録票が既にあります。'),
  uq_consultation_source_no: conflict('source_no_taken', 'この団体の同じ記録番号の票が既にあります。'),
  fk_consultation_counsellor: refuse('/counsellorId', 'unknown', '相談員が見つかりません。'),
  fk_consultation_contact: refuse('/contactId', 'unknown', '呼が見つかりません。'),
  uq_consultation_contact: conflict('call_has_sheet', 'この呼には既に別の相談記録票があります。'),
  ck_consultation_ended: refuse('/endedAt', 'span', '終了は開始以後にしてください。'),
  fk_referral_consultation: refuse('/consultationId', 'unknown', '相談記録票が見つかりません。'),
  pk_directory_body: conflict('body_exists', '同じIDのつなぎ先の団体が既にあります。'),
  uq_directory_body_name: conflict('body_name_taken', '同じ名称と種別のつなぎ先の団体が既にあります。'),
  pk_directory_service: conflict('service_exists', '同じIDのつなぎ先が既にあります。'),
  uq_directory_service_code: conflict('service_code_taken', 'この管理番号は別のつなぎ先で使われています。'),
  pk_directory_location: conflict('location_exists', '同じIDの所在地が既にあります。'),
  uq_rate_card: conflict('rate_card_exists', '同じ条件の単価が既に登録されています。'),
  ck_rate_card_dates: refuse('/validUntil', 'span', '適用終了日は適用開始日より後にしてください。'),
  fk_rate_card_period: refuse('/periodId', 'unknown', '実施期が見つかりません。'),
  fk_rate_card_organisation: refuse('/organisationId', 'unknown', '団体が見つかりません。'),
  fk_rate_card_line_field: refuse('/fieldCode', 'unknown', '分野コードが見つかりません。'),
};

interface DriverFailure {
  readonly code?: string;
  readonly constraint?: string;
}

/** SQLSTATEs that mean "not now": the server is starting, stopping, gone, full or out of patience. */
const UNAVAILABLE = /^(08|53|55P03|57P0|57014|25P03|25P04)/;
const CONNECTION_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'];

/** What a failed statement means to the caller, or null when it is a fault of ours. */
export function asDomainError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  const failure = driverFailure(error);
  const named = failure.constraint === undefined ? undefined : BY_CONSTRAINT[failure.constraint];
  if (named) return named();
  if (failure.code === '23505')
    return new DomainError('conflict', 'already_exists', '同じものが既に登録されています。');
  if (failure.code === '42501') return new DomainError('forbidden', 'forbidden', 'この操作はできません。');
  if (failure.code && UNREADABLE.includes(failure.code)) {
    return new DomainError('malformed', 'unreadable_value', '値の形式または範囲が正しくありません。');
  }
  return isUnavailable(error, failure) ? databaseUnavailable() : null;
}

/** Values that PostgreSQL cannot hold: the last net under the checks of the input itself. */
const UNREADABLE = ['22021', '22P05', '22P02', '22003', '22008', '22007'];

export function databaseUnavailable(): DomainError {
  return new DomainError(
    'unavailable',
    'database_unavailable',
    'ただいま混み合っています。少し待ってからもう一度お試しください。',
  );
}

/** Serialisation failure and deadlock: the whole unit of work may simply be run again. */
export function isRetryable(error: unknown): boolean {
  const { code } = driverFailure(error);
  return code === '40001' || code === '40P01';
}

export function driverFailure(error: unknown): DriverFailure {
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (typeof source !== 'object' || source === null) return {};
  const { code, constraint } = source as { code?: unknown; constraint?: unknown };
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
  };
}

function isUnavailable(error: unknown, failure: DriverFailure): boolean {
  if (failure.code && (UNAVAILABLE.test(failure.code) || CONNECTION_CODES.includes(failure.code)))
    return true;
  if (isRetryable(error)) return true;
  return (
    error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect|is not queryable|already released/.test(
      error.message,
    )
  );
}
