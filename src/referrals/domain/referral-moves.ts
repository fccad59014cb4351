export const REFERRAL_STATUSES = [
  'proposed',
  'consented',
  'sent',
  'no_answer',
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

/** Four strengths of つなぎ that are never counted as one (domain rule 50). */
export const HANDOVER_METHODS = ['number_given', 'call_transfer', 'agency_contacted', 'accompanied'] as const;
export type HandoverMethod = (typeof HANDOVER_METHODS)[number];

export const REFERRAL_MOVES = [
  'consent',
  'dispatch',
  'silence',
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

/** The receiver itself, without an account, behind a link or on a form that came back. */
export const EXTERNAL = 'external';
/** Time that ran out. */
export const CLOCK = 'clock';

interface MoveRule {
  readonly move: ReferralMove;
  readonly from: readonly ReferralStatus[];
  /** `same`: the move is noted and the referral stays where it is. */
  readonly to: ReferralStatus | 'same';
  readonly by: readonly string[];
  /** Only for these strengths of つなぎ; absent: for all. */
  readonly methods?: readonly HandoverMethod[];
}

/** Who looks after an organisation's referrals. */
const OFFICE = ['coordinator', 'supervisor', 'referrals'];
/** What the caller said is noted by whoever was on the line; a counsellor, on own sheets. */
const ON_THE_LINE = [...OFFICE, 'counsellor'];
/** What the receiver does, whether it says so itself or tells the office. */
const RECEIVER = [...OFFICE, EXTERNAL];
/** Done while the caller is still on the telephone; nothing is written to the receiver. */
const DURING_THE_CALL: readonly HandoverMethod[] = ['number_given', 'call_transfer'];

const UNDER_WAY: readonly ReferralStatus[] = [
  'sent',
  'no_answer',
  'accepted',
  'appointment',
  'met',
  'accompanied',
];

/**
 * The moves a referral may make and who may make them. What sending needs besides – consent to this receiver, or a ground in
 * law – is judged by `sendingBasis`; a receiver may take the person in at once, as when a call is put through. Silence is the
 * clock's alone, and a late answer is still an answer.
 */
export const MOVE_RULES: readonly MoveRule[] = [
  { move: 'consent', from: ['proposed'], to: 'consented', by: ON_THE_LINE },
  // More purposes, or the name as well, once the person knows the receiver.
  { move: 'consent', from: ['consented', ...UNDER_WAY], to: 'same', by: ON_THE_LINE },
  { move: 'dispatch', from: ['proposed', 'consented', 'no_answer'], to: 'sent', by: OFFICE },
  {
    move: 'dispatch',
    from: ['proposed', 'consented'],
    to: 'sent',
    by: ['counsellor'],
    methods: DURING_THE_CALL,
  },
  { move: 'silence', from: ['sent'], to: 'no_answer', by: [CLOCK] },
  { move: 'acceptance', from: ['sent', 'no_answer'], to: 'accepted', by: RECEIVER },
  { move: 'refusal', from: ['sent', 'no_answer'], to: 'declined', by: RECEIVER },
  // Again from `appointment`: a date that was moved.
  { move: 'appointment', from: ['accepted', 'appointment'], to: 'appointment', by: RECEIVER },
  { move: 'meeting', from: ['accepted', 'appointment'], to: 'met', by: RECEIVER },
  { move: 'accompaniment', from: ['accepted', 'appointment', 'met'], to: 'accompanied', by: OFFICE },
  { move: 'reception', from: UNDER_WAY, to: 'received', by: OFFICE },
  {
    move: 'reception',
    from: ['accepted', 'appointment', 'met', 'accompanied'],
    to: 'received',
    by: [EXTERNAL],
  },
  { move: 'reception', from: ['sent'], to: 'received', by: ['counsellor'], methods: ['call_transfer'] },
  { move: 'withdrawal', from: ['consented', ...UNDER_WAY], to: 'withdrawn', by: ON_THE_LINE },
  {
    move: 'closure',
    from: REFERRAL_STATUSES.filter((status) => status !== 'closed'),
    to: 'closed',
    by: OFFICE,
  },
  // A receiver says how it ended only of what it took in.
  { move: 'closure', from: ['received'], to: 'closed', by: [EXTERNAL] },
];

type MoveDecision =
  | { readonly allowed: true; readonly to: ReferralStatus }
  | { readonly allowed: false; readonly reason: 'forbidden' | 'move_not_allowed' };

/** Whether someone with these roles may make this move now, and where it leads. */
export function decideMove(
  status: ReferralStatus,
  move: ReferralMove,
  roles: readonly string[],
  method: HandoverMethod,
): MoveDecision {
  const rules = MOVE_RULES.filter(
    (rule) =>
      rule.move === move &&
      rule.by.some((role) => roles.includes(role)) &&
      (rule.methods?.includes(method) ?? true),
  );
  if (rules.length === 0) return { allowed: false, reason: 'forbidden' };
  const rule = rules.find(({ from }) => from.includes(status));
  if (!rule) return { allowed: false, reason: 'move_not_allowed' };
  return { allowed: true, to: rule.to === 'same' ? status : rule.to };
}

/** From where anything is sent at all. */
export function maySendFrom(status: ReferralStatus): boolean {
  return MOVE_RULES.some(({ move, from }) => move === 'dispatch' && from.includes(status));
}

/** Someone whose only part is the line itself works on own sheets and no others. */
export function keepsToOwnSheets(roles: readonly string[]): boolean {
  return roles.includes('counsellor') && !OFFICE.some((role) => roles.includes(role));
}

/** Acts on the one referral it was let in to: a receiver by its link, the clock by what is overdue. */
export function isLetInToOne(roles: readonly string[]): boolean {
  return roles.length > 0 && roles.every((role) => role === EXTERNAL || role === CLOCK);
}
