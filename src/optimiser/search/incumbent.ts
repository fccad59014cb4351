import type { Program } from '../domain/model/restrict';
import { merge } from '../domain/model/restrict';
import type { RosterModel } from '../domain/model/roster-model';
import { complete, objectiveOf } from '../domain/model/roster-model';

/** A roster as column values, exact: whole where it must be, with everything that follows worked out again. */
export interface Incumbent {
  readonly values: Float64Array;
  readonly objective: number;
}

const TOLERANCE = 1e-6;

export function incumbentOf(model: RosterModel, values: Float64Array): Incumbent {
  const exact = new Float64Array(values.length);
  for (let cell = 0; cell < model.board.cells.length; cell++) exact[cell] = Math.round(values[cell]!);
  for (const { column } of model.fieldColumns) exact[column] = Math.round(values[column]!);
  complete(model, exact);
  return { values: exact, objective: objectiveOf(model, exact) };
}

/** What a solve gives as a whole roster, unless rounding it breaks a row. */
export function solved(
  model: RosterModel,
  base: Float64Array,
  program: Program,
  values: Float64Array,
): Incumbent | undefined {
  if (values.length === 0) return undefined;
  const incumbent = incumbentOf(model, merge(base, program, values));
  return keepsRows(model, incumbent.values) ? incumbent : undefined;
}

export function keepsRows({ linear }: RosterModel, values: Float64Array): boolean {
  for (let column = 0; column < linear.columns; column++) {
    if (
      values[column]! < linear.lower[column]! - TOLERANCE ||
      values[column]! > linear.upper[column]! + TOLERANCE
    ) {
      return false;
    }
  }
  for (let row = 0; row < linear.rows; row++) {
    let sum = 0;
    for (let term = linear.rowStart[row]!; term < linear.rowStart[row + 1]!; term++) {
      sum += linear.valueOf[term]! * values[linear.columnOf[term]!]!;
    }
    if (sum < linear.rowLower[row]! - TOLERANCE || sum > linear.rowUpper[row]! + TOLERANCE) return false;
  }
  return true;
}
