import type { Assignment } from './problem';

/** How long to look. The build ends at whichever comes first; without `seconds`, equal input gives the equal roster. */
export interface BuildOptions {
  readonly seconds?: number;
  /** Number of improvement steps; the same number always gives the same roster. */
  readonly steps?: number;
  readonly seed?: number;
  /** Stop when the roster is proven this close to the best possible, as a part of the objective. */
  readonly gap?: number;
  /** Solver threads, 2 unless said otherwise; part of the input as far as determinism goes. */
  readonly threads?: number;
}

/** Same rules, calls held where the build got them: then as many wishes, as even a burden or as little money as can be. */
export type ProposalName = 'most-wishes' | 'fairest' | 'cheapest';

export interface Proposal {
  readonly name: ProposalName;
  readonly roster: readonly Assignment[];
  /** In the prices of the problem as asked. */
  readonly score: Score;
}

export type BuildPhase = 'first-roster' | 'prices' | 'rounding' | 'improving' | 'done';

export interface BuildProgress {
  readonly phase: BuildPhase;
  readonly seconds: number;
  /** Cost of the best roster so far, and what no roster can beat. */
  readonly best: number | null;
  readonly bound: number | null;
  /** (best − bound) / |best|. */
  readonly gap: number | null;
  readonly shortages: number | null;
}

export interface BuildResult {
  readonly roster: readonly Assignment[];
  readonly score: Score;
  readonly bound: number | null;
  readonly gap: number | null;
  /** `proven`: within the gap asked for; `limit`: time or steps ran out; `cancelled`: as far as it got. */
  readonly proposals: readonly Proposal[];
  readonly status: 'proven' | 'limit' | 'cancelled';
  readonly steps: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly solver: string;
}

/** A roster measured by the rules themselves, without any model. */
export interface Score {
  readonly objective: number;
  readonly lostCalls: number;
  /** What each part adds to the objective: calls, missing seats, wishes, yen, changes, and each rule by name. */
  readonly parts: Readonly<Record<string, number>>;
  readonly shortages: readonly Shortage[];
  /** Hard rules broken; never any in a result. */
  readonly violations: readonly Violation[];
}

/** Fewer people than asked for: seats of a field, or a named need. */
export interface Shortage {
  readonly rule: string;
  readonly from: number;
  readonly until: number;
  readonly field: number | null;
  readonly missing: number;
}

export interface Violation {
  readonly rule: string;
  readonly person: number | null;
  readonly organisation: number | null;
  readonly shifts: readonly number[];
  readonly by: number;
}
