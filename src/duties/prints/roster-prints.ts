import type { SheetModel, WorkbookModel } from '../../platform/excel/workbook-model';
import type { PdfBlock, PdfModel } from '../../platform/pdf/pdf-model';
import { deskHours, peopleDays, type PrintTable } from '../domain/roster-print';
import type { PrintedRoster } from './roster-print.reader';

/** What stands on each print besides the tables. */
export interface PrintFrame {
  readonly periodLabel: string;
  readonly asOf: Date;
}

const NOTE =
  '公開した版だけを印刷しています。作成中の変更は含みません。空席は、その版で人が決まっていない席です。';
const LEADING_COLUMNS = 2;
const FONT_SIZE = 6.5;

export function rosterWorkbook(frame: PrintFrame, roster: PrintedRoster): WorkbookModel {
  const [hours, people] = tablesOf(roster);
  return {
    title: titleOf(frame),
    creator: 'Tsunagi',
    asOf: frame.asOf,
    sheets: [sheet(frame, roster, hours, 'hours'), sheet(frame, roster, people, 'people')],
  };
}

export function rosterPdf(frame: PrintFrame, roster: PrintedRoster): PdfModel {
  const [hours, people] = tablesOf(roster);
  return {
    title: titleOf(frame),
    creator: 'Tsunagi',
    asOf: frame.asOf,
    paper: 'A3',
    orientation: 'landscape',
    blocks: [...section(frame, roster, hours, false), ...section(frame, roster, people, true)],
  };
}

function tablesOf({ duties, empty }: PrintedRoster): readonly [hours: PrintTable, people: PrintTable] {
  return [deskHours(duties, empty), peopleDays(duties, empty)];
}

function titleOf({ periodLabel }: PrintFrame): string {
  return `${periodLabel} 勤務表`;
}

function sheet(frame: PrintFrame, roster: PrintedRoster, table: PrintTable, anchor: string): SheetModel {
  const narrow = table.header.length - LEADING_COLUMNS;
  return {
    name: table.title,
    anchor: `top_${anchor}`,
    paper: 'A3',
    widths: [16, 22, ...Array.from({ length: narrow }, () => 11)],
    header: { first: 4, last: 4 },
    merges: [],
    rows: [
      { style: 'title', cells: [{ value: `${titleOf(frame)} ${table.title}` }], spansSheet: true },
      { style: 'note', cells: [{ value: roster.versions.join('、') }], spansSheet: true },
      { style: 'note', cells: [{ value: NOTE }], spansSheet: true },
      { style: 'header', cells: table.header.map((value) => ({ value })) },
      ...table.rows.map((row) => ({
        style: 'text' as const,
        height: 14 * Math.max(...row.map((text) => text.split('\n').length)),
        cells: row.map((value) => ({ value: value === '' ? null : value })),
      })),
    ],
  };
}

function section(
  frame: PrintFrame,
  roster: PrintedRoster,
  table: PrintTable,
  onNewPage: boolean,
): PdfBlock[] {
  const narrow = table.header.length - LEADING_COLUMNS;
  return [
    { kind: 'heading', text: `${titleOf(frame)} ${table.title}`, onNewPage },
    { kind: 'text', text: `${roster.versions.join('、')}　${NOTE}` },
    {
      kind: 'table',
      fontSize: FONT_SIZE,
      widths: [54, 90, ...Array.from({ length: narrow }, () => 'share' as const)],
      header: table.header,
      rows: table.rows.map((row) =>
        row.map((text, column) =>
          column < LEADING_COLUMNS ? { text } : { text, align: 'center', isShaded: text !== '' },
        ),
      ),
    },
  ];
}
