import type { FieldFault } from '../../shared/domain-error';
import { filePlace, refuseFile } from './csv-refusal';
import { REASON_TITLE } from './returned-rows';
import { REFERENCE_TITLE } from './spreadsheet-cell';

/** One column a file may have. */
export interface CsvColumn<Key extends string = string> {
  readonly key: Key;
  /** Every name the column goes by; the first is the one that messages use. */
  readonly names: readonly string[];
  readonly required?: boolean;
}

export interface HeaderMap {
  /** As they stand in the file. */
  readonly titles: readonly string[];
  /** We wrote the file ourselves, so risky cells carry our mark. */
  readonly ours: boolean;
  /** Where a row that comes back says why it was not taken; -1: nowhere. */
  readonly reasonAt: number;
  /** How many columns each row has. */
  readonly width: number;
  /** Where each column that the file has is in a row, by key. */
  readonly places: ReadonlyMap<string, number>;
}

const NAMED_FAULTS = 5;
const CONTROL = /\p{Cc}/u;

/**
 * Finds every column by its name, in any order. Refuses unknown, missing and doubled columns, each with its own sentence;
 * columns for reference are passed over, and unknown ones too where `passesUnknown`.
 */
export function mapHeader(
  titles: readonly string[],
  columns: readonly CsvColumn[],
  passesUnknown: boolean,
): HeaderMap {
  const width = titles.findLastIndex((title) => title.trim() !== '') + 1;
  const known = columnsByName(columns);
  const found = new Map<string, number>();
  const faults: FieldFault[] = [];
  titles.slice(0, width).forEach((title, at) => {
    const column = known.get(nameKey(title));
    if (!column && (passesUnknown || isReference(title))) return;
    if (!column)
      faults.push(fault('unknown_column', title, at, `${shown(title, at)}は受け付けていない列です。`));
    else if (found.has(column.key))
      faults.push(fault('duplicate_column', title, at, `${shown(title, at)}は二度書かれています。`));
    else found.set(column.key, at);
  });
  for (const { key, names, required } of columns) {
    if (!required || found.has(key)) continue;
    faults.push({
      pointer: filePlace(1, names[0] ?? key),
      code: 'missing_column',
      message: `「${names[0] ?? key}」の列がありません。`,
    });
  }
  if (faults.length > 0)
    throw refuseFile('csv_header', `見出し行を確認してください。${sentences(faults)}`, faults);
  return {
    titles: titles.slice(0, width),
    ours: titles.some(isReference),
    reasonAt: titles.indexOf(REASON_TITLE),
    width,
    places: found,
  };
}

function isReference(title: string): boolean {
  return title.startsWith(REFERENCE_TITLE);
}

function columnsByName(columns: readonly CsvColumn[]): Map<string, CsvColumn> {
  const known = new Map<string, CsvColumn>();
  for (const column of columns) {
    for (const name of column.names) if (!known.has(nameKey(name))) known.set(nameKey(name), column);
  }
  return known;
}

/** Full-width letters, capitals and stray blanks do not make another column. */
function nameKey(title: string): string {
  return title.normalize('NFKC').trim().toLowerCase();
}

function fault(code: string, title: string, at: number, message: string): FieldFault {
  return { pointer: filePlace(1, showable(title) ? title : `${at + 1}列目`), code, message };
}

function shown(title: string, at: number): string {
  return showable(title) ? `「${title}」` : `${at + 1}列目`;
}

/** A file without a header row has data in its place: numbers and long texts are not repeated in a report. */
function showable(title: string): boolean {
  return (
    title.trim() !== '' &&
    title.length <= 40 &&
    !CONTROL.test(title) &&
    !/\d.*\d.*\d.*\d/u.test(title.normalize('NFKC'))
  );
}

function sentences(faults: readonly FieldFault[]): string {
  const named = faults.slice(0, NAMED_FAULTS).map(({ message }) => message);
  const more = faults.length - named.length;
  return [...named, ...(more > 0 ? [`ほか${more}件。`] : [])].join('');
}
