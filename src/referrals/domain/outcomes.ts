import type { FieldFault } from '../../shared/domain-error';
import type { ReferralStatus } from './referral-moves';

/** How a referral may end. There is no "ongoing": that is what a referral not yet closed is. */
export const REFERRAL_OUTCOMES = [
  'connected',
  'waiting',
  'refused_by_client',
  'unreachable',
  'not_eligible',
  'emergency',
  'unknown',
] as const;
export type ReferralOutcome = (typeof REFERRAL_OUTCOMES)[number];

const WITHOUT_RECEPTION: readonly ReferralOutcome[] = [
  'refused_by_client',
  'unreachable',
  'not_eligible',
  'emergency',
  'unknown',
];

/** Support has begun, or a place in the queue is held, only where the receiver has taken the person in. */
const OUTCOMES_FROM: Partial<Readonly<Record<ReferralStatus, readonly ReferralOutcome[]>>> = {
  received: REFERRAL_OUTCOMES,
  withdrawn: ['refused_by_client', 'emergency', 'unknown'],
};

/** Nothing closes without an outcome, and with none that the referral's course rules out. */
export function checkOutcome(status: ReferralStatus, outcome: ReferralOutcome | undefined): FieldFault[] {
  if (outcome === undefined) {
    return [
      {
        pointer: '/outcome',
        code: 'required',
        message: '結果を選んでください。結果なしでは終了できません。',
      },
    ];
  }
  if ((OUTCOMES_FROM[status] ?? WITHOUT_RECEPTION).includes(outcome)) return [];
  const message = 'この結果は、今の状況からは選べません。';
  return [{ pointer: '/outcome', code: 'not_possible', message }];
}

/** Why a receiver says no. What capacity or opening hours did can be set right in the directory; each asks for another receiver. */
const DECLINE_REASONS = {
  at_capacity: '受け入れの余裕がない',
  out_of_area: '対象地域の外',
  not_eligible: '対象者の要件に合わない',
  wrong_window: '担当する窓口が違う',
  out_of_hours: '対応できる時間の外',
  no_contact: '本人と連絡が取れない',
  other: 'その他',
} as const;
export type DeclineReason = keyof typeof DECLINE_REASONS;
export const DECLINE_REASON_CODES = Object.keys(DECLINE_REASONS) as DeclineReason[];

/** Why a referral is taken back: the person no longer agrees, or the sender was mistaken. */
const WITHDRAWAL_REASONS = {
  consent_withdrawn: '本人が同意を取り消した',
  sent_by_mistake: '誤って送った',
  no_longer_needed: '必要がなくなった',
} as const;
export type WithdrawalReason = keyof typeof WITHDRAWAL_REASONS;
export const WITHDRAWAL_REASON_CODES = Object.keys(WITHDRAWAL_REASONS) as WithdrawalReason[];

/** How a need ends: all its attempts have ended before. */
export const NEED_OUTCOMES = ['met', 'partly_met', 'not_met', 'withdrawn'] as const;
export type NeedOutcome = (typeof NEED_OUTCOMES)[number];
