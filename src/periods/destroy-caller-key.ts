import { firstRow, type Tx } from '../platform/database/sql';

/**
 * Hashes of callers tell calls of one period apart and nothing more: without the key no number can be tried against them, and
 * no later file can be tied to them. False when no file with numbers ever came.
 */
export async function destroyCallerKey(tx: Tx, now: Date, periodId: string): Promise<boolean> {
  const destroyed = await firstRow(
    tx,
    `UPDATE period_caller_key SET key = NULL, destroyed_at = $2 WHERE period_id = $1 AND key IS NOT NULL RETURNING period_id`,
    [periodId, now],
  );
  return destroyed !== null;
}
