import type { CheckKind } from '../../src/accompaniment/domain/visit-watch';
import type { VisitMove, VisitStatus } from '../../src/accompaniment/domain/visit-moves';
import { expenseContext, planContext, reportContext } from '../../src/accompaniment/sealed-places';
import { seal, type SealContext } from '../../src/platform/crypto/seal';
import type { ReferralStatus } from '../../src/referrals/domain/referral-moves';
import { formatTokyo, MINUTE_MS } from '../../src/shared/tokyo-time';
import { accountId, DEMO_PERIOD_ID } from './demo-ids';
import { HOME_NPO } from './demo-organisations';
import type { Columns } from './insert-rows';
import { organisationId } from './people';
import type { DemoReferral } from './referrals';
import { rowId } from './row-ids';
import { sheetId } from './sheet-records';

const OF_VISIT: Columns = { visit_id: 'uuid', organisation_id: 'uuid', consultation_id: 'uuid' };

export const VISIT_COLUMNS = {
  visit: {
    id: 'uuid',
    organisation_id: 'uuid',
    consultation_id: 'uuid',
    period_id: 'uuid',
    status: 'text',
    planned_from: 'timestamptz',
    planned_until: 'timestamptz',
    destination_kind: 'text',
    check_minutes: 'integer',
    sealed: 'bytea',
    seal: 'text',
    client_came: 'boolean',
    result: 'text',
    next_step: 'text',
    report_sealed: 'bytea',
    report_seal: 'text',
    approvals: 'integer',
    version: 'integer',
    created_at: 'timestamptz',
    updated_at: 'timestamptz',
  },
  visit_referral: { ...OF_VISIT, referral_id: 'uuid' },
  visit_companion: { ...OF_VISIT, person_id: 'uuid' },
  visit_event: {
    ...OF_VISIT,
    version: 'integer',
    move: 'text',
    from_status: 'text',
    to_status: 'text',
    occurred_at: 'timestamptz',
    account_id: 'uuid',
  },
  visit_check: {
    ...OF_VISIT,
    id: 'uuid',
    person_id: 'uuid',
    kind: 'text',
    occurred_at: 'timestamptz',
    recorded_at: 'timestamptz',
    account_id: 'uuid',
  },
  visit_expense: {
    ...OF_VISIT,
    id: 'uuid',
    person_id: 'uuid',
    budget: 'text',
    kind: 'text',
    amount_yen: 'bigint',
    sealed: 'bytea',
    seal: 'text',
    account_id: 'uuid',
    created_at: 'timestamptz',
  },
} as const satisfies Record<string, Columns>;

interface DemoVisit {
  readonly id: string;
  readonly referral: DemoReferral;
  readonly endedAt: Date;
}

const BEING_SUPPORTED: readonly ReferralStatus[] = ['accepted', 'appointment', 'met', 'accompanied'];
const DAY_MINUTES = 1440;

/** Of the body that has logins: gone and reported the day after the referral's last step, and waiting for an approval. */
export function visitsOf(referrals: readonly DemoReferral[]): DemoVisit[] {
  return referrals.flatMap((referral) => {
    const step = referral.events.at(-1);
    const isHome = referral.sheet.duty.desk.organisation === HOME_NPO;
    if (!step || !isHome || !BEING_SUPPORTED.includes(referral.status)) return [];
    const endedAt = new Date(step.at.getTime() + DAY_MINUTES * MINUTE_MS);
    return [{ id: rowId(endedAt, `visit/${referral.id}`), referral, endedAt }];
  });
}

export function visitRows(visits: readonly DemoVisit[], companionId: string) {
  return {
    visit: visits.map(visitRow),
    visit_referral: visits.map((visit) => ({ ...whose(visit), referral_id: visit.referral.id })),
    visit_companion: visits.map((visit) => ({ ...whose(visit), person_id: companionId })),
    visit_event: visits.flatMap(eventRows),
    visit_check: visits.flatMap((visit) => checkRows(visit, companionId)),
    visit_expense: visits.map((visit) => expenseRow(visit, companionId)),
  };
}

