import type { EntityManager } from 'typeorm';

/** One open transaction. Every use case is handed one; none opens its own. */
export type Tx = EntityManager;

/** Runs SQL with bound parameters; the row type is the caller's statement about its column list. */
export async function rows<Row>(tx: Tx, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  const result: unknown = await tx.query(sql, [...parameters]);
  return (Array.isArray(result) && Array.isArray(result[0]) ? result[0] : result) as Row[];
}

export async function firstRow<Row>(
  tx: Tx,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row | null> {
  return (await rows<Row>(tx, sql, parameters))[0] ?? null;
}
