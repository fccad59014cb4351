import type { CellStyle, SheetCell, SheetRow } from '../../platform/excel/workbook-model';

const LINE_HEIGHT = 15;
const HALF_WIDTH = /[\u0020-\u007e\uff61-\uff9f]/;

export function sheetRow(style: CellStyle, values: readonly SheetCell['value'][]): SheetRow {
  return { style, cells: values.map((value) => ({ value })) };
}

/** A sentence over the whole width of the sheet. Merged cells do not grow by themselves, so the height is given. */
export function sentence(text: string, widths: readonly number[], style: CellStyle = 'note'): SheetRow {
  const width = widths.reduce((sum, each) => sum + each, 0);
  return { ...sheetRow(style, [text]), spansSheet: true, height: heightFor(text, width) };
}

/** Room for the tallest of wrapped texts, each in a column of its width. */
export function wrapped(texts: readonly string[], widths: readonly number[]): SheetRow {
  const heights = texts.map((text, index) => heightFor(text, widths[index] ?? 10));
  return { ...sheetRow('text', texts), height: Math.max(...heights) };
}

export const EMPTY_ROW: SheetRow = { style: 'note', cells: [] };

/** A full-width character is as wide as two digits; a tenth of the line is left to the wrapping of words. */
function heightFor(text: string, width: number): number {
  let columns = 0;
  for (const char of text) columns += HALF_WIDTH.test(char) ? 1 : 2;
  return LINE_HEIGHT * Math.max(1, Math.ceil(columns / (width * 0.9)));
}
