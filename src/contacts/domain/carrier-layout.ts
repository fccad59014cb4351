import { nameKey, type CallCodes, type Names } from './call-codes';
import { CALL_COLUMNS, type CallColumn, columnTitle } from './call-columns';
import type { CallCells } from './call-row';
import { stampReader } from './read-stamp';

export const CARRIER_ENCODINGS = ['auto', 'utf8', 'shift_jis'] as const;
export const CARRIER_ZONES = ['Asia/Tokyo', 'UTC'] as const;
/** Columns whose words a carrier may spell its own way. */
export const WORD_LISTS = ['channel', 'result', 'origin', 'organisation', 'endedBy'] as const;
export type WordList = (typeof WORD_LISTS)[number];

interface CarrierColumn {
  readonly column: CallColumn;
  readonly title: string;
  /** Of the column with the time, where date and time are two. */
  readonly timeTitle?: string | undefined;
}

interface CarrierWord {
  readonly list: WordList;
  readonly word: string;
  /** A code of ours; of an organisation its own. */
  readonly code: string;
}

/** How a carrier writes its files. */
export interface CarrierLayout {
  readonly encoding: (typeof CARRIER_ENCODINGS)[number];
  readonly columns: readonly CarrierColumn[];
  readonly words: readonly CarrierWord[];
  /** Of columns that are named nowhere. */
  readonly otherColumns: 'refuse' | 'ignore';
  readonly clockBeyond24: boolean;
  /** Of instants without an offset. */
  readonly zone: (typeof CARRIER_ZONES)[number];
}

type FileColumn = CallColumn | `${CallColumn}.time`;

interface TitledColumn {
  readonly key: FileColumn;
  readonly names: readonly string[];
  readonly required?: boolean;
}

const TIME_COLUMNS: readonly CallColumn[] = ['dialledAt', 'queuedAt', 'answeredAt', 'endedAt'];
const REQUIRED: readonly CallColumn[] = ['carrierNo', 'dialledAt'];

export function isTimeColumn(column: CallColumn): boolean {
  return TIME_COLUMNS.includes(column);
}

export function isRequiredColumn(column: CallColumn): boolean {
  return REQUIRED.includes(column);
}

/** What a file of this carrier is read with; without a layout, of one in our own form. */
export interface CarrierReading {
  readonly columns: readonly TitledColumn[];
  readonly encoding: 'utf8' | 'cp932' | undefined;
  readonly passesUnknown: boolean;
  readonly cells: (row: FileCells) => CallCells;
  readonly stamp: () => (text: string) => number;
  /** Title of a column in the file, by ours. */
  readonly titleOf: (title: string) => string;
  readonly codes: (ours: CallCodes) => CallCodes;
}

interface FileCells {
  cell(column: FileColumn): string;
}

const OUR_FORM: CarrierReading = {
  columns: CALL_COLUMNS,
  encoding: undefined,
  passesUnknown: false,
  cells: (row) => row,
  stamp: stampReader,
  titleOf: (title) => title,
  codes: (ours) => ours,
};

const ENCODINGS = { auto: undefined, utf8: 'utf8', shift_jis: 'cp932' } as const;

export function carrierReading(layout: CarrierLayout | null): CarrierReading {
  if (layout === null) return OUR_FORM;
  const titles = new Map(layout.columns.map(({ column, title }) => [columnTitle(column), title]));
  return {
    columns: layout.columns.flatMap(titledColumns),
    encoding: ENCODINGS[layout.encoding],
    passesUnknown: layout.otherColumns === 'ignore',
    cells: cellJoiner(layout),
    stamp: () => carrierStamp(layout),
    titleOf: (title) => titles.get(title) ?? title,
    codes: (ours) => withWords(ours, layout.words),
  };
}

function titledColumns({ column, title, timeTitle }: CarrierColumn): TitledColumn[] {
  const required = isRequiredColumn(column);
  const own: TitledColumn = { key: column, names: [title], required };
  return timeTitle === undefined ? [own] : [own, { key: `${column}.time`, names: [timeTitle], required }];
}

function cellJoiner({ columns }: CarrierLayout): (row: FileCells) => CallCells {
  const split = new Set(
    columns.flatMap(({ column, timeTitle }) => (timeTitle === undefined ? [] : [column])),
  );
  if (split.size === 0) return (row) => row;
  return (row) => ({
    cell: (column) => {
      const first = row.cell(column);
      return split.has(column) ? `${first.trim()} ${row.cell(`${column}.time`).trim()}`.trim() : first;
    },
  });
}

const BEYOND_24 = /[T ](2[4-9]|[3-9]\d|\d{3}):/;
const WITH_OFFSET = /:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const TOKYO_AHEAD_MS = 9 * 60 * 60 * 1000;

function carrierStamp({ clockBeyond24, zone }: CarrierLayout): (text: string) => number {
  const read = stampReader();
  const shift = zone === 'UTC' ? TOKYO_AHEAD_MS : 0;
  if (clockBeyond24 && shift === 0) return read;
  return (text) => {
    const trimmed = text.trim();
    if (!clockBeyond24 && BEYOND_24.test(trimmed)) return Number.NaN;
    return read(trimmed) + (WITH_OFFSET.test(trimmed) ? 0 : shift);
  };
}

/** A carrier's own word goes before a word of ours that looks the same. */
function withWords(ours: CallCodes, words: readonly CarrierWord[]): CallCodes {
  return {
    ...ours,
    channels: added(ours.channels, words, 'channel'),
    results: added(ours.results, words, 'result'),
    origins: added(ours.origins, words, 'origin'),
    organisations: added(ours.organisations, words, 'organisation'),
    endings: added(ours.endings, words, 'endedBy'),
  };
}

function added<Code extends string>(
  ours: Names<Code>,
  words: readonly CarrierWord[],
  list: WordList,
): Names<Code> {
  const own = words.flatMap(({ list: of, word, code }) => {
    const meant = of === list ? ours.get(nameKey(code)) : undefined;
    return meant === undefined ? [] : [[nameKey(word), meant] as const];
  });
  return new Map([...ours, ...own]);
}
