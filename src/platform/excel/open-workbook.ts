import { Workbook } from 'exceljs';
import { refuseFile } from '../csv/csv-refusal';
import { unpackedSize } from './unpacked-size';

/** A list of some ten thousand rows; more is a matter for CSV, which is read in pieces. */
const FILE_BYTES = 10 * 1024 * 1024;
const UNPACKED_BYTES = 200 * 1024 * 1024;

/** Reads an uploaded workbook whole, unless it is none, too large, or says that it unpacks to too much. */
export async function openWorkbook(source: AsyncIterable<Buffer>): Promise<Workbook> {
  const bytes = await gather(source);
  const unpacked = unpackedSize(bytes);
  if (unpacked === null) throw unreadable();
  if (unpacked > UNPACKED_BYTES) throw workbookTooLarge();
  const workbook = new Workbook();
  try {
    await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  } catch {
    throw unreadable();
  }
  return workbook;
}

export function workbookTooLarge(): Error {
  return refuseFile('workbook_too_large', 'Excel ブックが大きすぎます。行や列を減らして保存してください。');
}

async function gather(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of source) {
    size += piece.length;
    if (size > FILE_BYTES) throw workbookTooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function unreadable(): Error {
  return refuseFile('workbook_unreadable', 'Excel ブックとして読めません。.xlsx 形式で保存してください。');
}
