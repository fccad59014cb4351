import type { SheetCell } from '../../platform/excel/workbook-model';
import type { Cell, ColumnKind } from '../domain/analysis-table';
import type { Mean, Ratio } from '../domain/ratio';

const COUNT = '#,##0';
const WIDE = 11;
const NOT_OFFERED = 'n/a';
const EMPTY_BASE = '－';

interface SubColumn {
  readonly label: string;
  readonly width: number;
  readonly read: (cell: Cell) => SheetCell;
}

/** Beside each printed rate or mean stand the exact parts it is made of. */
const RATIO_PARTS = [part('分子', COUNT, numerator), part('分母', COUNT, denominator)];
const MEAN_PARTS = [part('合計', COUNT, sum), part('件数', COUNT, count)];

export const SUB_COLUMNS: Readonly<Record<ColumnKind, readonly SubColumn[]>> = {
  count: [{ label: '', width: WIDE, read: singleCell }],
  instant: [{ label: '', width: 27, read: singleCell }],
  ratio: [...RATIO_PARTS, { label: '％', width: WIDE, read: printedCell }],
  quotient: [...RATIO_PARTS, { label: '値', width: WIDE, read: printedCell }],
  mean: [...MEAN_PARTS, { label: '平均', width: WIDE, read: printedCell }],
  meanTime: [...MEAN_PARTS, { label: '分:秒', width: WIDE, read: printedCell }],
};

function part(label: string, format: string, read: (cell: Ratio | Mean) => number | null): SubColumn {
  return {
    label,
    width: WIDE,
    read: (cell) => (isMeasure(cell) ? { value: read(cell), format } : { value: null }),
  };
}

/** A count, or whatever else a total puts under a column of counts, as it is printed. */
function singleCell(cell: Cell): SheetCell {
  if (isMeasure(cell)) return printedCell(cell);
  if (cell === null) return { value: NOT_OFFERED };
  return typeof cell === 'number' ? { value: cell, format: COUNT } : { value: cell };
}

function printedCell(cell: Cell): SheetCell {
  if (cell === null) return { value: NOT_OFFERED };
  if (!isMeasure(cell)) return { value: cell };
  if (cell.printed === null) return { value: EMPTY_BASE };
  const decimals = /^\d+(?:\.(\d+))?$/.exec(cell.printed);
  if (!decimals) return { value: cell.printed };
  return {
    value: Number(cell.printed),
    format: decimals[1] ? `${COUNT}.${'0'.repeat(decimals[1].length)}` : COUNT,
  };
}

function isMeasure(cell: Cell): cell is Ratio | Mean {
  return typeof cell === 'object' && cell !== null;
}

function numerator(cell: Ratio | Mean): number | null {
  return 'numerator' in cell ? cell.numerator : null;
}

function denominator(cell: Ratio | Mean): number | null {
  return 'denominator' in cell ? cell.denominator : null;
}

function sum(cell: Ratio | Mean): number | null {
  return 'sum' in cell ? cell.sum : null;
}

function count(cell: Ratio | Mean): number | null {
  return 'count' in cell ? cell.count : null;
}
