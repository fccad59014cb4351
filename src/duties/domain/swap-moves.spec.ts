import {
  judgeSwapStep,
  OPEN,
  SWAP_MOVES,
  SWAP_STEPS,
  type SwapPart,
  type SwapState,
  type SwapStatus,
  type SwapStep,
  type SwapVerdict,
} from './swap-moves';

const PARTS: readonly SwapPart[] = ['proposer', 'partner', 'coordinator', 'partner_coordinator'];
const STATUSES: readonly SwapStatus[] = [...OPEN, 'done', 'declined', 'rejected', 'withdrawn', 'expired'];
const ONCE = new Date('2026-12-20T12:00:00+09:00');
const within = (status: SwapStatus): SwapState => ({
  status,
  isAcrossOrganisations: false,
  approvedAt: status === 'done' ? ONCE : null,
  partnerApprovedAt: null,
});
const across = (status: SwapStatus, change: Partial<SwapState> = {}): SwapState => ({
  ...within(status),
  isAcrossOrganisations: true,
  ...change,
});

/** Every combination of step, part and status; the table alone says what comes out. */
const CASES = SWAP_STEPS.flatMap((step) =>
  PARTS.flatMap((part) => STATUSES.map((status) => [step, part, status] as const)),
);

const outcome = (verdict: SwapVerdict): string => (typeof verdict === 'string' ? verdict : verdict.to);

function expectedWithin(step: SwapStep, part: SwapPart, status: SwapStatus): string {
  const move = SWAP_MOVES.find((each) => each.step === step);
  if (!move?.by.includes(part)) return 'not_yours';
  if (status === move.to) return 'repeated';
  if (!move.from.includes(status)) return 'not_now';
  // One organisation has one side: its partner side has nothing left to approve.
  return part === 'partner_coordinator' && step === 'approve' ? 'repeated' : move.to;
}

describe('judgeSwapStep within one organisation', () => {
  it.each(CASES)('%s by %s while %s', (step, part, status) => {
    expect(outcome(judgeSwapStep(within(status), step, [part]))).toBe(expectedWithin(step, part, status));
  });

  it('lets nobody without a part do anything', () => {
    expect(SWAP_STEPS.map((step) => judgeSwapStep(within('proposed'), step, []))).toEqual(
      SWAP_STEPS.map(() => 'not_yours'),
    );
  });
});

describe('judgeSwapStep across two organisations', () => {
  it.each<[string, SwapState, readonly SwapPart[], string]>([
    ['the first of two', across('accepted'), ['coordinator'], 'approved_once'],
    ['the other one first', across('accepted'), ['partner_coordinator'], 'approved_once'],
    ['the second', across('approved_once', { approvedAt: ONCE }), ['partner_coordinator'], 'done'],
    [
      'the second, the other way',
      across('approved_once', { partnerApprovedAt: ONCE }),
      ['coordinator'],
      'done',
    ],
    ['the first again', across('approved_once', { approvedAt: ONCE }), ['coordinator'], 'repeated'],
    ['one for both', across('accepted'), ['coordinator', 'partner_coordinator'], 'done'],
    ['before the partner agreed', across('proposed'), ['coordinator'], 'not_now'],
    ['after the end', across('expired'), ['coordinator'], 'not_now'],
  ])('%s', (_, state, parts, expected) => {
    expect(outcome(judgeSwapStep(state, 'approve', parts))).toBe(expected);
  });
});
