import { layOut } from './domain/board';
import { dealFields } from './domain/deal-fields';
import { restrict } from './domain/model/restrict';
import { buildModel, complete } from './domain/model/roster-model';
import type { RosterModel } from './domain/model/roster-model';
import { scoreRoster } from './domain/score-roster';
import type { Assignment, RosterProblem } from './problem';
import type { BuildOptions, BuildPhase, BuildProgress, BuildResult, Score } from './roster-build';
import { draftRoster, emptyRoster, rosterByPersons, roundRelaxation } from './search/first-roster';
import type { ColumnNews, ColumnSearch } from './search/columns/column-search';
import { columnSearch } from './search/columns/column-search';
import type { Incumbent } from './search/incumbent';
import { incumbentOf, keepsRows, solved } from './search/incumbent';
import type { Neighbourhood } from './search/neighbourhoods';
import { Neighbourhoods } from './search/neighbourhoods';
import type { Prices } from './search/prices';
import { solveRelaxation } from './search/prices';
import { randomFrom } from './search/random';
import type { SolveOutcome, Solver } from './solver/solver';

/** What the engine may know of the world: the solver, time as far as it matters to progress, and when to stop. */
export interface Surroundings {
  readonly solver: Solver;
  /** Aborted on cancellation and when time is up; the best roster so far is the result. */
  readonly signal: AbortSignal;
  /** A roster to start from, if not the problem's draft. */
  readonly start?: readonly Assignment[];
  elapsed(): number;
  report(progress: BuildProgress): void;
}

export type Outcome = Pick<BuildResult, 'roster' | 'score' | 'bound' | 'gap' | 'steps'> & {
  readonly isProven: boolean;
};

export async function buildRoster(
  problem: RosterProblem,
  options: BuildOptions,
  surroundings: Surroundings,
): Promise<Outcome> {
  const search = new RosterSearch(buildModel(layOut(problem)), options, surroundings);
  await search.run();
  return search.outcome();
}

const WHOLE_AT_ONCE_CELLS = 9000;
const STEP_LIMITS = { relativeGap: 5e-5, nodes: 60 };
/** The more cells, the longer an iteration takes: from some 2,400 cells on fewer of them are enough. */
const ITERATIONS = { perCell: 8, least: 2_500, cellsTimes: 48e6, enough: 6_000 };
const EASY_PART = 0.25;
/** From here on the search finds better rosters sooner than the proof beside it would. */
const NEAR_ENOUGH = 0.01;

class RosterSearch {
  private best: Incumbent | undefined;
  private bound = -Infinity;
  private steps = 0;
  private phase: BuildPhase = 'first-roster';
  private prove: () => void = () => undefined;
  private readonly proven = new Promise<void>((resolve) => (this.prove = resolve));
  private readonly isWhole: boolean;
  private readonly iterations: number;

  constructor(
    private readonly model: RosterModel,
    private readonly options: BuildOptions,
    private readonly surroundings: Surroundings,
  ) {
    const { perCell, least, cellsTimes, enough } = ITERATIONS;
    const cells = model.board.cells.length;
    this.iterations = Math.min(Math.max(least, perCell * cells), Math.max(enough, cellsTimes / cells));
    const { cost, offset } = model.linear;
    this.isWhole = cost.every((one) => Number.isInteger(one)) && Number.isInteger(offset);
  }

  async run(): Promise<void> {
    const { model, surroundings, options } = this;
    // Pricing shares a thread with the search; many people would keep it from looking after anything else.
    const isLarge = model.board.cells.length > WHOLE_AT_ONCE_CELLS;
    const columns = isLarge
      ? undefined
      : columnSearch(model, surroundings.solver, randomFrom(options.seed ?? 1));
    if (columns) return this.runWithColumns(columns);
    const [, prices] = await Promise.all([this.start(), this.roundPrices()]);
    this.enter('improving');
    await this.improve(prices);
  }

