import type { FieldFault } from '../../shared/domain-error';
import { filePlace, refuseFile } from './csv-refusal';

/** One column a file may have. */
export interface CsvColumn<Key extends string = string> {
  readonly key: Key;
  /** Every name the column goes by; the first is the one that messages use. */
  readonly names: readonly string[];
  readonly required?: boolean;
}

export interface HeaderMap<Key extends string = string> {
  /** How many columns each row has. */
  readonly width: number;
  /** Where each known column is in a row; -1 when the file does not have it. */
  readonly places: readonly (readonly [key: Key, at: number])[];
}

const NAMED_FAULTS = 5;

/** Finds every column by its name, in any order. Refuses unknown, missing and doubled columns, each with its own sentence. */
export function mapHeader<Key extends string>(
  titles: readonly string[],
  columns: readonly CsvColumn<Key>[],
): HeaderMap<Key> {
  const width = titles.findLastIndex((title) => title.trim() !== '') + 1;
  const known = columnsByName(columns);
  const found = new Map<Key, number>();
  const faults: FieldFault[] = [];
  titles.slice(0, width).forEach((title, at) => {
    const column = known.get(nameKey(title));
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
  return { width, places: columns.map(({ key }) => [key, found.get(key) ?? -1] as const) };
}

function columnsByName<Key extends string>(columns: readonly CsvColumn<Key>[]): Map<string, CsvColumn<Key>> {
  const known = new Map<string, CsvColumn<Key>>();
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
    title.isWellFormed() &&
    !/\d.*\d.*\d.*\d/u.test(title.normalize('NFKC'))
  );
}

function sentences(faults: readonly FieldFault[]): string {
  const named = faults.slice(0, NAMED_FAULTS).map(({ message }) => message);
  const more = faults.length - named.length;
  return [...named, ...(more > 0 ? [`ほか${more}件。`] : [])].join('');
}
