import { formatTokyo } from '../../shared/tokyo-time';
import type { Area, CellStyle, SheetCell, SheetModel, SheetRow } from '../../platform/excel/workbook-model';
import type { AnalysisReport } from '../domain/analysis-report';
import type { AnalysisTable, Base, Cell, Column, Row } from '../domain/analysis-table';
import { SUB_COLUMNS } from './measure-cells';
import { EMPTY_ROW, sentence, sheetRow } from './sheet-rows';

const LABEL_WIDTH = 38;

/** One table: what it is, its base, two header rows, the figures, and under them what has to be known about them. */
export function tableSheet(report: AnalysisReport, table: AnalysisTable): SheetModel {
  const widths = [
    LABEL_WIDTH,
    ...table.columns.flatMap(({ kind }) => SUB_COLUMNS[kind].map(({ width }) => width)),
  ];
  const above = [
    sentence(`${table.table} ${table.title.ja}`, widths, 'title'),
    sentence(periodLine(report), widths),
    sentence(baseLine(table), widths),
    EMPTY_ROW,
  ];
  const first = above.length + 1;
  const below = [
    `定義（第${table.definitionVersion}版）：${table.definition.ja}`,
    ...table.notes.map((note) => `注：${note}`),
  ];
  return {
    name: sheetName(table),
    anchor: anchorOf(table),
    widths,
    header: { first, last: first + 1 },
    merges: headerMerges(table.columns, first),
    rows: [
      ...above,
      ...headerRows(table.columns),
      ...table.rows.map((row) => figureRow(table.columns, row, 'body')),
      ...table.totals.map((row) => figureRow(table.columns, row, 'total')),
      EMPTY_ROW,
      ...below.map((text) => sentence(text, widths)),
    ],
  };
}

export function sheetName({ table, title }: Pick<AnalysisTable, 'table' | 'title'>): string {
  return `${table} ${title.ja}`;
}

export function anchorOf({ table }: Pick<AnalysisTable, 'table'>): string {
  return `top_${table}`;
}

function periodLine({ period, asOf }: AnalysisReport): string {
  const { from, until } = period.span;
  return `${period.label}（${formatTokyo(from)} 以上 ${formatTokyo(until)} 未満）　データ時点 ${formatTokyo(asOf)}`;
}

function baseLine({ base, otherBases }: AnalysisTable): string {
  const describe = ({ code, label, count }: Base) => `${code} ${label} ${count} 件`;
  const others = otherBases.length === 0 ? '' : `　参考：${otherBases.map(describe).join('、')}`;
  return `母数：${describe(base)}${others}`;
}

function headerRows(columns: readonly Column[]): SheetRow[] {
  const upper = columns.flatMap(({ label, kind }) =>
    SUB_COLUMNS[kind].map((_, index) => (index === 0 ? label : null)),
  );
  const lower = columns.flatMap(({ kind }) => SUB_COLUMNS[kind].map(({ label }) => label || null));
  return [{ ...sheetRow('header', ['区分', ...upper]), height: 45 }, sheetRow('header', [null, ...lower])];
}

/** A column of several parts has its label over them; one of a single part has it over both header rows. */
function headerMerges(columns: readonly Column[], first: number): Area[] {
  const merges: Area[] = [{ top: first, left: 1, bottom: first + 1, right: 1 }];
  let left = 2;
  for (const { kind } of columns) {
    const parts = SUB_COLUMNS[kind].length;
    const bottom = parts === 1 ? first + 1 : first;
    merges.push({ top: first, left, bottom, right: left + parts - 1 });
    left += parts;
  }
  return merges;
}

function figureRow(columns: readonly Column[], row: Row, style: CellStyle): SheetRow {
  const label = style === 'body' && row.kind === 'subtotal' ? `（再掲）${row.label}` : row.label;
  const marked = row.seriesBreak === true ? `${label} ※` : label;
  return { style, cells: [{ value: marked }, ...columns.flatMap((column) => figureCells(column, row))] };
}

/** A measure that the row does not have leaves its cells empty. */
function figureCells({ key, kind }: Column, row: Row): SheetCell[] {
  const cell: Cell | undefined = row.values[key];
  return SUB_COLUMNS[kind].map(({ read }) => (cell === undefined ? { value: null } : read(cell)));
}
