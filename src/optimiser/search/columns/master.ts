import { groupBy } from '../../domain/group-by';
import type { RosterModel } from '../../domain/model/roster-model';
import type { Program } from '../../domain/model/restrict';
import type { PersonProgram } from '../../domain/pricing/person-program';
import type { Walk } from '../../domain/pricing/cheapest-walk';
import type { NewColumn } from '../../solver/solver';

/** One whole roster of one person, as a column of the master. */
export interface RosterColumn extends NewColumn {
  readonly person: number;
  readonly cells: readonly number[];
  /** Keeps the limits that its walk does not count: only in a mix may it do otherwise. */
  readonly isAllowed: boolean;
}

/**
 * The roster model seen from above: its rows that hold people together, a row for each counter left over by a person's
 * walk, and one per person that asks for one roster. Columns are those shared in the model, then per person an empty
 * hand at a ruinous price, then rosters as they come.
 */
export class Master {
  readonly columns: RosterColumn[] = [];
  /** Shared columns of the model, in their order here. */
  readonly shared: readonly number[];
  private readonly entries: (readonly (readonly [row: number, value: number])[])[];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly terms: [row: number, column: number, value: number][] = [];
  private readonly known = new Map<string, number>();
  private readonly leftOver = new Set<number>();

  constructor(
    private readonly model: RosterModel,
    programs: readonly PersonProgram[],
  ) {
    const { board, linear, personRows } = model;
    this.shared = linear.owner.flatMap((owner, column) => (owner < 0 ? [column] : []));
    const at = new Map(this.shared.map((column, position) => [column, position]));
    const entries = board.cells.map((): [number, number][] => []);
    this.entries = entries;
    for (let row = personRows; row < linear.rows; row++) {
      this.addRow(linear.rowLower[row]!, linear.rowUpper[row]!);
      for (let term = linear.rowStart[row]!; term < linear.rowStart[row + 1]!; term++) {
        const column = linear.columnOf[term]!;
        const value = linear.valueOf[term]!;
        if (column < board.cells.length) entries[column]!.push([row - personRows, value]);
        else this.terms.push([row - personRows, at.get(column)!, value]);
      }
    }
    for (const { person, leftOver } of programs) {
      for (const { units, atMost } of leftOver) {
        const row = this.addRow(-Infinity, atMost);
        this.leftOver.add(row);
        for (const [place, cell] of board.cellsOf[person]!.entries())
          if (units[place]) entries[cell]!.push([row, units[place]]);
      }
    }
    for (const { person } of programs) this.terms.push([this.addRow(1, 1), this.shared.length + person, 1]);
  }

  /** Where rosters begin among the columns. */
  get first(): number {
    return this.shared.length + this.model.board.problem.persons.length;
  }

  /** Number of the roster's column, and whether it is new. */
  add(column: RosterColumn): readonly [number: number, isNew: boolean] {
    const key = `${column.person}:${column.cells.join()}`;
    const known = this.known.get(key);
    if (known !== undefined) return [known, false];
    const number = this.columns.push(column) - 1;
    this.known.set(key, number);
    return [number, true];
  }

  columnOf(person: number, { cells, limitCost }: Pick<Walk, 'cells' | 'limitCost'>): RosterColumn {
    const sums = new Map<number, number>([[this.rowOf(person), 1]]);
    let cost = limitCost;
    for (const cell of cells) {
      cost += this.model.linear.cost[cell]!;
      for (const [row, value] of this.entries[cell]!) sums.set(row, (sums.get(row) ?? 0) + value);
    }
    const rows = Int32Array.from(sums.keys());
    const values = Float64Array.from(sums.values());
    const isAllowed = rows.every((row, at) => !this.leftOver.has(row) || values[at]! <= this.rowUpper[row]!);
    return { person, cells, cost, rows, values, isAllowed };
  }

  rowOf(person: number): number {
    return this.rowLower.length - this.model.board.problem.persons.length + person;
  }

