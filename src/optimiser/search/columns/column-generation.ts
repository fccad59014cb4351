import type { RosterModel } from '../../domain/model/roster-model';
import { CheapestWalk, Workspace } from '../../domain/pricing/cheapest-walk';
import type { PersonProgram } from '../../domain/pricing/person-program';
import type { GrowingProgram, Relaxed, Solver } from '../../solver/solver';
import type { RosterColumn } from './master';
import { Master } from './master';

/** The master's best mix of rosters so far. */
export interface Mix extends Relaxed {
  /** No roster at all, nor any mix, costs less while nobody is held to a roster. */
  readonly bound: number;
}

const TOLERANCE = 1e-6;

/** Rosters per person, made where the present mix of them would pay for it, until nobody has a better one. */
export class ColumnGeneration {
  readonly master: Master;
  private readonly walks: readonly CheapestWalk[];
  private readonly relaxed: GrowingProgram;
  private readonly kept = new Map<number, number>();
  private sent = 0;
  private bounds: [column: number, lower: number, upper: number][] = [];

  constructor(model: RosterModel, programs: readonly PersonProgram[], solver: Solver) {
    this.master = new Master(model, programs);
    const workspace = new Workspace();
    this.walks = programs.map((program) => new CheapestWalk(program, workspace));
    this.relaxed = solver.grow(this.master.relaxed());
  }

  /** Holds each of these persons to one roster, and nobody else. */
  hold(numbers: readonly number[]): void {
    const wanted = new Map(numbers.map((number) => [this.master.columns[number]!.person, number]));
    for (const [person, number] of this.kept) {
      if (wanted.get(person) !== number) this.bounds.push([this.master.first + number, 0, Infinity]);
    }
    for (const [person, number] of wanted) {
      if (this.kept.get(person) !== number) this.bounds.push([this.master.first + number, 1, Infinity]);
    }
    this.kept.clear();
    for (const [person, number] of wanted) this.kept.set(person, number);
  }

  /** Nobody is held. */
  get isFree(): boolean {
    return this.kept.size === 0;
  }

  /** At most so many rounds; after each, `goOn` may say that it is enough. */
  async generate(rounds: number, goOn: (mix: Mix) => boolean = () => true): Promise<Mix | undefined> {
    let bound = -Infinity;
    for (let round = 0; ; round++) {
      const relaxed = await this.solve();
      if (!relaxed || round === rounds) return relaxed && { ...relaxed, bound };
      const { gain, isDone } = this.price(relaxed);
      bound = Math.max(bound, relaxed.objective + gain);
      const mix = { ...relaxed, bound };
      if (isDone || !goOn(mix)) return mix;
    }
  }

  /** The column of a roster that stands already, unless the person's walk cannot take it. */
  columnOf(person: number, cells: readonly number[]): number | undefined {
    const wanted = new Set(cells);
    const prices = new Float64Array(
      Math.max(0, ...cells.map((cell) => cell + 1), ...this.cellsOf(person)) + 1,
    );
    for (const cell of this.cellsOf(person)) prices[cell] = wanted.has(cell) ? -1e7 : 1e7;
    const walk = this.walks[person]!.find(prices);
    if (!walk || walk.cells.join() !== cells.join()) return undefined;
    return this.master.add(this.master.columnOf(person, walk))[0];
  }

  /**
   * Rosters of everybody not held that could be part of a choice better by `gap` than the mix: all of them, or where
   * there are more, up to `most` of the nearest each and of those made for the mix, which differ more among themselves.
   */
  near({ rowDuals }: Mix, gap: number, most: number): { columns: RosterColumn[]; isAll: boolean } {
    const prices = this.master.prices(rowDuals);
    const made = this.master.columnsWithin(rowDuals, gap);
    const columns: RosterColumn[] = [];
    let areAll = true;
    for (const [person, walk] of this.walks.entries()) {
      if (this.kept.has(person)) continue;
      const own = rowDuals[this.master.rowOf(person)]!;
      const { walks, isAll } = walk.findAll(prices, own + gap, most);
      columns.push(...walks.map((found) => this.master.columnOf(person, found)));
      if (!isAll) columns.push(...(made.get(person) ?? []).slice(0, most));
      areAll &&= isAll;
    }
    return { columns, isAll: areAll };
  }

  close(): void {
    this.relaxed.close();
  }

  private cellsOf(person: number): readonly number[] {
    return this.walks[person]!.program.days.flatMap(({ cells }) => cells);
  }

  private solve(): Promise<Relaxed | undefined> {
    const columns = this.master.columns.slice(this.sent);
    this.sent = this.master.columns.length;
    const { bounds } = this;
    this.bounds = [];
    return this.relaxed.solve(columns, bounds);
  }

  private price({ rowDuals }: Relaxed): { gain: number; isDone: boolean } {
    const prices = this.master.prices(rowDuals);
    let gain = 0;
    let isDone = true;
    for (const [person, walk] of this.walks.entries()) {
      if (this.kept.has(person)) continue;
      const found = walk.find(prices);
      if (!found) return { gain: -Infinity, isDone: true };
      const reduced = found.cost - rowDuals[this.master.rowOf(person)]!;
      gain += reduced;
      if (reduced < -TOLERANCE && this.master.add(this.master.columnOf(person, found))[1]) isDone = false;
    }
    return { gain, isDone };
  }
}
