import type { Board } from '../board';
import { addChanges } from './changes';
import type { CurvePiece, FieldColumn } from './demand';
import { addDemand, addFields, addNeeds, addSeats, addServiceLimit } from './demand';
import { addOrganisationLimits, addPersonLimits } from './limits';
import { LinearModel } from './linear-model';
import { addOneAtATime, addSuccessions } from './one-at-a-time';
import { addRuns } from './runs';

export interface RosterModel {
  readonly board: Board;
  /** The first columns are the cells, under their own numbers. */
  readonly linear: LinearModel;
  /** The first rows, each about one person alone; those after them hold people together. */
  readonly personRows: number;
  readonly fieldColumns: readonly FieldColumn[];
  readonly curvePieces: readonly CurvePiece[];
}

export function buildModel(board: Board): RosterModel {
  const linear = new LinearModel();
  for (const { cost, person, cell } of board.cells) {
    linear.addColumn({ cost, lower: cell.pin === 'must' ? 1 : 0, integer: true, owner: person });
  }
  addOneAtATime(linear, board);
  addSuccessions(linear, board);
  addPersonLimits(linear, board);
  addRuns(linear, board);
  const personRows = linear.rows;
  addOrganisationLimits(linear, board);
  const { columns, terms } = addFields(linear, board);
  addSeats(linear, board, terms);
  const curvePieces = addDemand(linear, board, terms);
  const missing = addNeeds(linear, board, terms);
  addServiceLimit(linear, board, [...curvePieces.map(({ column }) => column), ...missing]);
  addChanges(linear, board);
  return { board, linear, personRows, fieldColumns: columns, curvePieces };
}

/** Fills in every column that follows from who works when and which field how many serve. */
export function complete(model: RosterModel, values: Float64Array): Float64Array {
  for (const completion of model.linear.completions) completion(values);
  return values;
}

export function objectiveOf({ linear }: RosterModel, values: Float64Array): number {
  return linear.cost.reduce((sum, cost, column) => sum + cost * values[column]!, linear.offset);
}
