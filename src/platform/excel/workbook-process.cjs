'use strict';
/** Unpacks one uploaded workbook, in a process that the server ends when it takes too much. */
const { inflateRawSync } = require('node:zlib');
const { Workbook } = require('exceljs');

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;

/** What holds for an area of cells, a whole column say, is unfolded cell by cell. Nothing of it is read. */
const PASSED_OVER = ['dataValidations', 'conditionalFormatting', 'mergeCells'];

class Refusal extends Error {}

const unreadable = () => new Refusal('workbook_unreadable');
const tooLarge = () => new Refusal('workbook_too_large');

/**
 * Unpacks every file of a ZIP archive (APPNOTE 4.3) within what is allowed for all together: what the archive says of sizes is
 * whatever its maker wrote. Refuses what readers could understand in two ways.
 */
function requireUnpackable(zip, allowed) {
  const end = endOfDirectory(zip);
  const start = zip.readUInt32LE(end + 16);
  if (start + zip.readUInt32LE(end + 12) !== end) throw unreadable();
  let left = allowed;
  let at = start;
  while (at < end) {
    if (at + ENTRY_BYTES > end || zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw unreadable();
    left -= sizeOf(zip, at, left);
    if (left < 0) throw tooLarge();
    at += ENTRY_BYTES + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

function sizeOf(zip, entry, most) {
  const method = zip.readUInt16LE(entry + 10);
  const packed = zip.readUInt32LE(entry + 20);
  const local = zip.readUInt32LE(entry + 42);
  if (local + LOCAL_BYTES > zip.length) throw unreadable();
  const from = local + LOCAL_BYTES + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (from + packed > zip.length) throw unreadable();
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw unreadable();
  try {
    return inflateRawSync(zip.subarray(from, from + packed), { maxOutputLength: Math.max(1, most) }).length;
  } catch (error) {
    throw error.code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : unreadable();
  }
}

function endOfDirectory(zip) {
  const first = Math.max(0, zip.length - END_BYTES - LONGEST_COMMENT);
  for (let at = zip.length - END_BYTES; at >= first; at -= 1) {
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw unreadable();
}

async function read({ bytes, limits, firstOnly }) {
  requireUnpackable(bytes, limits.unpackedBytes);
  const workbook = new Workbook();
  try {
    await workbook.xlsx.load(bytes, { ignoreNodes: PASSED_OVER });
  } catch {
    throw unreadable();
  }
  if (workbook.worksheets.length === 0) throw unreadable();
  return workbook.worksheets.slice(0, firstOnly ? 1 : undefined).map((sheet) => {
    if (sheet.rowCount > limits.rows || sheet.columnCount > limits.columns) throw tooLarge();
    return { name: sheet.name, rows: rowsOf(sheet) };
  });
}

function rowsOf(sheet) {
  const width = sheet.columnCount;
  return Array.from({ length: sheet.rowCount }, (_, at) => {
    const row = sheet.findRow(at + 1);
    return Array.from({ length: width }, (__, column) => textOf(row?.findCell(column + 1)));
  });
}

/** A day is written as one, whatever the cell looks like; of a formula its last result counts, nothing is calculated. */
function textOf(cell) {
  const value = cell?.result ?? cell?.value ?? null;
  if (value === null) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  return typeof value === 'object' ? cell.text : String(value);
}

const answer = (message) => process.send(message, () => process.disconnect());

process.once('message', (order) => {
  read(order).then(
    (sheets) => answer({ sheets }),
    (error) => answer({ refusal: error instanceof Refusal ? error.message : 'workbook_unreadable' }),
  );
});
