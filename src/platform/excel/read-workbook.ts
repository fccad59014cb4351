import type { Cell } from 'exceljs';
import { openWorkbook, workbookTooLarge } from './open-workbook';

/** Plain texts of one sheet, as they stand in the rows; what is empty is ''. */
export interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

const MAX_COLUMNS = 1_000;
const MAX_ROWS = 20_000;

/** Reads the texts of a workbook. Formulas count as the value they last had; nothing is calculated. */
export async function readWorkbook(source: AsyncIterable<Buffer>): Promise<ReadSheet[]> {
  const workbook = await openWorkbook(source);
  return workbook.worksheets.map((sheet) => {
    if (sheet.rowCount > MAX_ROWS || sheet.columnCount > MAX_COLUMNS) throw workbookTooLarge();
    const rows = Array.from({ length: sheet.rowCount }, (_, row) =>
      Array.from({ length: sheet.columnCount }, (__, column) => textOf(sheet.getCell(row + 1, column + 1))),
    );
    return { name: sheet.name, rows };
  });
}

/** `A1`-like address of a cell, counted from 0. */
export function cellAddress(row: number, column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}

function textOf(cell: Cell): string {
  return cell.value === null ? '' : cell.text.normalize('NFC').trim();
}
