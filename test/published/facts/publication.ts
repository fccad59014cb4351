/** Where published figures were found. Figures are facts; the wording around them is ours. */
export interface Publication {
  /** Short name that failures carry. */
  readonly fixture: string;
  readonly publisher: string;
  readonly covers: string;
  readonly addresses: readonly string[];
}

/** One line of a published distribution. */
export interface Cell {
  readonly code: string;
  readonly label: string;
  readonly count: number;
}

/** A line whose share was printed beside its count. */
export interface RatedCell extends Cell {
  /** As printed, in %, so that the number of decimals is kept. */
  readonly printed: string;
}

export function totalOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.count, 0);
}
