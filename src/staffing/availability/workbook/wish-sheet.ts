import type { SheetCell, SheetModel, WorkbookModel } from '../../../platform/excel/workbook-model';
import { symbolIn, SYMBOLS } from '../../domain/wish-grid';
import type { SheetRevision } from '../sheets.reader';
import type { WishFrame } from './wish-frame.reader';

export const FIXED_TITLES = [
  '職員番号',
  '氏名',
  '夜勤の上限（回）',
  '日数の上限（日）',
  '時間の上限（時間）',
  '希望する時間（時間）',
  '連絡（全員に見えます）',
  '版（書き換えないでください）',
] as const;
const WIDTHS = [12, 16, 9, 9, 10, 10, 30, 9];
/** What is filled in by hand ends here; the revision after it says which answer the row was made from. */
const LAST_INPUT = 7;
export const REVISION_COLUMN = 7;
/** In place of a revision while nobody has answered. */
export const UNANSWERED = 0;
/** Title, guide, key, days, bands. */
export const ROWS_ABOVE = 5;
export const KEY_ROW = 3;

const GUIDE =
  '◎ 希望　○ 入れる　△ ほかにいなければ　× 入れない　空欄 何も言わない。夜勤は22時〜5時にかかる勤務です。' +
  '24時を超える時刻は翌日です。色のない欄だけ入力できます。';

/** Ties a filled sheet to its period and organisation, so that it is not read into another. */
export function sheetKey({ periodId, organisationId }: WishFrame): string {
  return `${periodId}/${organisationId}`;
}

/** One row per person, one column per band of each day, filled with what is known. */
export function wishWorkbook(
  frame: WishFrame,
  sheets: ReadonlyMap<string, SheetRevision>,
  asOf: Date,
): WorkbookModel {
  const { columns, people } = frame;
  const width = FIXED_TITLES.length + columns.length;
  const body = people.map((person) => {
    const sheet = sheets.get(person.personId);
    const cells: SheetCell[] = [
      { value: person.staffCode },
      { value: person.name },
      { value: sheet?.maxNights ?? null },
      { value: sheet?.maxDays ?? null },
      { value: hours(sheet?.maxMinutes) },
      { value: hours(sheet?.targetMinutes) },
      { value: sheet?.noteToAll || null },
      { value: sheet?.revisionNo ?? UNANSWERED },
      ...columns.map((column) => ({ value: symbolIn(sheet?.spans ?? [], column) || null })),
    ];
    return { style: 'body' as const, cells };
  });
  const sheet: SheetModel = {
    name: '希望',
    anchor: 'wishes',
    widths: [...WIDTHS, ...columns.map(() => 8)],
    rows: [
      { style: 'title', cells: [{ value: `希望表　${frame.periodLabel}　${frame.organisationName}` }] },
      { style: 'note', cells: [{ value: GUIDE }], height: 30, spansSheet: true },
      { style: 'note', cells: [{ value: sheetKey(frame) }], spansSheet: true },
      {
        style: 'header',
        cells: [...FIXED_TITLES.map(toCell), ...columns.map(({ day }) => ({ value: day }))],
      },
      {
        style: 'header',
        cells: [...FIXED_TITLES.map(() => toCell('')), ...columns.map(({ band }) => ({ value: band }))],
      },
      ...body,
    ],
    header: { first: KEY_ROW + 1, last: ROWS_ABOVE },
    merges: [],
    ...inputsOf(people.length, width),
  };
  return { title: '希望表', creator: 'Tsunagi', asOf, sheets: [sheet] };
}

function inputsOf(people: number, width: number): Pick<SheetModel, 'inputs'> {
  if (people === 0) return { inputs: [] };
  const rows = { top: ROWS_ABOVE + 1, bottom: ROWS_ABOVE + people };
  return {
    inputs: [
      { ...rows, left: 3, right: LAST_INPUT },
      { ...rows, left: FIXED_TITLES.length + 1, right: width, choices: Object.values(SYMBOLS) },
    ],
  };
}

function toCell(value: string): SheetCell {
  return { value };
}

function hours(minutes: number | null | undefined): number | null {
  return minutes === null || minutes === undefined ? null : minutes / 60;
}
