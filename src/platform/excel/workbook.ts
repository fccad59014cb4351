import { Workbook, type Cell, type PaperSize, type Worksheet } from 'exceljs';
import { spellTokyo } from '../../shared/tokyo-time';
import type { CellStyle, InputArea, SheetModel, SheetRow, WorkbookModel } from './workbook-model';

const FONT = 'Yu Gothic';
/** Codes of the format (ECMA-376-1 §18.3.1.63); the library's own list leaves A3 out. */
const PAPERS: Readonly<Record<'A3' | 'A4', PaperSize>> = { A3: 8 as number, A4: 9 };
/** What a cell of the format can hold. */
const MAX_TEXT = 32_767;

/** Writes plain sheets as an Office Open XML workbook. The only place that knows the writing library. */
export async function writeWorkbook(model: WorkbookModel): Promise<Buffer> {
  const workbook = new Workbook();
  workbook.creator = model.creator;
  workbook.lastModifiedBy = model.creator;
  workbook.title = model.title;
  workbook.created = model.asOf;
  workbook.modified = model.asOf;
  for (const sheet of model.sheets) await writeSheet(workbook, sheet, model.asOf);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

async function writeSheet(workbook: Workbook, model: SheetModel, asOf: Date): Promise<void> {
  const sheet = workbook.addWorksheet(model.name);
  sheet.columns = model.widths.map((width) => ({ width }));
  for (const [index, row] of model.rows.entries()) writeRow(sheet, index + 1, row, model.widths.length);
  for (const area of model.merges) sheet.mergeCells(area.top, area.left, area.bottom, area.right);
  if (model.header) sheet.views = [{ state: 'frozen', xSplit: 1, ySplit: model.header.last }];
  sheet.getCell('A1').name = model.anchor;
  setUpPrinting(sheet, model, asOf);
  for (const area of model.inputs ?? []) openForInput(sheet, area);
  // Without a password: it keeps a hand from slipping, and nobody from unlocking on purpose.
  if (model.inputs) await sheet.protect('', { selectLockedCells: true, formatColumns: true });
}

function openForInput(sheet: Worksheet, { top, left, bottom, right, choices }: InputArea): void {
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const cell = sheet.getCell(row, column);
      cell.protection = { locked: false };
      if (!choices) continue;
      cell.alignment = { horizontal: 'center', vertical: 'middle' };
      cell.dataValidation = {
        type: 'list',
        allowBlank: true,
        formulae: [`"${choices.join(',')}"`],
        showErrorMessage: true,
        errorTitle: '入力できない値です',
        error: `${choices.join('・')} から選ぶか、空欄にしてください。`,
        // The library joins equal rules in the order of letters, AA before H, and two areas would overlap. A prompt that is
        // never shown keeps columns of one and of two letters apart.
        promptTitle: sheet.getColumn(column).letter.replaceAll(/./g, '-'),
      };
    }
  }
}

function writeRow(sheet: Worksheet, number: number, row: SheetRow, width: number): void {
  const target = sheet.getRow(number);
  for (const [index, content] of row.cells.entries()) {
    const cell = target.getCell(index + 1);
    cell.value = plainValue(content.value);
    if (content.format !== undefined) cell.numFmt = content.format;
    applyStyle(cell, row.style);
    if (content.linkTo !== undefined) linkCell(cell, String(content.value), content.linkTo);
  }
  if (row.spansSheet) sheet.mergeCells(number, 1, number, width);
  if (row.height !== undefined) target.height = row.height;
}

/**
 * A text stays a text whatever it begins with, and an object, which the library could take for a formula or a link,
 * never reaches it (a formula would run on the reader's machine).
 */
function plainValue(value: unknown): string | number | boolean | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value;
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.toWellFormed().slice(0, MAX_TEXT);
}

/** Through a name: the library writes links to `sheet!cell` twice over, and spreadsheet programs then look for a file. */
function linkCell(cell: Cell, text: string, anchor: string): void {
  cell.value = { text, hyperlink: `#${anchor}` };
  cell.font = { name: FONT, size: 10, underline: true, color: { argb: 'FF0563C1' } };
}

function applyStyle(cell: Cell, style: CellStyle): void {
  const { size, bold, wrap, framed, fill } = STYLES[style];
  cell.font = { name: FONT, size, bold };
  cell.alignment = { vertical: wrap ? 'top' : 'middle', wrapText: wrap };
  if (framed) cell.border = { top: THIN, left: THIN, bottom: THIN, right: THIN };
  if (fill !== null) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: fill } };
}

const THIN = { style: 'thin' as const, color: { argb: 'FFBFBFBF' } };

interface Look {
  readonly size: number;
  readonly bold: boolean;
  readonly wrap: boolean;
  readonly framed: boolean;
  readonly fill: string | null;
}

const STYLES: Readonly<Record<CellStyle, Look>> = {
  title: { size: 14, bold: true, wrap: false, framed: false, fill: null },
  header: { size: 10, bold: true, wrap: true, framed: true, fill: 'FFDCE6F1' },
  body: { size: 10, bold: false, wrap: false, framed: true, fill: null },
  text: { size: 10, bold: false, wrap: true, framed: true, fill: null },
  total: { size: 10, bold: true, wrap: false, framed: true, fill: 'FFF2F2F2' },
  note: { size: 10, bold: false, wrap: true, framed: false, fill: null },
};

function setUpPrinting(sheet: Worksheet, model: SheetModel, asOf: Date): void {
  const lastColumn = sheet.getColumn(model.widths.length).letter;
  sheet.pageSetup = {
    paperSize: PAPERS[model.paper ?? 'A4'],
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printArea: `A1:${lastColumn}${model.rows.length}`,
    ...(model.header ? { printTitlesRow: `${model.header.first}:${model.header.last}` } : {}),
  };
  sheet.headerFooter = { oddFooter: `&L${spellTokyo(asOf)} 現在&C&A&R&P / &N` };
}
