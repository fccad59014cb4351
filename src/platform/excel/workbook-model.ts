/** A workbook as plain data: what stands where. Pure functions make it, `writeWorkbook` writes it. */
export interface WorkbookModel {
  readonly title: string;
  readonly creator: string;
  /** Written as the time of creation, so that the same data gives the same metadata. */
  readonly asOf: Date;
  readonly sheets: readonly SheetModel[];
}

export interface SheetModel {
  /** At most 31 characters, without []:*?/\ */
  readonly name: string;
  /** Name of the sheet's first cell, in ASCII: what links lead to. */
  readonly anchor: string;
  /** Of each column, in characters. */
  readonly widths: readonly number[];
  readonly rows: readonly SheetRow[];
  /** 1-based rows that repeat on every printed page and stay in view. */
  readonly header?: { readonly first: number; readonly last: number };
  readonly merges: readonly Area[];
  /** Absent: A4. */
  readonly paper?: 'A3' | 'A4';
  /** What the reader fills in; where there is any, all other cells are locked. */
  readonly inputs?: readonly InputArea[];
}

export interface InputArea extends Area {
  /** The only texts that such a cell takes, offered as a list. */
  readonly choices?: readonly string[];
}

export type CellStyle = 'title' | 'header' | 'body' | 'text' | 'total' | 'note';

export interface SheetRow {
  readonly style: CellStyle;
  readonly cells: readonly SheetCell[];
  readonly height?: number;
  /** The first cell goes over the whole width. */
  readonly spansSheet?: boolean;
}

export interface SheetCell {
  readonly value: string | number | boolean | null;
  /** Number format, e.g. `#,##0`. */
  readonly format?: string;
  /** Anchor of the sheet a click leads to. */
  readonly linkTo?: string;
}

/** 1-based, both ends inside. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}
