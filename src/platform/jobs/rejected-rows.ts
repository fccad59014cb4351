import { type CsvRow, readCsv } from '../csv/csv-reader';
import { csvLine, UTF8_MARK } from '../csv/csv-writer';
import { CLEAR_WHEN_MENDED, looksSoundLater, REASON_TITLE, ROW_TITLE } from '../csv/returned-rows';
import type { RowFault } from './fault-report';
import type { CellPlace, RejectedLayout, RunningJob } from './job';

type FileJob = Pick<RunningJob, 'faults' | 'readFile' | 'checkpoint'>;

/**
 * The rows with faults as they stand in the file, with their number and reasons in front: corrected, the file can be sent again.
 * Reads the file a second time, so that an import without faults pays nothing and no row waits in memory.
 */
export async function* rejectedRows(job: FileJob, layout: RejectedLayout): AsyncGenerator<string> {
  const reasons = reasonsByRow(job.faults.kept);
  let left = reasons.size;
  let titled = false;
  for await (const { rows, bytesRead } of readCsv(job.readFile(), layout.columns, layout.reading)) {
    let lines = '';
    for (const row of rows) {
      const reason = reasons.get(row.number);
      if (reason === undefined) continue;
      const shown = shownPlaces(row);
      if (!titled) lines += UTF8_MARK + csvLine([ROW_TITLE, REASON_TITLE, ...titlesAt(row, shown)]);
      titled = true;
      lines += csvLine([String(row.number), reason + hint(row), ...cellsAt(row, shown, layout)]);
      left -= 1;
    }
    if (lines !== '') yield lines;
    if (left === 0) return;
    await job.checkpoint(bytesRead);
  }
}

function reasonsByRow(faults: readonly RowFault[]): Map<number, string> {
  const reasons = new Map<number, string>();
  for (const { row, column, message } of faults) {
    const said = column === '' ? message : `${column}：${message}`;
    const before = reasons.get(row);
    reasons.set(row, before === undefined ? said : `${before}${said}`);
  }
  return reasons;
}

function hint({ fault }: CsvRow): string {
  return fault !== null && looksSoundLater(fault) ? CLEAR_WHEN_MENDED : '';
}

/** All columns but our own two, which a file has that comes for the second time. */
function shownPlaces({ header }: CsvRow): number[] {
  return header.titles.flatMap((title, at) => (title === ROW_TITLE || title === REASON_TITLE ? [] : [at]));
}

function titlesAt({ header }: CsvRow, places: readonly number[]): string[] {
  return places.map((at) => header.titles[at] ?? '');
}

function cellsAt(row: CsvRow, places: readonly number[], { keep }: RejectedLayout): string[] {
  const { values, header, fault } = row;
  const columns = new Map([...header.places].map(([key, at]) => [at, key]));
  const cellAt = (at: number) =>
    keep(values[at] ?? '', { column: columns.get(at) ?? null, aligned: fault === null });
  // A short row stays short: filled up, its cells would stand under their neighbours' titles.
  const there = places.filter((at) => at < values.length);
  const beyond = values.slice(header.titles.length).map((cell) => keep(cell, OUT_OF_STEP));
  return [...there.map(cellAt), ...beyond];
}

const OUT_OF_STEP: CellPlace = { column: null, aligned: false };
