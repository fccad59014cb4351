import type { Program } from '../domain/model/restrict';

/** One question to the solver. Limits count work, not time, so that the same question has the same answer. */
export interface SolveJob {
  readonly program: Program;
  /** Without whole numbers: for a bound and prices. */
  readonly relaxed?: boolean;
  /** A feasible point in the program's own columns. */
  readonly start?: Float64Array;
  /** Stop when what could still be won is below this part of the objective. */
  readonly relativeGap?: number;
  readonly nodes?: number;
  readonly iterations?: number;
  readonly seed?: number;
  /** Look for a better bound, not for better rosters; for whoever has a good one already. */
  readonly boundsOnly?: boolean;
}

export interface SolveOutcome {
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'unknown' | 'failed' | 'stopped';
  readonly objective: number;
  readonly bound: number;
  readonly nodes: number;
  readonly iterations: number;
  readonly values: Float64Array;
  readonly rowDuals: Float64Array;
  readonly failure?: string;
}

/** What a long solve tells on its way. */
export interface SolveNews {
  readonly bound?: number;
  readonly values?: Float64Array;
}

/** A column whose value is at least zero, by its rows. */
export interface NewColumn {
  readonly cost: number;
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

export interface Relaxed {
  readonly objective: number;
  readonly values: Float64Array;
  readonly rowDuals: Float64Array;
}

/** A relaxed program that grows by columns. Nothing comes back where it has no optimum or was stopped. */
export interface GrowingProgram {
  solve(
    columns: readonly NewColumn[],
    bounds: readonly (readonly [column: number, lower: number, upper: number])[],
  ): Promise<Relaxed | undefined>;
  close(): void;
}

export interface Solver {
  grow(program: Program): GrowingProgram;
  solve(job: SolveJob, onNews?: (news: SolveNews) => void): Promise<SolveOutcome>;
}
