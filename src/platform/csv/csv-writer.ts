import { protectCell } from './spreadsheet-cell';

/** Without it Excel takes UTF-8 for the code page of the machine. */
export const UTF8_MARK = '\uFEFF';
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/u;

/** One record of RFC 4180 whose cells no spreadsheet program runs. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const safe = protectCell(text);
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
