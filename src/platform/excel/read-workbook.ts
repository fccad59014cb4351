import { Workbook, type Cell } from 'exceljs';
import { DomainError } from '../../shared/domain-error';

/** Plain texts of one sheet, as they stand in the rows; what is empty is ''. */
export interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

const MAX_BYTES = 10 * 1024 * 1024;
/** What the parts of the file may come to once unpacked; a workbook of wishes comes to a few megabytes. */
const MAX_UNPACKED = 100 * 1024 * 1024;
const MAX_COLUMNS = 1_000;
const MAX_ROWS = 20_000;

/** Reads the texts of a workbook. Formulas count as the value they last had; nothing is calculated. */
export async function readWorkbook(source: AsyncIterable<Buffer>): Promise<ReadSheet[]> {
  const bytes = await gather(source);
  if (unpackedSize(bytes) > MAX_UNPACKED) throw tooLarge();
  const workbook = new Workbook();
  try {
    await workbook.xlsx.load(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
    );
  } catch {
    throw new DomainError('invalid', 'not_a_workbook', 'Excel ブック（.xlsx）として読めません。');
  }
  return workbook.worksheets.map((sheet) => {
    if (sheet.rowCount > MAX_ROWS || sheet.columnCount > MAX_COLUMNS) throw tooLarge();
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

async function gather(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of source) {
    size += piece.length;
    if (size > MAX_BYTES) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const CENTRAL_HEADER = Buffer.from('PK\u0001\u0002', 'latin1');
const UNPACKED_AT = 24;

/** As the directory at the end of the file states it (PKWARE APPNOTE 4.3.12), before anything is unpacked. */
function unpackedSize(bytes: Buffer): number {
  let sum = 0;
  let at = bytes.indexOf(CENTRAL_HEADER);
  while (at >= 0 && at + UNPACKED_AT + 4 <= bytes.length) {
    sum += bytes.readUInt32LE(at + UNPACKED_AT);
    at = bytes.indexOf(CENTRAL_HEADER, at + CENTRAL_HEADER.length);
  }
  return sum;
}

function textOf(cell: Cell): string {
  return cell.value === null ? '' : cell.text.normalize('NFC').trim();
}

function tooLarge(): DomainError {
  return new DomainError(
    'invalid',
    'workbook_too_large',
    'Excel ブックが大きすぎます。書き出したブックを使ってください。',
  );
}
