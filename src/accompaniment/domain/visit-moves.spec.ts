import {
  COMPANION,
  decideVisitMove,
  VISIT_MOVES,
  VISIT_STATUSES,
  type VisitMove,
  type VisitStatus,
} from './visit-moves';

/** Written out by hand, not derived from the rules: status → move → where it leads. */
const MAP: Readonly<Record<VisitStatus, Partial<Record<VisitMove, VisitStatus>>>> = {
  planned: { plan: 'planned', cancellation: 'cancelled', check_in: 'checked_in' },
  checked_in: {
    check_in: 'checked_in',
    safe: 'checked_in',
    check_out: 'checked_out',
    expense: 'checked_in',
  },
  checked_out: { expense: 'checked_out', report: 'reported' },
  reported: { expense: 'reported', report: 'reported', approval: 'approved', return: 'returned' },
  approved: { reopening: 'returned' },
  returned: { expense: 'returned', report: 'reported' },
  cancelled: {},
};

/** Who, where the map allows it. */
const WHO: Readonly<Record<string, readonly VisitMove[]>> = {
  coordinator: ['plan', 'cancellation', 'check_in', 'safe', 'check_out', 'approval', 'return', 'reopening'],
  supervisor: ['plan', 'cancellation', 'check_in', 'safe', 'check_out', 'approval', 'return', 'reopening'],
  referrals: ['plan', 'cancellation', 'check_in', 'safe', 'check_out'],
  [COMPANION]: ['check_in', 'safe', 'check_out', 'expense', 'report'],
  counsellor: [],
  contractor: [],
  admin: [],
  accountant: [],
  approver: [],
  analyst: [],
  auditor: [],
};

describe('moves of a visit', () => {
  it.each(VISIT_STATUSES)('from %s, by each role', (status) => {
    for (const [role, moves] of Object.entries(WHO)) {
      for (const move of VISIT_MOVES) {
        const to = MAP[status][move];
        const wanted = !moves.includes(move)
          ? { allowed: false, reason: 'forbidden' }
          : to === undefined
            ? { allowed: false, reason: 'move_not_allowed' }
            : { allowed: true, to };
        expect({ status, role, move, ...decideVisitMove(status, move, [role]) }).toEqual({
          status,
          role,
          move,
          ...wanted,
        });
      }
    }
  });

  it.each(['approval', 'return', 'reopening'] as const)(
    'keeps %s from whoever went along, even with the role for it',
    (move) => {
      for (const status of VISIT_STATUSES) {
        expect(decideVisitMove(status, move, ['supervisor', COMPANION])).toEqual({
          allowed: false,
          reason: 'own_visit',
        });
      }
    },
  );
});
