import type { StatisticsReader } from '../../platform/database/statistics-database';
import type { AnalysisTable, TableContent, TableIdentity } from '../domain/analysis-table';
import type { PeriodFrame } from '../domain/period-frame';

/** One indicator: its identity, one read of the statistics schema, and the pure step from rows to table. */
interface TableSource<Data> extends TableIdentity {
  readonly read: (reader: StatisticsReader, frame: PeriodFrame) => Promise<Data>;
  readonly build: (frame: PeriodFrame, data: Data) => TableContent;
}

export interface TableDefinition {
  readonly identity: TableIdentity;
  compute(reader: StatisticsReader, frame: PeriodFrame): Promise<AnalysisTable>;
}

export function defineTable<Data>({ read, build, ...identity }: TableSource<Data>): TableDefinition {
  return {
    identity,
    compute: async (reader, frame) => ({ ...identity, ...build(frame, await read(reader, frame)) }),
  };
}

/** Rows whose counts and sums arrive as bigint and leave as safe integers. */
export async function countRows<Row extends object>(
  reader: StatisticsReader,
  sql: string,
  parameters: readonly unknown[],
): Promise<Row[]> {
  const found = await reader.rows<Row>(sql, parameters);
  return found.map((row) => ({ ...row, ...plainCounts(row) }));
}

function plainCounts(row: object): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [key, value] of Object.entries(row)) {
    if (typeof value !== 'bigint') continue;
    counts[key] = Number(value);
    if (!Number.isSafeInteger(counts[key])) throw new RangeError('count beyond a safe integer');
  }
  return counts;
}