  /** What each cell costs when what it does for the rows is paid for. */
  prices(rowDuals: Float64Array): Float64Array {
    return Float64Array.from(this.entries, (entries, cell) =>
      entries.reduce((price, [row, value]) => price - rowDuals[row]! * value, this.model.linear.cost[cell]!),
    );
  }

  reducedCost({ cost, rows, values }: RosterColumn, rowDuals: Float64Array): number {
    return rows.reduce((sum, row, at) => sum - rowDuals[row]! * values[at]!, cost);
  }

  /** Columns by person whose cost is at most so far from paying, the nearest first. */
  columnsWithin(rowDuals: Float64Array, gap: number): ReadonlyMap<number, RosterColumn[]> {
    const near = this.columns
      .map((column) => ({ column, reduced: this.reducedCost(column, rowDuals) }))
      .filter(({ reduced }) => reduced <= gap)
      .toSorted((a, b) => a.reduced - b.reduced)
      .map(({ column }) => column);
    return groupBy(near, ({ person }) => person);
  }

  /** Rosters as model values; columns that follow from them are left at zero. */
  toValues(chosen: readonly RosterColumn[]): Float64Array {
    const values = new Float64Array(this.model.linear.columns);
    for (const { cells } of chosen) for (const cell of cells) values[cell] = 1;
    return values;
  }

  /** Without rosters: to grow by them. */
  relaxed(): Program {
    const ruin = 10 * this.model.linear.cost.reduce((sum, cost) => sum + Math.abs(cost), 1);
    return this.program(
      [],
      this.model.board.problem.persons.map(() => ruin),
    );
  }

  /** A whole choice among these rosters, one per person; a person with only one stays. */
  whole(rosters: readonly RosterColumn[]): Program {
    return this.program(rosters, []);
  }

  private program(rosters: readonly RosterColumn[], emptyHands: readonly number[]): Program {
    const { linear } = this.model;
    const width = this.shared.length + emptyHands.length;
    const terms = this.terms.filter(([, column]) => column < width);
    for (const [at, { rows, values }] of rosters.entries())
      for (const [entry, row] of rows.entries()) terms.push([row, width + at, values[entry]!]);
    const others = [...emptyHands, ...rosters.map(({ cost }) => cost)];
    const of = (source: readonly number[], rest: number): Float64Array =>
      Float64Array.from([...this.shared.map((column) => source[column]!), ...others.map(() => rest)]);
    return {
      columns: Int32Array.from(this.shared),
      cost: Float64Array.from([...this.shared.map((column) => linear.cost[column]!), ...others]),
      lower: of(linear.lower, 0),
      upper: of(linear.upper, Infinity),
      integer: Uint8Array.from([
        ...this.shared.map((column) => (linear.integer[column] ? 1 : 0)),
        ...others.map(() => 1),
      ]),
      offset: linear.offset,
      rows: Int32Array.from(this.rowLower.keys()),
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      ...byRow(terms, this.rowLower.length),
    };
  }

  private addRow(lower: number, upper: number): number {
    this.rowLower.push(lower);
    return this.rowUpper.push(upper) - 1;
  }
}

function byRow(
  terms: readonly (readonly [row: number, column: number, value: number])[],
  rows: number,
): Pick<Program, 'rowStart' | 'columnOf' | 'valueOf'> {
  const rowStart = new Int32Array(rows + 1);
  for (const [row] of terms) rowStart[row + 1]!++;
  for (let row = 0; row < rows; row++) rowStart[row + 1]! += rowStart[row]!;
  const free = rowStart.slice();
  const columnOf = new Int32Array(terms.length);
  const valueOf = new Float64Array(terms.length);
  for (const [row, column, value] of terms) {
    const place = free[row]!++;
    columnOf[place] = column;
    valueOf[place] = value;
  }
  return { rowStart, columnOf, valueOf };
}
