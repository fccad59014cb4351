import type { Cell } from 'exceljs';
import { REFERENCE_TITLE } from '../csv/spreadsheet-cell';
import { csvLine } from '../csv/csv-writer';
import { openWorkbook } from './open-workbook';

/** Files of the Open Packaging Conventions are ZIP archives. */
export function isWorkbook(head: Buffer): boolean {
  return head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));
}

/** The first sheet of a workbook as CSV, so that both are read by the same rules. */
export async function workbookAsCsv(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const rows = await firstSheet(source);
  const ours = rows[0]?.some((title) => title.startsWith(REFERENCE_TITLE)) ?? false;
  return Buffer.from(rows.map(ours ? csvLine : plainLine).join(''), 'utf8');
}

async function firstSheet(source: AsyncIterable<Buffer>): Promise<string[][]> {
  const workbook = await openWorkbook(source);
  const [sheet] = workbook.worksheets;
  const rows: string[][] = [];
  sheet?.eachRow({ includeEmpty: true }, (row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell) => void cells.push(textOf(cell)));
    rows.push(cells);
  });
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  return rows.map((cells) => [...cells, ...Array.from({ length: width - cells.length }, () => '')]);
}

/** A day is written as one, whatever the cell looks like; of a formula its last result counts. */
function textOf(cell: Cell): string {
  const value = cell.result ?? cell.value;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  return value === null ? '' : cell.text;
}

function plainLine(cells: readonly string[]): string {
  return `${cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')}\r\n`;
}
