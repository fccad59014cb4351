import type { Board } from '../board';
import type { Covering } from '../segments';
import type { LinearModel, Terms } from './linear-model';
import { sumOf } from './linear-model';

/** How many of a group serve each of its fields; a group with one field needs no column. */
export interface FieldColumn {
  readonly group: number;
  readonly field: number;
  readonly column: number;
}

export type FieldTerms = (covering: readonly Covering[]) => Terms;

export function addFields(model: LinearModel, board: Board): { columns: FieldColumn[]; terms: FieldTerms } {
  const columns: FieldColumn[] = [];
  const columnOf = new Map<string, number>();
  for (const [number, { fields, cells }] of board.groups.entries()) {
    if (fields.length === 1) continue;
    const own = fields.map((field) => ({
      group: number,
      field,
      column: model.addColumn({ upper: cells.length, integer: true }),
    }));
    columns.push(...own);
    for (const { field, column } of own) columnOf.set(`${number}:${field}`, column);
    model.addRow(
      [
        ...sumOf(cells),
        ...sumOf(
          own.map(({ column }) => column),
          -1,
        ),
      ],
      { lower: 0, upper: 0 },
    );
  }
  const terms: FieldTerms = (covering) =>
    covering.flatMap(({ group, field }) => {
      const column = columnOf.get(`${group}:${field}`);
      return column === undefined ? sumOf(board.groups[group]!.cells) : [[column, 1] as const];
    });
  return { columns, terms };
}

/** A stretch of a demand curve with one slope: its column says how many of these seats are filled. */
export interface CurvePiece {
  readonly segment: number;
  readonly from: number;
  readonly until: number;
  readonly column: number;
}

/** Convex cost of each segment in unit pieces: the cheapest to fill, that is the first seats, fill first by themselves. */
export function addDemand(model: LinearModel, board: Board, fieldTerms: FieldTerms): CurvePiece[] {
  const all: CurvePiece[] = [];
  for (const [segment, { covering, cost }] of board.demand.entries()) {
    model.offset += cost[0]!;
    const pieces = equalSlopes(cost).map(({ slope, from, until }) => ({
      segment,
      from,
      until,
      column: model.addColumn({ cost: slope, upper: until - from }),
    }));
    if (pieces.length === 0) continue;
    all.push(...pieces);
    const people = fieldTerms(covering);
    // Free only where one more person is worth nothing; a curve that rises again prices everybody who can come.
    const beyond = model.addColumn({ upper: cost.at(-1)! > cost.at(-2)! ? 0 : Infinity });
    model.addRow(
      [
        ...people,
        ...sumOf(
          pieces.map(({ column }) => column),
          -1,
        ),
        [beyond, -1],
      ],
      { lower: 0, upper: 0 },
    );
    model.completions.push((values) => {
      let left = total(people, values);
      for (const { column, from, until } of pieces) {
        values[column] = Math.min(left, until - from);
        left -= values[column];
      }
      values[beyond] = left;
    });
  }
  return all;
}

function equalSlopes(cost: readonly number[]): { slope: number; from: number; until: number }[] {
  const pieces: { slope: number; from: number; until: number }[] = [];
  for (let seats = 1; seats < cost.length; seats++) {
    const slope = cost[seats]! - cost[seats - 1]!;
    const last = pieces.at(-1);
    if (last && Math.abs(last.slope - slope) < 1e-9) last.until = seats;
    else pieces.push({ slope, from: seats - 1, until: seats });
  }
  return pieces;
}

/** Supervisors, languages, at least two on duty: each one missing has its price. */
export function addNeeds(model: LinearModel, board: Board, fieldTerms: FieldTerms): number[] {
  return board.needs.map(({ cells, covering, atLeast, price }) => {
    const people = covering ? fieldTerms(covering) : sumOf(cells);
    const missing = model.addColumn({ cost: price, upper: atLeast });
    model.addRow([...people, [missing, 1]], { lower: atLeast });
    model.completions.push((values) => {
      values[missing] = Math.max(0, atLeast - total(people, values));
    });
    return missing;
  });
}

export function addSeats(model: LinearModel, board: Board, fieldTerms: FieldTerms): void {
  for (const { cells, covering, atMost } of board.seats) {
    model.addRow(covering ? fieldTerms(covering) : sumOf(cells), { upper: atMost });
  }
}

/** What every cost of service added up may reach: a row over columns that carry a price of calls, seats or needs. */
export function addServiceLimit(model: LinearModel, board: Board, columns: readonly number[]): void {
  const { serviceAtMost } = board.problem;
  if (serviceAtMost === undefined) return;
  const empty = board.demand.reduce((sum, { cost }) => sum + cost[0]!, 0);
  const terms = columns
    .map((column) => [column, model.cost[column]!] as const)
    .filter(([, cost]) => cost !== 0);
  model.addRow(terms, { upper: serviceAtMost - empty, days: board.days });
}

function total(terms: Terms, values: Float64Array): number {
  return terms.reduce((sum, [column, value]) => sum + value * values[column]!, 0);
}
