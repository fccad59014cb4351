/** A mixed-integer program under construction: columns and rows in growing lists, written down once at the end. */
export class LinearModel {
  readonly cost: number[] = [];
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly integer: boolean[] = [];
  /** The person a column tells about, or -1 when it is shared. */
  readonly owner: number[] = [];
  readonly rowLower: number[] = [];
  readonly rowUpper: number[] = [];
  readonly rowStart: number[] = [0];
  readonly rowDays: number[] = [];
  readonly columnOf: number[] = [];
  readonly valueOf: number[] = [];
  offset = 0;
  /** Each works out its family's own columns from those added before. */
  readonly completions: ((values: Float64Array) => void)[] = [];

  addColumn(column: Column): number {
    this.cost.push(column.cost ?? 0);
    this.lower.push(column.lower ?? 0);
    this.upper.push(column.upper ?? 1);
    this.integer.push(column.integer ?? false);
    this.owner.push(column.owner ?? -1);
    return this.cost.length - 1;
  }

  addRow(terms: Terms, bounds: { lower?: number; upper?: number; days?: number }): number {
    for (const [column, value] of terms) {
      this.columnOf.push(column);
      this.valueOf.push(value);
    }
    this.rowStart.push(this.columnOf.length);
    this.rowLower.push(bounds.lower ?? -Infinity);
    this.rowUpper.push(bounds.upper ?? Infinity);
    this.rowDays.push(bounds.days ?? 1);
    return this.rowLower.length - 1;
  }

  get columns(): number {
    return this.cost.length;
  }

  get rows(): number {
    return this.rowLower.length;
  }
}

export interface Column {
  readonly cost?: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly integer?: boolean;
  readonly owner?: number;
}

export type Terms = readonly (readonly [column: number, value: number])[];

export function sumOf(columns: readonly number[], value = 1): Terms {
  return columns.map((column) => [column, value] as const);
}
