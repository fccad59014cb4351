import { Random } from '../../../seeds/demo/random';
import { checkOutcome, REFERRAL_OUTCOMES } from './outcomes';
import {
  CLOCK,
  decideMove,
  EXTERNAL,
  HANDOVER_METHODS,
  type HandoverMethod,
  isLetInToOne,
  keepsToOwnSheets,
  maySendFrom,
  REFERRAL_MOVES,
  REFERRAL_STATUSES,
  type ReferralMove,
  type ReferralStatus,
} from './referral-moves';

type Moves = Partial<Record<ReferralMove, ReferralStatus>>;

/** Written out by hand, not derived from the rules: status → move → where it leads. */
const MAP: Readonly<Record<ReferralStatus, Moves>> = {
  proposed: { consent: 'consented', dispatch: 'sent', closure: 'closed' },
  consented: { consent: 'consented', dispatch: 'sent', withdrawal: 'withdrawn', closure: 'closed' },
  sent: {
    consent: 'sent',
    acceptance: 'accepted',
    refusal: 'declined',
    reception: 'received',
    withdrawal: 'withdrawn',
    closure: 'closed',
  },
  no_answer: {
    consent: 'no_answer',
    dispatch: 'sent',
    acceptance: 'accepted',
    refusal: 'declined',
    reception: 'received',
    withdrawal: 'withdrawn',
    closure: 'closed',
  },
  accepted: {
    consent: 'accepted',
    appointment: 'appointment',
    meeting: 'met',
    accompaniment: 'accompanied',
    reception: 'received',
    withdrawal: 'withdrawn',
    closure: 'closed',
  },
  declined: { closure: 'closed' },
  appointment: {
    consent: 'appointment',
    appointment: 'appointment',
    meeting: 'met',
    accompaniment: 'accompanied',
    reception: 'received',
    withdrawal: 'withdrawn',
    closure: 'closed',
  },
  met: {
    consent: 'met',
    accompaniment: 'accompanied',
    reception: 'received',
    withdrawal: 'withdrawn',
    closure: 'closed',
  },
  accompanied: { consent: 'accompanied', reception: 'received', withdrawal: 'withdrawn', closure: 'closed' },
  received: { closure: 'closed' },
  withdrawn: { closure: 'closed' },
  closed: {},
};
const BY_COUNSELLOR: readonly ReferralMove[] = ['consent', 'withdrawal'];
/** Of the receiver itself, and from where. */
const BY_EXTERNAL: Readonly<Partial<Record<ReferralMove, readonly ReferralStatus[]>>> = {
  acceptance: ['sent', 'no_answer'],
  refusal: ['sent', 'no_answer'],
  appointment: ['accepted', 'appointment'],
  meeting: ['accepted', 'appointment'],
  reception: ['accepted', 'appointment', 'met', 'accompanied'],
  closure: ['received'],
};
const OFFICE = ['coordinator', 'supervisor', 'referrals'];
const OTHERS = ['admin', 'contractor', 'accountant', 'approver', 'analyst', 'auditor'];
const FORBIDDEN = { allowed: false, reason: 'forbidden' };
const NOT_NOW = { allowed: false, reason: 'move_not_allowed' };

const every = REFERRAL_STATUSES.flatMap((status) => REFERRAL_MOVES.map((move) => [status, move] as const));

