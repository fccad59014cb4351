import { createHmac, randomBytes } from 'node:crypto';
import { firstRow, type Tx } from '../platform/database/sql';

const KEY_BYTES = 32;
/** 128 bits: no two of a nation's numbers meet, and half of what SHA-256 would take in every row. */
const HASH_HEX = 32;

/** Hash of a caller's number as hexadecimal digits; null when it has none. */
export type CallerHash = (callerNumber: string | null) => string | null;

/**
 * Hashing with the period's own key, made at its first import. The key's row stays locked until the transaction ends, so
 * imports into one period go one after the other and the key is not destroyed under one of them.
 */
export async function callerHashing(tx: Tx, now: Date, periodId: string): Promise<CallerHash> {
  await tx.query(
    `INSERT INTO period_caller_key (period_id, key, created_at) VALUES ($1, $2, $3)
     ON CONFLICT ON CONSTRAINT pk_period_caller_key DO NOTHING`,
    [periodId, randomBytes(KEY_BYTES), now],
  );
  const row = await firstRow<{ key: Buffer | null }>(
    tx,
    `SELECT k.key FROM period_caller_key AS k WHERE k.period_id = $1 FOR UPDATE`,
    [periodId],
  );
  const key = row?.key;
  // The key goes when the period closes, and a closed period takes no file.
  if (!key) throw new Error('the period has lost its caller key');
  return (callerNumber) => (callerNumber === null ? null : hashOf(key, callerNumber));
}

function hashOf(key: Buffer, callerNumber: string): string {
  return createHmac('sha256', key).update(callerNumber).digest('hex').slice(0, HASH_HEX);
}
