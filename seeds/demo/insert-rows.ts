import type { EntityManager } from 'typeorm';

const BATCH = 2_000;

/** Column names with their types, as `json_to_recordset` wants them. */
export type Columns = Readonly<Record<string, string>>;

/** Adds rows some thousands at a time. Table and column names come from this program, values travel as one JSON parameter. */
export async function insertRows(
  tx: EntityManager,
  table: string,
  columns: Columns,
  rows: readonly object[],
): Promise<void> {
  const names = Object.keys(columns);
  const types = names.map((name) => `${name} ${columns[name] ?? ''}`).join(', ');
  const statement = `
    INSERT INTO ${table} (${names.join(', ')})
    SELECT ${names.map((name) => `r.${name}`).join(', ')} FROM json_to_recordset($1) AS r(${types})`;
  for (let start = 0; start < rows.length; start += BATCH) {
    await tx.query(statement, [JSON.stringify(rows.slice(start, start + BATCH))]);
  }
}

/** The same value in every row, for columns that do not differ. */
export function withAll<Row extends object, Common extends object>(
  rows: readonly Row[],
  common: Common,
): (Row & Common)[] {
  return rows.map((row) => ({ ...row, ...common }));
}
