import { Workbook, type Cell } from 'exceljs';
import { REFERENCE_TITLE } from '../csv/spreadsheet-cell';
import { csvLine } from '../csv/csv-writer';
import { refuseFile } from '../csv/csv-refusal';
import { unpackedSize } from './unpacked-size';

/** A list of some ten thousand rows; more is a matter for CSV, which is read in pieces. */
const FILE_BYTES = 10 * 1024 * 1024;
const UNPACKED_BYTES = 200 * 1024 * 1024;

/** Files of the Open Packaging Conventions are ZIP archives. */
export function isWorkbook(head: Buffer): boolean {
  return head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));
}

/** The first sheet of a workbook as CSV, so that both are read by the same rules. */
export async function workbookAsCsv(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const bytes = await gather(source);
  const unpacked = unpackedSize(bytes);
  if (unpacked === null) throw unreadable();
  if (unpacked > UNPACKED_BYTES) throw tooLarge();
  const rows = await firstSheet(bytes);
  const ours = rows[0]?.some((title) => title.startsWith(REFERENCE_TITLE)) ?? false;
  return Buffer.from(rows.map(ours ? csvLine : plainLine).join(''), 'utf8');
}

async function gather(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of source) {
    size += piece.length;
    if (size > FILE_BYTES) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function firstSheet(bytes: Buffer): Promise<string[][]> {
  const workbook = new Workbook();
  try {
    await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  } catch {
    throw unreadable();
  }
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

function unreadable(): Error {
  return refuseFile('workbook_unreadable', 'Excel ブックとして読めません。.xlsx 形式で保存してください。');
}

function tooLarge(): Error {
  return refuseFile('workbook_too_large', 'Excel ブックが大きすぎます。CSV で保存して送ってください。');
}
