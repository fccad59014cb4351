import { AnalysisReader } from '../../src/analysis/analysis.reader';
import type { AnalysisTable, Cells } from '../../src/analysis/domain/analysis-table';
import type { TestApp } from './test-app';

export async function readTable(app: TestApp, periodId: string, code: string): Promise<AnalysisTable> {
  const { tables } = await app.app.get(AnalysisReader).one(periodId, code, new Date());
  const [table] = tables;
  if (!table) throw new Error(`no table ${code}`);
  return table;
}

/** The cells of one row or total. */
export function cellsOf(table: Pick<AnalysisTable, 'rows' | 'totals'>, rowCode: string): Cells {
  const row = [...table.rows, ...table.totals].find(({ code }) => code === rowCode);
  if (!row) throw new Error(`no row ${rowCode}`);
  return row.values;
}

/** One column of every row, by the row's code. */
export function columnOf(table: Pick<AnalysisTable, 'rows'>, key: string): Record<string, unknown> {
  return Object.fromEntries(table.rows.map((row) => [row.code, row.values[key]]));
}
