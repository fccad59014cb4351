import { utils, type WorkBook } from '@e965/xlsx';
import type { Cell, Column, Row } from '../../src/analysis/domain/analysis-table';
import { type Disagreement, isMean, isRatio } from './compare';
import type { ServedTable } from './published-client';

type SheetValue = string | number | null;

const FIRST_HEADER = '区分';

/** Every cell of these tables that the downloaded workbook, read by another program, does not show as the API gives it. */
export function workbookDisagreements(
  fixture: string,
  workbook: WorkBook,
  tables: readonly ServedTable[],
): Disagreement[] {
  return tables.flatMap((table) => {
    const sheet = readSheet(workbook, table);
    return [...table.rows, ...table.totals].flatMap((row, at) =>
      rowDisagreements(fixture, table, row, at, sheet),
    );
  });
}

interface ReadSheet {
  /** Position of each column's first cell, by the label over it. */
  readonly columns: ReadonlyMap<SheetValue, number>;
  readonly figures: readonly (readonly SheetValue[])[];
}

function readSheet(workbook: WorkBook, { table }: ServedTable): ReadSheet {
  const name = workbook.SheetNames.find((each) => each.startsWith(`${table} `));
  const sheet = name === undefined ? undefined : workbook.Sheets[name];
  if (!sheet) throw new Error(`the workbook has no sheet for ${table}: ${workbook.SheetNames.join()}`);
  const rows: SheetValue[][] = utils.sheet_to_json(sheet, { header: 1, defval: null, blankrows: true });
  const header = rows.findIndex(([first]) => first === FIRST_HEADER);
  const labels = (rows[header] ?? []).map((label, at) => [label, at] as const);
  return { columns: new Map(labels.filter(([label]) => label !== null)), figures: rows.slice(header + 2) };
}

function rowDisagreements(
  fixture: string,
  table: ServedTable,
  row: Row,
  at: number,
  { columns, figures }: ReadSheet,
): Disagreement[] {
  const shown = figures[at] ?? [];
  const label = { cell: `${table.table} row ${at + 1}`, api: row.label, workbook: labelOf(shown) };
  const cells = table.columns.map((column) => {
    const from = columns.get(column.label) ?? Number.NaN;
    const expected = expectedCells(column, row.values[column.key]);
    return {
      cell: `${table.table} ${row.code}.${column.key} in the workbook`,
      api: expected.map(String).join(' | '),
      workbook: expected.map((_, part) => String(shown[from + part] ?? null)).join(' | '),
    };
  });
  return [label, ...cells]
    .filter(({ api, workbook }) => api !== workbook)
    .map(({ cell, api, workbook }) => ({ fixture, cell, published: api, ours: workbook }));
}

/** A row that repeats others says so in front of its label. */
function labelOf(shown: readonly SheetValue[]): string {
  return String(shown[0] ?? null).replace(/^（再掲）/, '');
}

/** What must stand side by side: a measure shows its exact parts before the printed value, unless the column is of counts. */
function expectedCells(column: Column, cell: Cell | undefined): SheetValue[] {
  const parts = column.kind === 'count' || column.kind === 'instant' ? 0 : 2;
  if (cell === undefined) return Array.from({ length: parts + 1 }, () => null);
  if (cell === null) return [...Array.from({ length: parts }, () => null), 'n/a'];
  if (isRatio(cell)) return [...[cell.numerator, cell.denominator].slice(0, parts), shownAs(cell.printed)];
  if (isMean(cell)) return [...[cell.sum, cell.count].slice(0, parts), shownAs(cell.printed)];
  return [cell];
}

function shownAs(printed: string | null): SheetValue {
  if (printed === null) return '－';
  return printed.includes(':') ? printed : Number(printed);
}
