import type { RosterModel } from './roster-model';

/** A program as the solver takes it. */
export interface Program {
  readonly columns: Int32Array;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly integer: Uint8Array;
  readonly rows: Int32Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly rowStart: Int32Array;
  readonly columnOf: Int32Array;
  readonly valueOf: Float64Array;
  readonly offset: number;
}

/** What may move; everything else stays at the values given. */
export interface Freedom {
  readonly cells: Uint8Array;
  /** Shifts whose people may change fields, besides those of free cells. */
  readonly shifts?: Uint8Array;
  /** Cells that are decided later: lower bounds of long rows wait for them. */
  readonly undecided?: Uint8Array;
  /** How far seats may move along each demand curve from where they are; keeps programs small. */
  readonly seatsAround?: number;
  /** Added to the cost of cells. */
  readonly charge?: Float64Array;
}

export function restrict(model: RosterModel, freedom: Freedom, values: Float64Array): Program {
  const isFree = freeColumns(model, freedom);
  if (freedom.seatsAround !== undefined) fixFarPieces(model, isFree, values, freedom.seatsAround);
  const columns = positions(isFree);
  const at = new Int32Array(isFree.length).fill(-1);
  for (const [position, column] of columns.entries()) at[column] = position;
  const { linear } = model;
  const pick = (source: readonly number[]): Float64Array =>
    Float64Array.from(columns, (column) => source[column]!);
  const cost = pick(linear.cost);
  if (freedom.charge)
    for (const [position, column] of columns.entries()) cost[position]! += freedom.charge[column] ?? 0;
  let { offset } = linear;
  for (let column = 0; column < isFree.length; column++) {
    if (!isFree[column]) offset += linear.cost[column]! * values[column]!;
  }
  return {
    columns,
    cost,
    lower: pick(linear.lower),
    upper: pick(linear.upper),
    integer: Uint8Array.from(columns, (column) => (linear.integer[column] ? 1 : 0)),
    offset,
    ...restrictRows(model, { at, values, undecided: freedom.undecided }),
  };
}

/** Puts the solver's values back among those that stayed. */
export function merge(values: Float64Array, program: Program, solved: Float64Array): Float64Array {
  const merged = values.slice();
  for (const [position, column] of program.columns.entries()) merged[column] = solved[position]!;
  return merged;
}

const LONG_ROW_DAYS = 3;

function freeColumns(model: RosterModel, freedom: Freedom): Uint8Array {
  const { board, linear, fieldColumns } = model;
  const isFree = new Uint8Array(linear.columns);
  isFree.set(freedom.cells);
  const moves = new Uint8Array(board.problem.persons.length);
  const touched = freedom.shifts?.slice() ?? new Uint8Array(board.problem.shifts.length);
  for (const [cell, { person, shift }] of board.cells.entries()) {
    if (freedom.cells[cell]) moves[person] = touched[shift] = 1;
  }
  for (const { group, column } of fieldColumns) isFree[column] = touched[board.groups[group]!.shift]!;
  const isField = new Set(fieldColumns.map(({ column }) => column));
  for (let column = board.cells.length; column < linear.columns; column++) {
    const owner = linear.owner[column]!;
    if (owner >= 0) isFree[column] = moves[owner]!;
  }
  return freeShared(model, isFree, isField);
}

/** A shared count follows as soon as anything it counts may move. */
function freeShared(
  { board, linear }: RosterModel,
  isFree: Uint8Array,
  isField: ReadonlySet<number>,
): Uint8Array {
  const result = isFree.slice();
  for (let row = 0; row < linear.rows; row++) {
    const from = linear.rowStart[row]!;
    const until = linear.rowStart[row + 1]!;
    let hasFree = false;
    for (let term = from; term < until && !hasFree; term++) hasFree = isFree[linear.columnOf[term]!] === 1;
    if (!hasFree) continue;
    for (let term = from; term < until; term++) {
      const column = linear.columnOf[term]!;
      if (column >= board.cells.length && linear.owner[column]! < 0 && !isField.has(column))
        result[column] = 1;
    }
  }
  return result;
}

function fixFarPieces(
  { board, curvePieces }: RosterModel,
  isFree: Uint8Array,
  values: Float64Array,
  around: number,
): void {
  const filled = new Float64Array(board.demand.length);
  for (const { segment, column } of curvePieces) filled[segment]! += values[column]!;
  for (const { segment, from, until, column } of curvePieces) {
    if (until <= Math.floor(filled[segment]!) - around || from >= Math.ceil(filled[segment]!) + around)
      isFree[column] = 0;
  }
}

interface Fixing {
  readonly at: Int32Array;
  readonly values: Float64Array;
  readonly undecided: Uint8Array | undefined;
}

function restrictRows(
  { linear }: RosterModel,
  { at, values, undecided }: Fixing,
): Pick<Program, 'rows' | 'rowLower' | 'rowUpper' | 'rowStart' | 'columnOf' | 'valueOf'> {
  const rows: number[] = [];
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  const rowStart = [0];
  const columnOf: number[] = [];
  const valueOf: number[] = [];
  for (let row = 0; row < linear.rows; row++) {
    let fixed = 0;
    let waits = false;
    for (let term = linear.rowStart[row]!; term < linear.rowStart[row + 1]!; term++) {
      const column = linear.columnOf[term]!;
      if (at[column]! >= 0) {
        columnOf.push(at[column]!);
        valueOf.push(linear.valueOf[term]!);
      } else {
        fixed += linear.valueOf[term]! * values[column]!;
        waits ||= undecided?.[column] === 1;
      }
    }
    if (columnOf.length === rowStart.at(-1)) continue;
    rows.push(row);
    rowStart.push(columnOf.length);
    rowLower.push(waits && linear.rowDays[row]! > LONG_ROW_DAYS ? -Infinity : linear.rowLower[row]! - fixed);
    rowUpper.push(linear.rowUpper[row]! - fixed);
  }
  return {
    rows: Int32Array.from(rows),
    rowLower: Float64Array.from(rowLower),
    rowUpper: Float64Array.from(rowUpper),
    rowStart: Int32Array.from(rowStart),
    columnOf: Int32Array.from(columnOf),
    valueOf: Float64Array.from(valueOf),
  };
}

function positions(flags: Uint8Array): Int32Array {
  const found: number[] = [];
  for (let position = 0; position < flags.length; position++) if (flags[position]) found.push(position);
  return Int32Array.from(found);
}
