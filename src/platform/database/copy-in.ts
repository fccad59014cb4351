import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';
import type { Tx } from './sql';

/**
 * `COPY … FROM STDIN` inside the transaction: twenty times the speed of single inserts. `rows` is COPY text; each value that
 * may hold anything but letters, digits and marks must have gone through `copyText`.
 */
export async function copyIn(tx: Tx, sql: string, rows: readonly Buffer[]): Promise<void> {
  if (!tx.queryRunner) throw new Error('copyIn needs an open transaction');
  const client: PoolClient = await tx.queryRunner.connect();
  const stream = client.query(from(sql));
  for (const piece of rows) stream.write(piece);
  stream.end();
  await finished(stream);
}

const SPECIAL = /[\\\b\f\n\r\t\v]/;

/** One value of COPY's text format. */
export function copyText(value: string | null): string {
  if (value === null) return '\\N';
  if (!SPECIAL.test(value)) return value;
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('\b', '\\b')
    .replaceAll('\f', '\\f')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll('\v', '\\v');
}
