export const ALLOTMENT_STATUSES = ['offered', 'accepted', 'declined', 'returned'] as const;
export type AllotmentStatus = (typeof ALLOTMENT_STATUSES)[number];

export const ALLOTMENT_MOVES = ['change', 'acceptance', 'refusal', 'give_back', 'flow_back'] as const;
export type AllotmentMove = (typeof ALLOTMENT_MOVES)[number];

/** What an event row calls the move once it has happened. */
export type AllotmentEvent = 'offered' | 'changed' | 'accepted' | 'declined' | 'given_back' | 'flowed_back';

interface MoveRule {
  readonly move: AllotmentMove;
  readonly from: readonly AllotmentStatus[];
  readonly by: readonly string[];
  readonly event: AllotmentEvent;
  /** Where the block stands while seats are left in it; without any it is `emptied`. */
  readonly kept: AllotmentStatus | 'same';
  readonly emptied: AllotmentStatus;
}

const OFFICE = ['contractor', 'admin'];
/** An answer is the organisation's own; the office does not accept in its name. */
const ORGANISATION = ['coordinator'];

const MOVE_RULES: readonly MoveRule[] = [
  {
    move: 'change',
    from: ['offered', 'accepted'],
    by: OFFICE,
    event: 'changed',
    kept: 'same',
    emptied: 'returned',
  },
  {
    move: 'acceptance',
    from: ['offered'],
    by: ORGANISATION,
    event: 'accepted',
    kept: 'accepted',
    emptied: 'declined',
  },
  {
    move: 'refusal',
    from: ['offered'],
    by: ORGANISATION,
    event: 'declined',
    kept: 'declined',
    emptied: 'declined',
  },
  {
    move: 'give_back',
    from: ['accepted'],
    by: ORGANISATION,
    event: 'given_back',
    kept: 'accepted',
    emptied: 'returned',
  },
  {
    move: 'flow_back',
    from: ['offered', 'accepted'],
    by: OFFICE,
    event: 'flowed_back',
    kept: 'accepted',
    emptied: 'returned',
  },
];

type MoveDecision =
  | {
      readonly allowed: true;
      readonly event: AllotmentEvent;
      readonly to: (seatsLeft: number) => AllotmentStatus;
    }
  | { readonly allowed: false; readonly reason: 'forbidden' | 'move_not_allowed' };

/** Whether someone with these roles may make this move now, and where it leads. */
export function decideMove(
  status: AllotmentStatus,
  move: AllotmentMove,
  roles: readonly string[],
): MoveDecision {
  const rule = MOVE_RULES.find((each) => each.move === move && each.by.some((role) => roles.includes(role)));
  if (!rule) return { allowed: false, reason: 'forbidden' };
  if (!rule.from.includes(status)) return { allowed: false, reason: 'move_not_allowed' };
  const kept = rule.kept === 'same' ? status : rule.kept;
  return { allowed: true, event: rule.event, to: (seatsLeft) => (seatsLeft === 0 ? rule.emptied : kept) };
}
