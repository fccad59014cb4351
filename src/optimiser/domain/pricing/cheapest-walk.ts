import type { PersonProgram } from './person-program';
import type { Step } from './totals';
import { Totals } from './totals';

/** A person's roster, and what it costs at the prices asked. */
export interface Walk {
  readonly cells: readonly number[];
  readonly cost: number;
  /** The part of the cost that comes from priced limits. */
  readonly limitCost: number;
}

/** Room that walks of many persons use one after the other: what is still to come, by day and state. */
export class Workspace {
  costs = new Float64Array(0);

  makeRoom(size: number): Float64Array {
    if (this.costs.length < size) this.costs = new Float64Array(size);
    return this.costs;
  }
}

const REST = -1;

/** What may be done from a mode on a day, and where it leads. */
interface Move {
  /** Number of the day's option, or a day off. */
  readonly option: number;
  readonly target: number;
  readonly step: Step;
}

/**
 * Rosters of one person at given prices per cell, exactly, by dynamic programming over the days. A state is the run of
 * days off or on so far (on: with the class of the last shift) and the totals of all counters; its cost is the least that
 * the days to come can cost, so that walking forward finds the cheapest roster, and all that are nearly as cheap.
 */
export class CheapestWalk {
  private readonly totals: Totals;
  private readonly endCosts: Float64Array;
  /** States are modes times totals; modes are lengths of time off, then class by class the lengths of work. */
  private readonly offModes: number;
  private readonly runModes: number;
  private readonly modes: number;
  private readonly states: number;
  private readonly moves: readonly (readonly (readonly Move[])[])[];

  constructor(
    readonly program: PersonProgram,
    private readonly workspace: Workspace,
  ) {
    const { runs, days, classes } = program;
    this.totals = new Totals(program);
    this.endCosts = this.totals.costs();
    this.offModes = Math.max(1, runs.offAtLeast);
    this.runModes = Number.isFinite(runs.atMost) ? Math.max(1, runs.atMost) : Math.max(1, runs.atLeast);
    this.modes = this.offModes + classes * this.runModes;
    this.states = this.modes * this.totals.size;
    this.moves = days.map((_, day) => this.movesOn(day));
  }

  find(prices: Float64Array): Walk | undefined {
    this.price(prices);
    const least = this.workspace.costs[this.first]!;
    return least === Infinity ? undefined : this.within(prices, least + TOLERANCE, 1)[0];
  }

  /** All rosters that cost at most so much, as long as there are no more than `most`; otherwise only cheaper ones. */
  findAll(prices: Float64Array, atMost: number, most: number): { walks: Walk[]; isAll: boolean } {
    this.price(prices);
    const least = this.workspace.costs[this.first]!;
    let walks: Walk[] = [];
    if (least > atMost) return { walks, isAll: true };
    for (let part = 1 / 8; part <= 1; part *= 2) {
      const wider = this.within(prices, least + part * (atMost - least) + TOLERANCE, most + 1);
      if (wider.length > most)
        return { walks: walks.length > 0 ? walks : wider.slice(0, most), isAll: false };
      walks = wider;
    }
    return { walks, isAll: true };
  }

  private get first(): number {
    const begun = Math.min(this.program.runs.before, this.runModes);
    return (begun > 0 ? this.offModes + begun - 1 : this.offModes - 1) * this.totals.size;
  }

  private movesOn(day: number): Move[][] {
    const options = this.program.days[day]!;
    const { runs } = this.program;
    const steps = this.totals.stepsOf(options);
    return Array.from({ length: this.modes }, (_, mode): Move[] => {
      const isOff = mode < this.offModes;
      const length = isOff ? mode + 1 : ((mode - this.offModes) % this.runModes) + 1;
      // What touches the first day is of unknown length, and long enough.
      const isLongEnough = length >= (isOff ? runs.offAtLeast : runs.atLeast) || length >= day;
      const rest: Move = {
        option: REST,
        target: isOff ? Math.min(mode + 1, this.offModes - 1) : 0,
        step: this.totals.standing,
      };
      const offWork = options.mayRest && (isOff || isLongEnough) ? [rest] : [];
      if (isOff ? !isLongEnough : length + 1 > runs.atMost) return offWork;
      const kind = isOff ? -1 : Math.floor((mode - this.offModes) / this.runModes);
      const run = isOff ? 1 : Math.min(length + 1, this.runModes);
      const follows = isOff ? options.isOpen : (options.follows[kind] ?? []);
      const work = options.cells.flatMap((_cell, option): Move[] => {
        const target = this.offModes + options.classOf[option]! * this.runModes + run - 1;
        return follows[option] ? [{ option, target, step: steps[option]![isOff ? 0 : 1] }] : [];
      });
      return [...offWork, ...work];
    });
  }

  /** From the last day back: the least that each state still costs. */
  private price(prices: Float64Array): void {
    const { days } = this.program;
    const { size } = this.totals;
    const costs = this.workspace.makeRoom((days.length + 1) * this.states);
    costs.fill(Infinity, 0, days.length * this.states);
    for (let mode = 0; mode < this.modes; mode++)
      costs.set(this.endCosts, days.length * this.states + mode * size);
    for (let day = days.length - 1; day >= 0; day--) {
      const today = day * this.states;
      for (let mode = 0; mode < this.modes; mode++) {
        for (const { option, target, step } of this.moves[day]![mode]!) {
          const price = option === REST ? 0 : prices[days[day]!.cells[option]!]!;
          lower(costs, today + mode * size, today + this.states + target * size, { step, price, size });
        }
      }
    }
  }

  /** Depth first, and never further than what the days to come allow. */
  private within(prices: Float64Array, atMost: number, most: number): Walk[] {
    const { days } = this.program;
    const { size } = this.totals;
    const { costs } = this.workspace;
    const found: Walk[] = [];
    const cells: number[] = [];
    const visit = (day: number, mode: number, total: number, cost: number): void => {
      if (day === days.length) {
        const limitCost = this.endCosts[total]!;
        found.push({ cells: [...cells], cost: cost + limitCost, limitCost });
        return;
      }
      for (const { option, target, step } of this.moves[day]![mode]!) {
        if (found.length >= most) return;
        if (!step.from[total]) continue;
        const cell = option === REST ? undefined : days[day]!.cells[option]!;
        const sum = cost + (cell === undefined ? 0 : prices[cell]!);
        const next = total + step.by;
        if (sum + costs[(day + 1) * this.states + target * size + next]! > atMost) continue;
        if (cell !== undefined) cells.push(cell);
        visit(day + 1, target, next, sum);
        if (cell !== undefined) cells.pop();
      }
    };
    visit(0, this.first / size, 0, 0);
    return found;
  }
}

const TOLERANCE = 1e-7;

function lower(
  costs: Float64Array,
  state: number,
  next: number,
  { step, price, size }: { readonly step: Step; readonly price: number; readonly size: number },
): void {
  const { from, by } = step;
  for (let total = 0; total < size; total++) {
    if (!from[total]) continue;
    const cost = costs[next + total + by]! + price;
    if (cost < costs[state + total]!) costs[state + total] = cost;
  }
}