  /** Beside the other search where time is the limit; alone where steps are, so that nothing depends on who is first. */
  private async runWithColumns(columns: ColumnSearch): Promise<void> {
    const news: ColumnNews = {
      bound: (bound) => this.raiseBound(bound),
      roster: (incumbent) => this.consider(incumbent),
    };
    if (this.options.steps === undefined) {
      const both = Promise.all([
        columns.start(news).then(() => this.improveByColumns(columns, news)),
        this.start().then(() => this.improve(undefined, 1)),
      ]);
      await Promise.race([both, this.proven]);
      return;
    }
    await this.start();
    await columns.start(news);
    await this.improveByColumns(columns, news);
  }

  private async improveByColumns(columns: ColumnSearch, news: ColumnNews): Promise<void> {
    this.enter('improving');
    while (!this.isOver() && this.best) {
      await columns.improve(this.best, news);
      this.steps++;
    }
  }

  /** Something that keeps the rules, in case that nothing better comes in time. */
  private async start(): Promise<void> {
    const start = this.surroundings.start ?? this.model.board.problem.draft;
    const known = [...(start ? [draftRoster(this.model, start)] : []), emptyRoster(this.model)];
    const present = known.find(({ values }) => keepsRows(this.model, values));
    this.consider(present ?? (await rosterByPersons(this.model, this.surroundings.solver)));
  }

  private async roundPrices(): Promise<Prices | undefined> {
    const { solver } = this.surroundings;
    const prices = await solveRelaxation(this.model, solver);
    if (!prices) return undefined;
    this.raiseBound(prices.bound);
    this.enter('rounding');
    const rounded = await roundRelaxation(this.model, prices, solver, true);
    this.consider(rounded ?? (await roundRelaxation(this.model, prices, solver, false)));
    return prices;
  }

  outcome(): Outcome {
    if (!this.best) throw new Error('no roster keeps the hard rules, or none was found in time');
    const roster = dealFields(this.model, this.best.values);
    const score = scoreRoster(this.model.board.problem, roster);
    refuseDifference(score, this.best.objective);
    this.enter('done');
    return {
      roster,
      score,
      bound: finite(this.bound),
      gap: this.gap(),
      steps: this.steps,
      isProven: this.isProven(),
    };
  }

  private async improve(prices: Prices | undefined, taken = 0): Promise<void> {
    const { threads: all = 2, seed = 1 } = this.options;
    const threads = Math.max(1, all - taken);
    const isSmall = this.model.board.cells.length <= WHOLE_AT_ONCE_CELLS;
    const withProof = isSmall && this.options.steps === undefined && threads > 1;
    const proof = withProof ? this.proveAside() : undefined;
    const neighbourhoods = new Neighbourhoods(this.model, prices, randomFrom(seed));
    const lanes = threads - (withProof ? 1 : 0);
    while (!this.isOver() && this.best) {
      const { values, objective } = this.best;
      const batch = Array.from({ length: lanes }, () => neighbourhoods.next(values, objective));
      const found = await Promise.race([
        Promise.all(batch.map((one) => this.tryOut(one, this.best!, neighbourhoods))),
        ...(proof ? [proof.then(() => undefined)] : []),
      ]);
      if (!found) break;
      this.combine(
        this.best,
        found.filter((one) => one !== undefined),
      );
      this.steps++;
    }
  }

  private async tryOut(
    neighbourhood: Neighbourhood,
    standing: Incumbent,
    neighbourhoods: Neighbourhoods,
  ): Promise<Incumbent | undefined> {
    const program = restrict(this.model, neighbourhood.freedom, standing.values);
    const start = Float64Array.from(program.columns, (column) => standing.values[column]!);
    const outcome = await this.surroundings.solver.solve({
      program,
      start,
      seed: this.options.seed ?? 1,
      iterations: this.iterations,
      ...STEP_LIMITS,
    });
    if (outcome.status !== 'stopped') neighbourhoods.learn(neighbourhood.kind, this.effortOf(outcome));
    return solved(this.model, standing.values, program, outcome.values);
  }

