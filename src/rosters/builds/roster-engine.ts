import type { Assignment, RosterProblem } from '../../optimiser/problem';
import type { ProposalName } from '../../optimiser/roster-build';

export interface EngineOptions {
  readonly seconds: number;
  readonly seed: number;
  /** Improvement steps instead of time: the same number always gives the same roster. */
  readonly steps?: number;
  /** Rosters wanted beside the best one, each holding the calls that one answers. */
  readonly proposals: readonly ProposalName[];
}

/** How good the best roster so far is, and how good one could be at all. */
export interface EngineProgress {
  readonly best: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly shortages: number | null;
}

export interface EngineAnswer extends EngineProgress {
  readonly roster: readonly Assignment[];
  readonly proposals: readonly EngineProposal[];
  readonly status: 'proven' | 'limit' | 'cancelled';
  readonly seconds: number;
}

export interface EngineProposal {
  readonly name: ProposalName;
  readonly roster: readonly Assignment[];
  /** In the same prices as `best`. */
  readonly cost: number;
}

/** Whatever turns a roster problem into a roster; not in this process. */
export abstract class RosterEngine {
  abstract build(
    problem: RosterProblem,
    options: EngineOptions,
    signal: AbortSignal,
    report: (progress: EngineProgress) => void,
  ): Promise<EngineAnswer>;
}
