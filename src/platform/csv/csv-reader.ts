import { type Encoding, TextDecoding } from './decode-text';
import { type CsvColumn, type HeaderMap, mapHeader } from './map-header';
import { refuseFile } from './csv-refusal';
import { CLEAR_WHEN_MENDED } from './returned-rows';
import { RecordSplitter } from './split-records';
import { unprotectCell } from './spreadsheet-cell';
import { wholeLines } from './whole-lines';

/** One row below the header. A row with a fault must not be used; its cells may be cut or unreadable. */
export class CsvRow<Key extends string = string> {
  constructor(
    /** As a spreadsheet counts: the header is row 1. */
    readonly number: number,
    readonly fault: CsvRowFault | null,
    readonly values: readonly string[],
    readonly header: HeaderMap,
  ) {}

  /** Does the file have such a column? */
  has(column: Key): boolean {
    return this.header.places.has(column);
  }

  /** The cell as it is in the file, '' where the file has no such column. */
  cell(column: Key): string {
    const at = this.header.places.get(column);
    return at === undefined ? '' : (this.values[at] ?? '');
  }
}

export interface CsvRowFault {
  readonly code: string;
  /** Japanese sentence; never repeats what the row holds. */
  readonly message: string;
}

/** The rows of a stretch of the file, in order. */
export interface CsvBlock<Key extends string = string> {
  readonly rows: readonly CsvRow<Key>[];
  /** Bytes of the file read so far. */
  readonly bytesRead: number;
}

/** What is known of a file before it is read. */
export interface CsvReading {
  /** Without it, found out. */
  readonly encoding?: Encoding | undefined;
  /** Columns that nobody named are passed over instead of refused. */
  readonly passesUnknown?: boolean;
}

const UNREADABLE: CsvRowFault = {
  code: 'unreadable_character',
  message: '文字コードとして読めない文字、または使えない制御文字があります。',
};
const TOO_SHORT: CsvRowFault = { code: 'too_few_cells', message: '列の数が見出し行より少ない行です。' };
const TOO_LONG: CsvRowFault = { code: 'too_many_cells', message: '列の数が見出し行より多い行です。' };
/** Came back as it was, filled up by a spreadsheet program perhaps. */
const NOT_MENDED: CsvRowFault = { code: 'not_mended', message: CLEAR_WHEN_MENDED };

/**
 * Reads a CSV file (UTF-8 with or without mark, or CP932) of any length in bounded memory. The file as a whole is refused
 * with a `DomainError`; faults of single rows come with their rows. Empty lines count as rows but are not given out.
 */
export async function* readCsv<Key extends string>(
  source: AsyncIterable<Buffer>,
  columns: readonly CsvColumn<Key>[],
  reading: CsvReading = {},
): AsyncGenerator<CsvBlock<Key>> {
  const decoding = new TextDecoding(reading.encoding);
  const splitter = new RecordSplitter();
  const rows = new RowReader(columns, reading.passesUnknown ?? false);
  let bytesRead = 0;
  for await (const lines of wholeLines(source)) {
    bytesRead += lines.length;
    const text = decoding.decode(lines);
    rows.watch(text);
    const first = splitter.next;
    yield { rows: rows.read(splitter.push(text), first), bytesRead };
  }
  const last = splitter.next;
  yield { rows: rows.read(splitter.end(), last), bytesRead };
  rows.requireHeader();
}

class RowReader<Key extends string> {
  private header: HeaderMap | null = null;
  private damaged = false;

  constructor(
    private readonly columns: readonly CsvColumn<Key>[],
    private readonly passesUnknown: boolean,
  ) {}

  /** Only a file with a damaged stretch has its rows looked through one by one. */
  watch(text: string): void {
    this.damaged ||= isUnreadable(text);
  }

  /** Records in file order, `first` being the number of the first of them. */
  read(records: readonly string[][], first: number): CsvRow<Key>[] {
    const rows: CsvRow<Key>[] = [];
    records.forEach((values, i) => {
      if (isBlank(values)) return;
      if (this.header === null) this.header = this.readHeader(values);
      else rows.push(this.toRow(this.header, values, first + i));
    });
    return rows;
  }

  requireHeader(): void {
    if (this.header === null) throw refuseFile('csv_empty', 'ファイルに見出し行がありません。');
  }

  /** A header that cannot be read means that the whole file cannot. */
  private readHeader(titles: readonly string[]): HeaderMap {
    if (titles.some(isUnreadable)) {
      throw refuseFile(
        'csv_encoding',
        '文字コードを確認してください。UTF-8 または Shift_JIS の CSV で保存してください。',
      );
    }
    return mapHeader(titles, this.columns, this.passesUnknown);
  }

  private toRow(header: HeaderMap, values: readonly string[], number: number): CsvRow<Key> {
    const unreadable = this.damaged && values.some(isUnreadable);
    const fault = unreadable
      ? UNREADABLE
      : (widthFault(values, header.width) ?? mendingFault(values, header));
    return new CsvRow(number, fault, header.ours ? values.map(unprotectCell) : values, header);
  }
}

function widthFault(values: readonly string[], width: number): CsvRowFault | null {
  if (values.length < width) return TOO_SHORT;
  return values.length > width && values.slice(width).some((value) => value !== '') ? TOO_LONG : null;
}

function mendingFault(values: readonly string[], { reasonAt }: HeaderMap): CsvRowFault | null {
  return reasonAt !== -1 && values[reasonAt]?.includes(CLEAR_WHEN_MENDED) ? NOT_MENDED : null;
}

function isUnreadable(text: string): boolean {
  return !text.isWellFormed() || text.includes('\0');
}

function isBlank(values: readonly string[]): boolean {
  return values.every((value) => value.trim() === '');
}
