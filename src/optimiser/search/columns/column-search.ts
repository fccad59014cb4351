import type { RosterModel } from '../../domain/model/roster-model';
import { complete } from '../../domain/model/roster-model';
import { personProgram } from '../../domain/pricing/person-program';
import type { PersonProgram } from '../../domain/pricing/person-program';
import type { SolveOutcome, Solver } from '../../solver/solver';
import type { Incumbent } from '../incumbent';
import { incumbentOf, keepsRows } from '../incumbent';
import type { Random } from '../random';
import { shuffle } from '../random';
import type { Mix } from './column-generation';
import { ColumnGeneration } from './column-generation';
import type { RosterColumn } from './master';

const ROOT_ROUNDS = 300;
const DIVE_ROUNDS = 3;
const PART_ROUNDS = 15;
const NEARLY_ONE = 0.99;
const HELD_AT_ONCE = 0.08;
const MADE_CHOICES = 40;
const FIRST_CHOICES = 100;
const FEWEST_CHOICES = 40;
const MOST_CHOICES = 3000;
const CHOICE_LIMITS = { relativeGap: 5e-5, nodes: 200 };
const ITERATIONS = { least: 15_000, most: 40_000, growth: 1.3 };
const FIRST_PART = 0.35;
const FEWEST = 3;

/** What is found on the way. */
export interface ColumnNews {
  bound(bound: number): void;
  roster(incumbent: Incumbent): void;
}

/**
 * Search among whole rosters of persons: a mix of them that no other roster improves bounds everything, a dive makes it
 * whole person by person, and later some persons choose anew among rosters made for the occasion.
 */
export class ColumnSearch {
  private readonly generation: ColumnGeneration;
  private readonly least: number;
  private size: number;
  private choices = FIRST_CHOICES;
  private iterations = ITERATIONS.least;
  private waiting: number[] = [];

  constructor(
    private readonly model: RosterModel,
    programs: readonly PersonProgram[],
    private readonly solver: Solver,
    private readonly random: Random,
  ) {
    this.generation = new ColumnGeneration(model, programs, solver);
    this.least = model.linear.cost.every((cost) => Number.isInteger(cost)) ? 1 : 1e-4;
    this.size = Math.max(FEWEST, Math.round(FIRST_PART * programs.length));
  }

  /** A bound, then a first roster and the best choice among all rosters made for both. */
  async start(news: ColumnNews): Promise<void> {
    const { generation } = this;
    generation.hold([]);
    const root = await generation.generate(ROOT_ROUNDS, (mix) => {
      news.bound(mix.bound);
      return mix.objective - mix.bound > 1e-5 * Math.abs(mix.objective);
    });
    if (!root) return;
    news.bound(root.bound);
    const dived = await this.dive(root);
    if (!dived) return;
    const first = this.rosterOf(dived.columns, dived.mix.values);
    if (!first) return;
    news.roster(first);
    generation.hold([]);
    const made = [...generation.master.columnsWithin(root.rowDuals, first.objective - root.bound).values()];
    const near = made.flatMap((own) => own.slice(0, MADE_CHOICES));
    const { incumbent } = await this.choose([...dived.columns, ...near], first);
    if (incumbent) news.roster(incumbent);
  }

  /** Some persons choose anew while the others keep their rosters. */
  async improve(standing: Incumbent, news: ColumnNews): Promise<void> {
    const { generation } = this;
    const numbers = this.columnsOf(standing);
    if (!numbers) return;
    const part = this.nextPart();
    generation.hold(numbers.filter((_, person) => !part.has(person)));
    const isWorthIt = ({ bound }: Mix): boolean => bound < standing.objective - this.least + 1e-6;
    const mix = await generation.generate(PART_ROUNDS, isWorthIt);
    if (!mix) return;
    if (isWorthIt(mix)) {
      const present = numbers.map((number) => generation.master.columns[number]!);
      await this.chooseNear(mix, present, standing, news);
    } else this.resize(1.15);
  }

  close(): void {
    this.generation.close();
  }

  private resize(factor: number): void {
    const most = this.model.board.problem.persons.length;
    this.size = Math.min(most, Math.max(FEWEST, this.size * factor));
  }

  private nextPart(): ReadonlySet<number> {
    const part = new Set<number>();
    while (part.size < Math.round(this.size)) {
      if (this.waiting.length === 0)
        this.waiting = shuffle([...this.model.board.problem.persons.keys()], this.random);
      part.add(this.waiting.pop()!);
    }
    return part;
  }

  private async dive(root: Mix): Promise<{ columns: RosterColumn[]; mix: Mix } | undefined> {
    const { master } = this.generation;
    const held = new Map<number, number>();
    const persons = this.model.board.problem.persons.length;
    let mix = root;
    while (held.size < persons) {
      const ranked = this.ranked(mix, held);
      if (ranked.length === 0) return undefined;
      const enough = Math.max(1, Math.ceil(HELD_AT_ONCE * (persons - held.size)));
      let count = 0;
      for (const [number, value] of ranked) {
        const { person } = master.columns[number]!;
        if (held.has(person) || (count >= enough && value < NEARLY_ONE)) continue;
        held.set(person, number);
        count++;
      }
      this.generation.hold([...held.values()]);
      const next = await this.generation.generate(DIVE_ROUNDS);
      if (!next) return undefined;
      mix = next;
    }
    return { columns: [...held.values()].map((number) => master.columns[number]!), mix };
  }