function visitRow(visit: DemoVisit) {
  const { visit_id: id, ...place } = whose(visit);
  const plan = {
    meetingPlace: '最寄り駅の改札前',
    destination: visit.referral.receiverName,
    safetyContact: '団体の当番電話',
  };
  const words = sealed(JSON.stringify(plan), planContext(id));
  const report = sealed('窓口での説明に同席し、次の予約を取った。', reportContext(id));
  return {
    ...place,
    ...words,
    id,
    period_id: DEMO_PERIOD_ID,
    status: 'reported',
    planned_from: before(visit, 150),
    planned_until: before(visit, 0),
    destination_kind: 'city_office',
    check_minutes: 60,
    client_came: true,
    result: 'appointment_made',
    next_step: 'receiver_continues',
    report_sealed: report.sealed,
    report_seal: report.seal,
    approvals: 0,
    version: STEPS.length,
    created_at: before(visit, DAY_MINUTES),
    updated_at: before(visit, 0),
  };
}

interface DemoStep {
  readonly move: VisitMove;
  readonly from: VisitStatus | null;
  readonly to: VisitStatus;
  readonly minutesBefore: number;
}

const STEPS: readonly DemoStep[] = [
  { move: 'plan', from: null, to: 'planned', minutesBefore: DAY_MINUTES },
  { move: 'check_in', from: 'planned', to: 'checked_in', minutesBefore: 150 },
  { move: 'safe', from: 'checked_in', to: 'checked_in', minutesBefore: 95 },
  { move: 'check_out', from: 'checked_in', to: 'checked_out', minutesBefore: 40 },
  { move: 'expense', from: 'checked_out', to: 'checked_out', minutesBefore: 10 },
  { move: 'report', from: 'checked_out', to: 'reported', minutesBefore: 0 },
];

function eventRows(visit: DemoVisit) {
  return STEPS.map(({ move, from, to, minutesBefore }, index) => ({
    ...whose(visit),
    version: index + 1,
    move,
    from_status: from,
    to_status: to,
    occurred_at: before(visit, minutesBefore),
    account_id: accountId('referrals'),
  }));
}

const CHECKS: readonly CheckKind[] = ['check_in', 'safe', 'check_out'];

function checkRows(visit: DemoVisit, companionId: string) {
  return CHECKS.map((kind) => {
    const at = before(visit, STEPS.find(({ move }) => move === kind)?.minutesBefore ?? 0);
    return {
      ...whose(visit),
      id: rowId(visit.endedAt, `visit-check/${visit.id}/${kind}`),
      person_id: companionId,
      kind,
      occurred_at: at,
      recorded_at: at,
      account_id: accountId('referrals'),
    };
  });
}

function expenseRow(visit: DemoVisit, companionId: string) {
  const id = rowId(visit.endedAt, `visit-expense/${visit.id}`);
  const line = { route: '最寄り駅から窓口前', taxiReason: null, noReceiptReason: '路線バスのため' };
  return {
    ...whose(visit),
    ...sealed(JSON.stringify(line), expenseContext(id)),
    id,
    person_id: companionId,
    budget: 'supporter',
    kind: 'bus',
    amount_yen: 210,
    account_id: accountId('referrals'),
    created_at: before(visit, 10),
  };
}

function whose({ id, referral: { sheet } }: DemoVisit) {
  return {
    visit_id: id,
    organisation_id: organisationId(sheet.duty.desk.organisation),
    consultation_id: sheetId(sheet),
  };
}

function before({ endedAt }: DemoVisit, minutes: number): string {
  return formatTokyo(new Date(endedAt.getTime() - minutes * MINUTE_MS));
}

function sealed(text: string, place: SealContext) {
  const { bytes, seal: name } = seal(text, place);
  return { sealed: `\\x${bytes.toString('hex')}`, seal: name };
}
