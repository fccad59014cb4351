import type { FieldFault } from '../../shared/domain-error';

export const REFERRAL_STATUSES = [
  'proposed',
  'consented',
  'sent',
  'accepted',
  'declined',
  'appointment',
  'met',
  'accompanied',
  'received',
  'withdrawn',
  'closed',
] as const;
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

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

export const REFERRAL_MOVES = [
  'consent',
  'dispatch',
  'acceptance',
  'refusal',
  'appointment',
  'meeting',
  'accompaniment',
  'reception',
  'withdrawal',
  'closure',
] as const;
export type ReferralMove = (typeof REFERRAL_MOVES)[number];

interface MoveRule {
  readonly move: ReferralMove;
  readonly from: readonly ReferralStatus[];
  readonly to: ReferralStatus;
  readonly by: readonly string[];
}

/** Who looks after an organisation's referrals. */
const OFFICE = ['coordinator', 'supervisor', 'referrals'];
/** What the caller said is noted by whoever was on the line; a counsellor, on own sheets. */
const ON_THE_LINE = [...OFFICE, 'counsellor'];

/**
 * The moves a referral may make and who may make them. Nothing is sent before the person agreed to this receiver (domain rule
 * 48); a receiver may take the person in at once, as when a call is put through; consent can be taken back until then.
 */
const MOVE_RULES: readonly MoveRule[] = [
  { move: 'consent', from: ['proposed'], to: 'consented', by: ON_THE_LINE },
  { move: 'dispatch', from: ['consented'], to: 'sent', by: OFFICE },
  { move: 'acceptance', from: ['sent'], to: 'accepted', by: OFFICE },
  { move: 'refusal', from: ['sent'], to: 'declined', by: OFFICE },
  // Again from `appointment`: a date that was moved.
  { move: 'appointment', from: ['accepted', 'appointment'], to: 'appointment', by: OFFICE },
  { move: 'meeting', from: ['accepted', 'appointment'], to: 'met', by: OFFICE },
  { move: 'accompaniment', from: ['accepted', 'appointment', 'met'], to: 'accompanied', by: OFFICE },
  {
    move: 'reception',
    from: ['sent', 'accepted', 'appointment', 'met', 'accompanied'],
    to: 'received',
    by: OFFICE,
  },
  {
    move: 'withdrawal',
    from: ['consented', 'sent', 'accepted', 'appointment', 'met', 'accompanied'],
    to: 'withdrawn',
    by: ON_THE_LINE,
  },
  {
    move: 'closure',
    from: REFERRAL_STATUSES.filter((status) => status !== 'closed'),
    to: 'closed',
    by: OFFICE,
  },
];

type MoveDecision =
  | { readonly allowed: true; readonly to: ReferralStatus }
  | { readonly allowed: false; readonly reason: 'forbidden' | 'move_not_allowed' };

/** Whether someone with these roles may make this move now, and where it leads. */
export function decideMove(
  status: ReferralStatus,
  move: ReferralMove,
  roles: readonly string[],
): MoveDecision {
  const rules = MOVE_RULES.filter(
    (rule) => rule.move === move && rule.by.some((role) => roles.includes(role)),
  );
  if (rules.length === 0) return { allowed: false, reason: 'forbidden' };
  const rule = rules.find(({ from }) => from.includes(status));
  return rule ? { allowed: true, to: rule.to } : { allowed: false, reason: 'move_not_allowed' };
}

/** Someone whose only part is the line itself works on own sheets and no others. */
export function keepsToOwnSheets(roles: readonly string[]): boolean {
  return !OFFICE.some((role) => roles.includes(role));
}

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
  withdrawn: ['refused_by_client', 'emergency'],
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