  /** By their part in the mix, then by how near they are to one. */
  private ranked(mix: Mix, held: ReadonlyMap<number, number>): (readonly [number: number, value: number])[] {
    const { master } = this.generation;
    const values = mix.values.subarray(master.first);
    return master.columns
      .flatMap((column, number) =>
        column.isAllowed && !held.has(column.person)
          ? [{ number, value: values[number] ?? 0, cost: master.reducedCost(column, mix.rowDuals) }]
          : [],
      )
      .toSorted((a, b) => b.value - a.value || a.cost - b.cost || a.number - b.number)
      .map(({ number, value }) => [number, value] as const);
  }

  /** The best choice among the rosters given and all, or the nearest, of those that could make a better one. */
  private async chooseNear(
    mix: Mix,
    given: readonly RosterColumn[],
    standing: Incumbent,
    news: ColumnNews,
  ): Promise<void> {
    const gap = standing.objective - this.least - mix.bound + 1e-6;
    const { columns: near, isAll } = this.generation.near(mix, gap, this.choices);
    const { incumbent, outcome } = await this.choose([...given, ...near], standing);
    if (outcome.status === 'stopped') return;
    const isDone = outcome.status === 'optimal';
    this.learn(isDone, isAll, outcome.objective < standing.objective - 1e-6);
    if (!incumbent) return;
    news.roster(incumbent);
    const slack = this.least < 1 ? this.least : 0;
    if (isDone && isAll && this.generation.isFree) news.bound(outcome.bound - slack);
  }

  private async choose(
    given: readonly RosterColumn[],
    standing: Incumbent,
  ): Promise<{ incumbent: Incumbent | undefined; outcome: SolveOutcome }> {
    const { master } = this.generation;
    const keyOf = ({ person, cells }: RosterColumn): string => `${person}:${cells.join()}`;
    const allowed = given.filter(({ isAllowed }) => isAllowed);
    const columns = [...new Map(allowed.map((column) => [keyOf(column), column])).values()];
    const program = master.whole(columns);
    const start = this.startOf(columns, standing);
    const outcome = await this.solver.solve({
      program,
      start,
      iterations: this.iterations,
      ...CHOICE_LIMITS,
    });
    const chosen = columns.filter((_, at) => (outcome.values[master.shared.length + at] ?? 0) > 0.5);
    const incumbent = outcome.values.length > 0 ? this.rosterOf(chosen, outcome.values) : undefined;
    return { incumbent, outcome };
  }

  /** Easy choices may have more rosters and persons next time, hard ones get fewer, and more work while nothing is won. */
  private learn(isEasy: boolean, wereAll: boolean, isBetter: boolean): void {
    const { least, most, growth } = ITERATIONS;
    if (isBetter) this.iterations = least;
    else if (!isEasy) this.iterations = Math.min(most, this.iterations * growth);
    if (!isEasy || !wereAll) this.choices *= isEasy ? 1.5 : 0.7;
    this.choices = Math.min(MOST_CHOICES, Math.max(FEWEST_CHOICES, Math.round(this.choices)));
    this.resize(isEasy ? 1.05 : 0.85);
  }

  private startOf(columns: readonly RosterColumn[], standing: Incumbent): Float64Array {
    const rosters = columns.map(({ person, cells }) =>
      this.cellsOf(person, standing).join() === cells.join() ? 1 : 0,
    );
    return Float64Array.from([
      ...this.generation.master.shared.map((column) => standing.values[column]!),
      ...rosters,
    ]);
  }

  private rosterOf(columns: readonly RosterColumn[], values: Float64Array): Incumbent | undefined {
    const { master } = this.generation;
    const whole = master.toValues(columns);
    for (const [position, column] of master.shared.entries()) whole[column] = values[position]!;
    const incumbent = incumbentOf(this.model, whole);
    return keepsRows(this.model, incumbent.values) ? incumbent : undefined;
  }

  private columnsOf(standing: Incumbent): number[] | undefined {
    const numbers = this.model.board.problem.persons.map((_, person) =>
      this.generation.columnOf(person, this.cellsOf(person, standing)),
    );
    return numbers.every((number) => number !== undefined) ? numbers : undefined;
  }

  private cellsOf(person: number, { values }: Incumbent): number[] {
    return this.model.board.cellsOf[person]!.filter((cell) => values[cell]! > 0.5);
  }
}

/**
 * Where everybody's rules fit a walk and lower limits of runs make the plain model weak. Elsewhere that model is as
 * good, and lighter.
 */
export function columnSearch(model: RosterModel, solver: Solver, random: Random): ColumnSearch | undefined {
  const { board } = model;
  const { persons, prices } = board.problem;
  const isRunBound = persons.some(({ runs = [] }) =>
    runs.some(({ atLeast = 1, offAtLeast = 1 }) => atLeast > 1 || offAtLeast > 1),
  );
  if (!isRunBound || prices.changedPerson || !isEmptyAllowed(model)) return undefined;
  const programs: PersonProgram[] = [];
  for (const person of persons.keys()) {
    const program = personProgram(board, person);
    if (!program) return undefined;
    programs.push(program);
  }
  return new ColumnSearch(model, programs, solver, random);
}

/** The mix begins with empty hands. */
function isEmptyAllowed(model: RosterModel): boolean {
  const { linear, personRows } = model;
  const values = complete(model, new Float64Array(linear.columns));
  for (let row = personRows; row < linear.rows; row++) {
    let sum = 0;
    for (let term = linear.rowStart[row]!; term < linear.rowStart[row + 1]!; term++)
      sum += linear.valueOf[term]! * values[linear.columnOf[term]!]!;
    if (sum < linear.rowLower[row]! - 1e-6 || sum > linear.rowUpper[row]! + 1e-6) return false;
  }
  return true;
}
