import type { Mean, Ratio } from './ratio';

export interface Bilingual {
  readonly ja: string;
  readonly en: string;
}

/**
 * What the cells of a column are. `ratio` is in per cent, `quotient` is plain; `meanTime` averages seconds and prints
 * minutes:seconds; `instant` is RFC 3339 text.
 */
export const COLUMN_KINDS = ['count', 'ratio', 'quotient', 'mean', 'meanTime', 'instant'] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

export interface Column {
  readonly key: string;
  readonly label: string;
  readonly kind: ColumnKind;
}

/** Null: not offered, or not answerable, in this period. A measure that does not exist for a row has no cell at all. */
export type Cell = number | string | Ratio | Mean | null;
export type Cells = Readonly<Record<string, Cell>>;

/**
 * `listed` rows come from the code list in force or are fixed; `unlisted` codes occur in the data only; a `subtotal`
 * counts rows again; `outside` rows are not in the base of the shares.
 */
export const ROW_KINDS = ['listed', 'unlisted', 'subtotal', 'outside'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

export interface Row {
  readonly code: string;
  readonly label: string;
  readonly kind: RowKind;
  readonly values: Cells;
  /** Not comparable with other versions of the form by itself; see the totals across versions. */
  readonly seriesBreak?: boolean;
}

/** A set that is counted, by its name in the definitions: C, R, R_t. */
export interface Base {
  readonly code: string;
  readonly label: string;
  readonly count: number;
}

/** What a table is, whatever period it is built for. The version goes up when the same rows would count differently. */
export interface TableIdentity {
  readonly table: string;
  readonly definitionVersion: number;
  readonly title: Bilingual;
  readonly definition: Bilingual;
}

export interface TableContent {
  /** The base of the table's shares. */
  readonly base: Base;
  readonly otherBases: readonly Base[];
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly totals: readonly Row[];
  /** What a reader has to know about these figures, such as parts that do not add up. */
  readonly notes: readonly string[];
}

export type AnalysisTable = TableIdentity & TableContent;

const BASE_LABELS = {
  C: '総呼数（電話）',
  C_digit: '番号を選択した呼（電話）',
  R: '相談記録件数',
  R_t: '会話成立件数',
} as const;

export function base(code: keyof typeof BASE_LABELS, count: number): Base {
  return { code, label: BASE_LABELS[code], count };
}
