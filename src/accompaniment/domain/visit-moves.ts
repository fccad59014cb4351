export const VISIT_STATUSES = [
  'planned',
  'checked_in',
  'checked_out',
  'reported',
  'approved',
  'returned',
  'cancelled',
] as const;
export type VisitStatus = (typeof VISIT_STATUSES)[number];

export const VISIT_MOVES = [
  'plan',
  'check_in',
  'safe',
  'check_out',
  'expense',
  'report',
  'approval',
  'return',
  'cancellation',
  'reopening',
] as const;
export type VisitMove = (typeof VISIT_MOVES)[number];

/** Somebody who goes along on this very visit. */
export const COMPANION = 'companion';

interface MoveRule {
  readonly move: VisitMove;
  readonly from: readonly VisitStatus[];
  /** `same`: the move is noted and the visit stays where it is. */
  readonly to: VisitStatus | 'same';
  readonly by: readonly string[];
  /** What somebody else has to stand for; a companion never does, whatever other role they have. */
  readonly byOthers?: true;
}

const OFFICE = ['coordinator', 'supervisor', 'referrals'];
const APPROVERS = ['coordinator', 'supervisor'];
/** On the way a companion presses a button, or rings the office, which notes it for them. */
const ON_THE_WAY = [COMPANION, ...OFFICE];

/**
 * The moves a visit may make and who may make them. The first companion to check in starts it, the last to check out ends it.
 * What was approved is opened again, never edited: everything it told the honoraria is taken back first.
 */
const VISIT_RULES: readonly MoveRule[] = [
  { move: 'plan', from: ['planned'], to: 'same', by: OFFICE },
  { move: 'cancellation', from: ['planned'], to: 'cancelled', by: OFFICE },
  { move: 'check_in', from: ['planned', 'checked_in'], to: 'checked_in', by: ON_THE_WAY },
  { move: 'safe', from: ['checked_in'], to: 'same', by: ON_THE_WAY },
  { move: 'check_out', from: ['checked_in'], to: 'checked_out', by: ON_THE_WAY },
  {
    move: 'expense',
    from: ['checked_in', 'checked_out', 'reported', 'returned'],
    to: 'same',
    by: [COMPANION],
  },
  { move: 'report', from: ['checked_out', 'reported', 'returned'], to: 'reported', by: [COMPANION] },
  { move: 'approval', from: ['reported'], to: 'approved', by: APPROVERS, byOthers: true },
  { move: 'return', from: ['reported'], to: 'returned', by: APPROVERS, byOthers: true },
  { move: 'reopening', from: ['approved'], to: 'returned', by: APPROVERS, byOthers: true },
];

type MoveDecision =
  | { readonly allowed: true; readonly to: VisitStatus }
  | { readonly allowed: false; readonly reason: 'forbidden' | 'own_visit' | 'move_not_allowed' };

/** Whether someone with these roles may make this move now, and where it leads; `companion` counts as a role. */
export function decideVisitMove(
  status: VisitStatus,
  move: VisitMove,
  roles: readonly string[],
): MoveDecision {
  const rule = VISIT_RULES.find((candidate) => candidate.move === move);
  if (!rule?.by.some((role) => roles.includes(role))) return { allowed: false, reason: 'forbidden' };
  if (rule.byOthers && roles.includes(COMPANION)) return { allowed: false, reason: 'own_visit' };
  if (!rule.from.includes(status)) return { allowed: false, reason: 'move_not_allowed' };
  return { allowed: true, to: rule.to === 'same' ? status : rule.to };
}

/** Sees the visits of the organisation, and may note for others what they say on the telephone. */
export function isOffice(roles: readonly string[]): boolean {
  return OFFICE.some((role) => roles.includes(role));
}
