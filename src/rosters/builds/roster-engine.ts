import type { Assignment, RosterProblem } from '../../optimiser/problem';

export interface EngineOptions {
  readonly seconds: number;
  readonly seed: number;
  /** Improvement steps instead of time: the same number always gives the same roster. */
  readonly steps?: number;
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
  readonly status: string;
  readonly seconds: number;
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
