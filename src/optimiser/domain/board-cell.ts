import type { Cell } from '../problem';

/** A possible assignment with everything the rules ask of it worked out once. */
export interface BoardCell {
  readonly person: number;
  readonly shift: number;
  readonly cell: Cell;
  /** Fields the person may answer in this shift on its date. */
  readonly fields: readonly number[];
  readonly skills: readonly string[];
  readonly minutes: number;
  readonly yen: number;
  readonly cost: number;
}
