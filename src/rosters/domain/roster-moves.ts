export const ROSTER_STATUSES = ['wishes', 'draft', 'negotiation', 'published'] as const;
export type RosterStatus = (typeof ROSTER_STATUSES)[number];

interface RosterMove {
  readonly from: RosterStatus;
  readonly to: RosterStatus;
  readonly by: readonly string[];
}

const PLANNERS = ['admin', 'contractor', 'coordinator'];
const OFFICE = ['admin', 'contractor'];

/** 希望→下書き→調整中→確定. `published` is reached by publishing a version alone; staff go on seeing that version meanwhile. */
const ROSTER_MOVES: readonly RosterMove[] = [
  { from: 'wishes', to: 'draft', by: PLANNERS },
  // Other organisations plan with the wishes of shared people: reopening them is not one organisation's choice.
  { from: 'draft', to: 'wishes', by: OFFICE },
  { from: 'draft', to: 'negotiation', by: PLANNERS },
  { from: 'negotiation', to: 'draft', by: PLANNERS },
  { from: 'published', to: 'negotiation', by: PLANNERS },
];

export type MoveRefusal = 'no_such_move' | 'not_by_you';

/** Null: the move is allowed. */
export function refuseRosterMove(
  from: RosterStatus,
  to: RosterStatus,
  roles: readonly string[],
): MoveRefusal | null {
  const move = ROSTER_MOVES.find((each) => each.from === from && each.to === to);
  if (!move) return 'no_such_move';
  return roles.some((role) => move.by.includes(role)) ? null : 'not_by_you';
}

/** Names are published only after somebody has begun to plan. */
export function mayPublish(status: RosterStatus): boolean {
  return status !== 'wishes';
}
