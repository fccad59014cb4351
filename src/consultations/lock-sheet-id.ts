import type { Tx } from '../platform/database/sql';

/** Requests that write under one id come one after the other, so that the second finds what the first wrote. */
export async function lockSheetId(tx: Tx, id: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [id]);
}
