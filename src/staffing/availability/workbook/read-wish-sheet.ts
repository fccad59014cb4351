import { DomainError } from '../../../shared/domain-error';
import { countCodePoints } from '../../../shared/count-code-points';
import { cellAddress, type ReadSheet } from '../../../platform/excel/read-workbook';
import { type FilledCell, type GridColumn, readSymbol, symbolIn } from '../../domain/wish-grid';
import type { WishLimits, WishSpan } from '../../domain/wish';
import type { WishFrame } from './wish-frame.reader';
import { FIXED_TITLES, KEY_ROW, REVISION_COLUMN, ROWS_ABOVE, sheetKey } from './wish-sheet';

const MOST_MINUTES = 366 * 24 * 60;
const LONGEST_NOTE = 500;

interface CellFault {
  /** Address of the cell, as the spreadsheet shows it. */
  readonly column: string;
  readonly code: string;
  readonly message: string;
}

/** One person's row as it was filled in. */
export interface FilledRow extends WishLimits {
  /** As the spreadsheet counts. */
  readonly number: number;
  readonly personId: string;
  /** Revision of the answer that the row was made from. */
  readonly basedOn: number;
  readonly noteToAll: string;
  readonly cells: readonly FilledCell[];
}

export type RowReading =
  | { readonly number: number; readonly faults: readonly CellFault[] }
  | { readonly number: number; readonly row: FilledRow };

/** Reads the rows of a filled sheet; refuses one of another period or organisation, or whose head was changed. */
export function readWishSheet(sheets: readonly ReadSheet[], frame: WishFrame): RowReading[] {
  const [sheet] = sheets;
  if (sheet?.rows[KEY_ROW - 1]?.[0] !== sheetKey(frame)) {
    throw new DomainError(
      'invalid',
      'other_workbook',
      'この期・この団体の希望表ではありません。書き出した希望表を使ってください。',
    );
  }
  const columns = placeColumns(sheet, frame.columns);
  const byStaffCode = new Map(frame.people.map(({ staffCode, personId }) => [staffCode, personId]));
  const seen = new Set<string>();
  return sheet.rows.slice(ROWS_ABOVE).flatMap((cells, index) => {
    if (cells.every((cell) => cell === '')) return [];
    const number = ROWS_ABOVE + index + 1;
    const personId = byStaffCode.get(cells[0] ?? '');
    if (personId === undefined) return [{ number, faults: [unknownPerson(number)] }];
    if (seen.has(personId)) return [{ number, faults: [twice(number)] }];
    seen.add(personId);
    return [readRow(cells, { number, personId, columns })];
  });
}

/** Which of the filled cells say something else than the sheet in force. */
export function changedCells(spans: readonly WishSpan[], cells: readonly FilledCell[]): FilledCell[] {
  return cells.filter(({ column, wish }) => readSymbol(symbolIn(spans, column)) !== wish);
}

interface RowPlace {
  readonly number: number;
  readonly personId: string;
  readonly columns: readonly PlacedColumn[];
}

interface PlacedColumn {
  readonly index: number;
  readonly column: GridColumn;
}

function readRow(cells: readonly string[], { number, personId, columns }: RowPlace): RowReading {
  const faults: CellFault[] = [];
  const addFault = (index: number, code: string, message: string): void => {
    faults.push({ column: cellAddress(number - 1, index), code, message });
  };
  const limit = (index: number, unit: number, most: number): number | null => {
    const text = cells[index] ?? '';
    if (text === '') return null;
    const value = Number(text.normalize('NFKC')) * unit;
    if (Number.isInteger(value) && value >= 0 && value <= most) return value;
    addFault(index, 'number', '0以上の数で入力してください。');
    return null;
  };
  const row = {
    maxNights: limit(2, 1, 366),
    maxDays: limit(3, 1, 366),
    maxMinutes: limit(4, 60, MOST_MINUTES),
    targetMinutes: limit(5, 60, MOST_MINUTES),
    noteToAll: cells[6] ?? '',
  };
  const basedOn = Number(cells[REVISION_COLUMN] || 'NaN');
  if (!Number.isSafeInteger(basedOn) || basedOn < 0)
    addFault(REVISION_COLUMN, 'revision', '版の欄が変わっています。新しく書き出した希望表に写してください。');
  if (countCodePoints(row.noteToAll) > LONGEST_NOTE)
    addFault(6, 'text', `${LONGEST_NOTE}文字以内で入力してください。`);
  const filled: FilledCell[] = [];
  for (const { index, column } of columns) {
    const wish = readSymbol(cells[index] ?? '');
    if (wish === undefined) addFault(index, 'symbol', '◎・○・△・× のどれかを選ぶか、空欄にしてください。');
    else filled.push({ column, wish });
  }
  return faults.length > 0
    ? { number, faults }
    : { number, row: { ...row, number, personId, basedOn, cells: filled } };
}

/** By what the head says, so that a column taken out by hand takes nothing else with it. */
function placeColumns(sheet: ReadSheet, columns: readonly GridColumn[]): PlacedColumn[] {
  const [days = [], bands = []] = sheet.rows.slice(KEY_ROW, ROWS_ABOVE);
  if (!FIXED_TITLES.every((title, index) => days[index] === title)) throw changedHead();
  const known = new Map(columns.map((column) => [`${column.day} ${column.band}`, column]));
  const placed = days.flatMap((day, index) => {
    const column = known.get(`${day} ${bands[index] ?? ''}`);
    return column ? [{ index, column }] : [];
  });
  if (placed.length !== days.filter((day, index) => index >= FIXED_TITLES.length && day !== '').length)
    throw changedHead();
  return placed;
}

function changedHead(): DomainError {
  return new DomainError(
    'invalid',
    'changed_head',
    '希望表の見出しか、シフトの時間帯が変わっています。新しく書き出した希望表に写してください。',
  );
}

function unknownPerson(number: number): CellFault {
  return {
    column: cellAddress(number - 1, 0),
    code: 'unknown_person',
    message: 'この職員番号の人はこの期にこの団体にいません。',
  };
}

function twice(number: number): CellFault {
  return { column: cellAddress(number - 1, 0), code: 'twice', message: '同じ職員番号の行が2つあります。' };
}
