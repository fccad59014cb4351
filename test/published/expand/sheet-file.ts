import { instantOfRow, type Span, wallClock } from './clock';
import { csvText, type CsvValue } from './csv-text';

/** What is written on one sheet: column → code, label or number; several ticks joined by `;`. Blank when missing. */
export type Filled = Readonly<Record<string, CsvValue>>;

export interface SheetPlan {
  readonly span: Span;
  readonly organisationCode: string;
  readonly sheets: number;
  /** Sheets of the same body and period that another file holds already. */
  readonly before?: number;
  readonly columns: readonly string[];
  readonly filled: Iterable<Filled>;
}

/** The sheets of one plan as a body would upload them, in order of reception. */
export function sheetFile(plan: SheetPlan): Generator<string> {
  return csvText(['記録番号', '対応団体', '受付開始日時', ...plan.columns], sheetRows(plan));
}

function* sheetRows(plan: SheetPlan): Generator<readonly CsvValue[]> {
  let at = 0;
  for (const filled of plan.filled) {
    yield [
      recordNo((plan.before ?? 0) + at),
      plan.organisationCode,
      wallClock(instantOfRow(plan.span, at, plan.sheets)),
      ...plan.columns.map((column) => filled[column] ?? null),
    ];
    at += 1;
  }
  if (at !== plan.sheets) throw new RangeError(`planned ${plan.sheets} sheets, filled ${at}`);
}

function recordNo(at: number): string {
  return `R${String(at + 1).padStart(8, '0')}`;
}

/** One value from each column's sequence per sheet; blank where a sequence is shorter. */
export function* zipColumns(
  sequences: Readonly<Record<string, Iterator<CsvValue>>>,
  sheets: number,
): Generator<Filled> {
  const columns = Object.entries(sequences);
  for (let at = 0; at < sheets; at += 1) {
    yield Object.fromEntries(columns.map(([column, values]) => [column, valueOf(values.next())]));
  }
}

function valueOf(step: IteratorResult<CsvValue>): CsvValue {
  return step.done === true ? null : step.value;
}