describe('decideMove', () => {
  const lead = (status: ReferralStatus, move: ReferralMove) => {
    const to = MAP[status][move];
    return to ? { allowed: true, to } : NOT_NOW;
  };

  it.each(every)('from %s by %s', (status, move) => {
    for (const role of OFFICE) {
      const expected = move === 'silence' ? FORBIDDEN : lead(status, move);
      expect(decideMove(status, move, [role], 'agency_contacted')).toEqual(expected);
    }
    const counsellor = BY_COUNSELLOR.includes(move) ? lead(status, move) : FORBIDDEN;
    expect(decideMove(status, move, ['counsellor'], 'agency_contacted')).toEqual(counsellor);
    const from = BY_EXTERNAL[move];
    const external = from === undefined ? FORBIDDEN : from.includes(status) ? lead(status, move) : NOT_NOW;
    expect(decideMove(status, move, [EXTERNAL], 'agency_contacted')).toEqual(external);
    const silence = status === 'sent' ? { allowed: true, to: 'no_answer' } : NOT_NOW;
    expect(decideMove(status, move, [CLOCK], 'agency_contacted')).toEqual(
      move === 'silence' ? silence : FORBIDDEN,
    );
    for (const roles of [...OTHERS.map((role) => [role]), []]) {
      expect(decideMove(status, move, roles, 'agency_contacted')).toEqual(FORBIDDEN);
    }
  });

  it('lets a counsellor give a number or put a call through while on the line', () => {
    const byCounsellor = (move: ReferralMove, method: HandoverMethod) =>
      decideMove(move === 'dispatch' ? 'proposed' : 'sent', move, ['counsellor'], method).allowed;
    expect(HANDOVER_METHODS.filter((method) => byCounsellor('dispatch', method))).toEqual([
      'number_given',
      'call_transfer',
    ]);
    expect(HANDOVER_METHODS.filter((method) => byCounsellor('reception', method))).toEqual(['call_transfer']);
  });

  it('lets every referral reach its end, and none leave it', () => {
    for (const status of REFERRAL_STATUSES) {
      const leads = REFERRAL_MOVES.filter(
        (move) => decideMove(status, move, OFFICE, 'agency_contacted').allowed,
      );
      expect(leads.includes('closure')).toBe(status !== 'closed');
    }
    expect(REFERRAL_STATUSES.filter(maySendFrom)).toEqual(['proposed', 'consented', 'no_answer']);
  });

  it('adds up the roles of one person', () => {
    expect(decideMove('consented', 'dispatch', ['counsellor', 'supervisor'], 'agency_contacted')).toEqual({
      allowed: true,
      to: 'sent',
    });
    expect(keepsToOwnSheets(['counsellor'])).toBe(true);
    expect(keepsToOwnSheets(['counsellor', 'supervisor'])).toBe(false);
    expect([[EXTERNAL], [CLOCK], ['referrals'], ['referrals', EXTERNAL], []].map(isLetInToOne)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('stays inside the table on a walk of 100,000 moves and closes nothing without an outcome', () => {
    const random = Random.stream(20260102, 'referral-walk');
    const roles = [...OFFICE, 'counsellor', ...OTHERS, EXTERNAL, CLOCK];
    const seen = new Set<ReferralStatus>();
    let status: ReferralStatus = 'proposed';
    let method: HandoverMethod = 'agency_contacted';
    let closed = 0;
    let withoutOutcome = 0;
    for (let step = 0; step < 100_000; step += 1) {
      const move = random.pick(REFERRAL_MOVES);
      const role = random.pick(roles);
      const outcome = random.chance(0.5) ? random.pick(REFERRAL_OUTCOMES) : undefined;
      const decision = decideMove(status, move, [role], method);
      if (!decision.allowed) continue;
      const expected: ReferralStatus | undefined = move === 'silence' ? 'no_answer' : MAP[status][move];
      expect(decision.to).toBe(expected);
      if (move === 'closure' && checkOutcome(status, outcome).length > 0) continue;
      if (move === 'closure') closed += 1;
      withoutOutcome += move === 'closure' && outcome === undefined ? 1 : 0;
      status = decision.to;
      seen.add(status);
      if (status === 'closed') {
        status = 'proposed';
        method = random.pick(HANDOVER_METHODS);
      }
    }
    expect([...seen, 'proposed'].toSorted()).toEqual([...REFERRAL_STATUSES].toSorted());
    expect(withoutOutcome).toBe(0);
    expect(closed).toBeGreaterThan(500);
  });
});
