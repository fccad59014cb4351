import { type UnpackedSheet, unpackWorkbook } from './unpack-workbook';

/** Plain texts of one sheet, trimmed and in NFC. */
export type ReadSheet = UnpackedSheet;

/** Reads the texts of a workbook. Formulas count as the value they last had; nothing is calculated. */
export async function readWorkbook(source: AsyncIterable<Buffer>): Promise<ReadSheet[]> {
  const sheets = await unpackWorkbook(source);
  return sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((cells) => cells.map((text) => text.normalize('NFC').trim())),
  }));
}

/** `A1`-like address of a cell, counted from 0. */
export function cellAddress(row: number, column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}
