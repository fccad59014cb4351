import {
  ALLOTMENT_MOVES,
  ALLOTMENT_STATUSES,
  type AllotmentMove,
  type AllotmentStatus,
  decideMove,
} from './allotment-moves';

/** Written out by hand, not derived from the rules: status → move → where it leads with seats left, and without any. */
const MAP: Readonly<
  Record<AllotmentStatus, Partial<Record<AllotmentMove, readonly [AllotmentStatus, AllotmentStatus]>>>
> = {
  offered: {
    change: ['offered', 'returned'],
    acceptance: ['accepted', 'declined'],
    refusal: ['declined', 'declined'],
    flow_back: ['accepted', 'returned'],
  },
  accepted: {
    change: ['accepted', 'returned'],
    give_back: ['accepted', 'returned'],
    flow_back: ['accepted', 'returned'],
  },
  declined: {},
  returned: {},
};
const HOLDERS: Readonly<Record<AllotmentMove, readonly string[]>> = {
  change: ['contractor', 'admin'],
  acceptance: ['coordinator'],
  refusal: ['coordinator'],
  give_back: ['coordinator'],
  flow_back: ['contractor', 'admin'],
};
const ROLES = [
  'admin',
  'contractor',
  'coordinator',
  'supervisor',
  'counsellor',
  'referrals',
  'accountant',
  'approver',
  'analyst',
  'auditor',
];

const every = ALLOTMENT_STATUSES.flatMap((status) =>
  ALLOTMENT_MOVES.flatMap((move) => ROLES.map((role) => [status, move, role] as const)),
);

describe('decideMove', () => {
  it.each(every)('from %s by %s as %s', (status, move, role) => {
    const decided = decideMove(status, move, [role]);
    const leads = MAP[status][move];
    const reason = HOLDERS[move].includes(role) ? 'move_not_allowed' : 'forbidden';
    const expected = HOLDERS[move].includes(role) && leads ? leads : reason;
    expect(decided.allowed ? [decided.to(1), decided.to(0)] : decided.reason).toEqual(expected);
  });

  it('asks for a role at all, and adds up those of one person', () => {
    expect(decideMove('offered', 'acceptance', [])).toEqual({ allowed: false, reason: 'forbidden' });
    expect(decideMove('offered', 'acceptance', ['counsellor', 'coordinator']).allowed).toBe(true);
  });
});
