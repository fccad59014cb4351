import {
  checkOutcome,
  decideMove,
  keepsToOwnSheets,
  REFERRAL_MOVES,
  REFERRAL_OUTCOMES,
  REFERRAL_STATUSES,
  type ReferralMove,
  type ReferralStatus,
} from './referral-moves';

/** Written out by hand, not derived from the rules: status → move → where it leads. */
const MAP: Readonly<Record<ReferralStatus, Partial<Record<ReferralMove, ReferralStatus>>>> = {
  proposed: { consent: 'consented', closure: 'closed' },
  consented: { dispatch: 'sent', withdrawal: 'withdrawn', closure: 'closed' },
  sent: {
    acceptance: 'accepted',
    refusal: 'declined',
    reception: 'received',
    withdrawal: 'withdrawn',
    closure: 'closed',
  },
  accepted: {
    appointment: 'appointment',
    meeting: 'met',
    accompaniment: 'accompanied',
    reception: 'received',
    withdrawal: 'withdrawn',
    closure: 'closed',
  },
  declined: { closure: 'closed' },
  appointment: {
    appointment: 'appointment',
    meeting: 'met',
    accompaniment: 'accompanied',
    reception: 'received',
    withdrawal: 'withdrawn',
    closure: 'closed',
  },
  met: { accompaniment: 'accompanied', reception: 'received', withdrawal: 'withdrawn', closure: 'closed' },
  accompanied: { reception: 'received', withdrawal: 'withdrawn', closure: 'closed' },
  received: { closure: 'closed' },
  withdrawn: { closure: 'closed' },
  closed: {},
};
const COUNSELLOR_MOVES: readonly ReferralMove[] = ['consent', 'withdrawal'];
const OFFICE = ['coordinator', 'supervisor', 'referrals'];
const OTHERS = ['admin', 'contractor', 'accountant', 'approver', 'analyst', 'auditor'];

const every = REFERRAL_STATUSES.flatMap((status) => REFERRAL_MOVES.map((move) => [status, move] as const));

describe('decideMove', () => {
  it.each(every)('from %s by %s', (status, move) => {
    const to = MAP[status][move];
    const decided = to ? { allowed: true, to } : { allowed: false, reason: 'move_not_allowed' };
    for (const role of OFFICE) expect(decideMove(status, move, [role])).toEqual(decided);
    expect(decideMove(status, move, ['counsellor'])).toEqual(
      COUNSELLOR_MOVES.includes(move) ? decided : { allowed: false, reason: 'forbidden' },
    );
    for (const roles of [...OTHERS.map((role) => [role]), []]) {
      expect(decideMove(status, move, roles)).toEqual({ allowed: false, reason: 'forbidden' });
    }
  });

  it('lets every referral reach its end, and none leave it', () => {
    for (const status of REFERRAL_STATUSES) {
      const leads = REFERRAL_MOVES.filter((move) => decideMove(status, move, OFFICE).allowed);
      expect(leads.includes('closure')).toBe(status !== 'closed');
    }
  });

  it('adds up the roles of one person', () => {
    expect(decideMove('consented', 'dispatch', ['counsellor', 'supervisor'])).toEqual({
      allowed: true,
      to: 'sent',
    });
    expect(keepsToOwnSheets(['counsellor'])).toBe(true);
    expect(keepsToOwnSheets(['counsellor', 'supervisor'])).toBe(false);
  });
});

describe('checkOutcome', () => {
  const possible = (status: ReferralStatus) =>
    REFERRAL_OUTCOMES.filter((outcome) => checkOutcome(status, outcome).length === 0);

  it.each(REFERRAL_STATUSES)('asks for one when closing from %s', (status) => {
    expect(checkOutcome(status, undefined)).toEqual([
      {
        pointer: '/outcome',
        code: 'required',
        message: '結果を選んでください。結果なしでは終了できません。',
      },
    ]);
  });

  it('takes support begun or awaited only after the receiver took the person in', () => {
    expect(possible('received')).toEqual(REFERRAL_OUTCOMES);
    for (const status of [
      'proposed',
      'consented',
      'sent',
      'accepted',
      'declined',
      'met',
      'accompanied',
    ] as const) {
      expect(possible(status)).toEqual([
        'refused_by_client',
        'unreachable',
        'not_eligible',
        'emergency',
        'unknown',
      ]);
    }
    expect(possible('withdrawn')).toEqual(['refused_by_client', 'emergency']);
  });
});