  private effortOf({ status, iterations }: SolveOutcome): 'easy' | 'fair' | 'hard' {
    if (status !== 'optimal') return 'hard';
    return iterations < EASY_PART * this.iterations ? 'easy' : 'fair';
  }

  /** Improvements of parts found at the same time: all of them where they get along, otherwise the best. */
  private combine(standing: Incumbent, found: readonly Incumbent[]): void {
    const sum = standing.values.slice();
    for (const { values } of found) {
      for (let column = 0; column < sum.length; column++)
        sum[column]! += values[column]! - standing.values[column]!;
    }
    const together = incumbentOf(this.model, sum);
    if (found.length > 1 && keepsRows(this.model, together.values)) this.consider(together);
    for (const one of found) this.consider(one);
  }

  /** The whole problem in one solve beside the search: it can prove, and sometimes finds, the best roster. */
  private async proveAside(): Promise<void> {
    const cells = new Uint8Array(this.model.board.cells.length).fill(1);
    const nothing = complete(this.model, new Float64Array(this.model.linear.columns));
    const program = restrict(this.model, { cells }, nothing);
    const start = this.best && Float64Array.from(program.columns, (column) => this.best!.values[column]!);
    const boundsOnly = (this.gap() ?? Infinity) < NEAR_ENOUGH;
    const job = { program, boundsOnly, ...(start && { start }) };
    const outcome = await this.surroundings.solver.solve(job, (news) => {
      this.raiseBound(news.bound ?? -Infinity);
      if (news.values) this.consider(solved(this.model, nothing, program, news.values));
    });
    const found = solved(this.model, nothing, program, outcome.values);
    this.consider(found);
    const isProof =
      outcome.status === 'optimal' && found && Math.abs(found.objective - outcome.objective) < 1e-4;
    if (isProof) this.raiseBound(outcome.objective);
    else if (outcome.status !== 'stopped') await new Promise(() => undefined);
  }

  private consider(candidate: Incumbent | undefined): void {
    if (!candidate || (this.best && candidate.objective >= this.best.objective - 1e-7)) return;
    this.best = candidate;
    this.tell();
    if (this.isProven()) this.prove();
  }

  private raiseBound(bound: number): void {
    const whole = this.isWhole ? Math.ceil(bound - 1e-6) : bound;
    if (whole <= this.bound) return;
    this.bound = whole;
    this.tell();
    if (this.isProven()) this.prove();
  }

  private enter(phase: BuildPhase): void {
    this.phase = phase;
    this.tell();
  }

  private tell(): void {
    this.surroundings.report({
      phase: this.phase,
      seconds: this.surroundings.elapsed(),
      best: this.best?.objective ?? null,
      bound: finite(this.bound),
      gap: this.gap(),
      shortages: this.best ? this.countShortages(this.best) : null,
    });
  }

  private countShortages({ values }: Incumbent): number {
    return scoreRoster(this.model.board.problem, dealFields(this.model, values)).shortages.length;
  }

  private gap(): number | null {
    if (!this.best || this.bound === -Infinity) return null;
    return Math.max(0, this.best.objective - this.bound) / Math.max(1e-9, Math.abs(this.best.objective));
  }

  private isProven(): boolean {
    const gap = this.gap();
    return gap !== null && gap <= (this.options.gap ?? 1e-7);
  }

  private isOver(): boolean {
    return (
      this.surroundings.signal.aborted || this.isProven() || this.steps >= (this.options.steps ?? Infinity)
    );
  }
}

/** The model may be wrong and the solver too: what they say is worth nothing until the rules say the same. */
function refuseDifference(score: Score, objective: number): void {
  const [broken] = score.violations;
  if (broken) throw new Error(`the solver's roster breaks a hard rule: ${broken.rule}`);
  if (Math.abs(score.objective - objective) > 1e-4 * Math.max(1, Math.abs(objective))) {
    throw new Error(`the solver counts ${objective}, the rules count ${score.objective}`);
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
