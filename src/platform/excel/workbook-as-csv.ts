import { REFERENCE_TITLE } from '../csv/spreadsheet-cell';
import { csvLine } from '../csv/csv-writer';
import { unpackWorkbook } from './unpack-workbook';

/** Files of the Open Packaging Conventions are ZIP archives. */
export function isWorkbook(head: Buffer): boolean {
  return head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));
}

/** The first sheet of a workbook as CSV, so that both are read by the same rules. */
export async function workbookAsCsv(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const [sheet] = await unpackWorkbook(source, { firstOnly: true });
  const rows = sheet?.rows ?? [];
  const ours = rows[0]?.some((title) => title.startsWith(REFERENCE_TITLE)) ?? false;
  return Buffer.from(rows.map(ours ? csvLine : plainLine).join(''), 'utf8');
}

function plainLine(cells: readonly string[]): string {
  return `${cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')}\r\n`;
}
