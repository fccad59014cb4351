import { type CallColumn, columnTitle } from './call-columns';

/** One row of a carrier's file. */
export interface CallCells {
  cell(column: CallColumn): string;
}

/** Why a row was not taken, for the person who sent the file; never repeats what the row holds. */
export interface CallFault {
  /** Title of the column. */
  readonly column: string;
  readonly code: string;
  readonly message: string;
}

/** Reads one value of a row, or adds what is wrong with it to `faults`. */
export type CellReader<Value> = (row: CallCells, faults: CallFault[]) => Value;

export function callFault(column: CallColumn, code: string, message: string): CallFault {
  return { column: columnTitle(column), code, message };
}
