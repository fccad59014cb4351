export type SwapStatus =
  'proposed' | 'accepted' | 'approved_once' | 'done' | 'declined' | 'rejected' | 'withdrawn' | 'expired';
export const SWAP_STEPS = ['accept', 'decline', 'approve', 'reject', 'withdraw'] as const;
export type SwapStep = (typeof SWAP_STEPS)[number];
/** What somebody is to a swap. Whoever coordinates both organisations is both coordinators. */
export type SwapPart = 'proposer' | 'partner' | 'coordinator' | 'partner_coordinator';

interface SwapMove {
  readonly step: SwapStep;
  readonly by: readonly SwapPart[];
  readonly from: readonly SwapStatus[];
  readonly to: SwapStatus;
}

export const OPEN: readonly SwapStatus[] = ['proposed', 'accepted', 'approved_once'];
const COORDINATORS: readonly SwapPart[] = ['coordinator', 'partner_coordinator'];

/** Every allowed move: who, from where, to where. Across organisations `approve` needs both sides before it reaches `done`. */
export const SWAP_MOVES: readonly SwapMove[] = [
  { step: 'accept', by: ['partner'], from: ['proposed'], to: 'accepted' },
  { step: 'decline', by: ['partner'], from: OPEN, to: 'declined' },
  { step: 'approve', by: COORDINATORS, from: ['accepted', 'approved_once'], to: 'done' },
  { step: 'reject', by: COORDINATORS, from: OPEN, to: 'rejected' },
  { step: 'withdraw', by: ['proposer'], from: OPEN, to: 'withdrawn' },
];

export interface SwapState {
  readonly status: SwapStatus;
  readonly isAcrossOrganisations: boolean;
  readonly approvedAt: Date | null;
  readonly partnerApprovedAt: Date | null;
}

export interface SwapTurn {
  readonly part: SwapPart;
  readonly to: SwapStatus;
  /** Whose agreement this is; both where one coordinates both sides. */
  readonly approves: readonly ('own' | 'partner')[];
}

export type SwapVerdict = SwapTurn | 'repeated' | 'not_yours' | 'not_now';

/** What this step by somebody with these parts does to the swap. */
export function judgeSwapStep(state: SwapState, step: SwapStep, parts: readonly SwapPart[]): SwapVerdict {
  const move = SWAP_MOVES.find((each) => each.step === step);
  const part = move?.by.find((each) => parts.includes(each));
  if (!move || !part) return 'not_yours';
  const approves = step === 'approve' ? sidesOf(state, parts) : [];
  if (state.status === move.to) return 'repeated';
  if (!move.from.includes(state.status)) return 'not_now';
  if (step !== 'approve') return { part, to: move.to, approves };
  if (approves.every((side) => approvedBy(state, side))) return 'repeated';
  const isComplete = allSides(state).every((side) => approves.includes(side) || approvedBy(state, side));
  return { part, to: isComplete ? 'done' : 'approved_once', approves };
}

type Side = 'own' | 'partner';

function allSides({ isAcrossOrganisations }: SwapState): readonly Side[] {
  return isAcrossOrganisations ? ['own', 'partner'] : ['own'];
}

function sidesOf(state: SwapState, parts: readonly SwapPart[]): Side[] {
  return allSides(state).filter((side) =>
    parts.includes(side === 'own' ? 'coordinator' : 'partner_coordinator'),
  );
}

function approvedBy(state: SwapState, side: Side): boolean {
  return (side === 'own' ? state.approvedAt : state.partnerApprovedAt) !== null;
}
