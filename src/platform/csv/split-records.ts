import { CsvError, parse } from 'csv-parse/sync';
import { refuseFile } from './csv-refusal';

/** Enough for a sheet of several long narratives; beyond it, a quote was opened and never closed. */
const LONGEST_RECORD = 4 * 1024 * 1024;

/** Cuts text into records (RFC 4180) and counts them; line 1 of the file is record 1. */
export class RecordSplitter {
  private rest = '';
  private count = 0;

  /** Number of the record that comes next. */
  get next(): number {
    return this.count + 1;
  }

  /** The records that are complete with this text. */
  push(text: string): string[][] {
    if (this.rest === '' && !text.includes('"') && text.endsWith('\n')) return this.counted(splitPlain(text));
    const all = this.rest + text;
    const end = lastRecordEnd(all);
    this.rest = all.slice(end);
    if (this.rest.length > LONGEST_RECORD) throw this.brokenQuote(this.next);
    return this.counted(this.parse(all.slice(0, end)));
  }

  /** What is left when the file ends without a line break. */
  end(): string[][] {
    const { rest } = this;
    this.rest = '';
    return this.counted(this.parse(rest));
  }

  private counted(records: string[][]): string[][] {
    this.count += records.length;
    return records;
  }

  private parse(text: string): string[][] {
    if (text === '') return [];
    if (!text.includes('"')) return splitPlain(text);
    try {
      return parse(text, { relax_column_count: true, record_delimiter: ['\r\n', '\n'], bom: false });
    } catch (error) {
      if (error instanceof CsvError) throw this.brokenQuote(this.next + recordsBefore(error));
      throw error;
    }
  }

  private brokenQuote(row: number): Error {
    return refuseFile('csv_quote', `${row}行目の引用符（"）の対応が正しくありません。`);
  }
}

/** Without a quote in it, a text holds one record per line. */
function splitPlain(text: string): string[][] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line).split(','));
}

/** Index after the last line break that is outside quotes. */
function lastRecordEnd(text: string): number {
  let end = 0;
  let quoted = false;
  for (let from = 0; ; quoted = !quoted) {
    const quote = text.indexOf('"', from);
    const until = quote === -1 ? text.length : quote;
    if (!quoted) {
      const feed = text.lastIndexOf('\n', until - 1);
      if (feed >= from) end = feed + 1;
    }
    if (quote === -1) return end;
    from = quote + 1;
  }
}

function recordsBefore(error: CsvError): number {
  const { records } = error;
  return typeof records === 'number' ? records : 0;
}
