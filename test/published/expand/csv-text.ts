export type CsvValue = string | number | null;

const CHUNK_CHARACTERS = 64 * 1024;

/** RFC 4180 text in pieces, so that ten million rows never stand in memory. */
export function* csvText(header: readonly string[], rows: Iterable<readonly CsvValue[]>): Generator<string> {
  let pending = `${header.map(csvCell).join(',')}\r\n`;
  for (const row of rows) {
    pending += `${row.map(csvCell).join(',')}\r\n`;
    if (pending.length >= CHUNK_CHARACTERS) {
      yield pending;
      pending = '';
    }
  }
  if (pending !== '') yield pending;
}

function csvCell(value: CsvValue): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
