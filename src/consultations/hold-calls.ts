import type { Tx } from '../platform/database/sql';

/**
 * Whoever links calls holds them first, until the transaction ends: what is asked about them afterwards stays true, so that
 * nobody learns only from a failed write that somebody was faster.
 */
export async function holdCalls(tx: Tx, contactIds: readonly string[]): Promise<void> {
  await tx.query(`SELECT FROM contact AS c WHERE c.id = ANY ($1) ORDER BY c.id FOR NO KEY UPDATE`, [
    contactIds,
  ]);
}
