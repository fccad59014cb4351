import { systemActor } from '../../shared/actor';
import type { Database } from '../database/database';
import { firstRow, type Tx } from '../database/sql';

const PIECE_BYTES = 1024 * 1024;

/** Stores an uploaded file piece by piece as it arrives; returns its size. */
export async function storeFile(tx: Tx, jobId: string, source: AsyncIterable<Buffer>): Promise<number> {
  let size = 0;
  let seq = 0;
  for await (const piece of inPieces(source)) {
    await tx.query(`INSERT INTO job_file_chunk (job_id, seq, bytes) VALUES ($1, $2, $3)`, [
      jobId,
      seq,
      piece,
    ]);
    seq += 1;
    size += piece.length;
  }
  return size;
}

/** Reads a stored file; each piece in a transaction of its own, since the job's own is busy writing. */
export async function* readStoredFile(database: Database, jobId: string): AsyncGenerator<Buffer> {
  const actor = systemActor(jobId);
  for (let seq = 0; ; seq += 1) {
    const piece = await database.transaction(actor, (tx) =>
      firstRow<{ bytes: Buffer }>(
        tx,
        `SELECT c.bytes FROM job_file_chunk AS c WHERE c.job_id = $1 AND c.seq = $2`,
        [jobId, seq],
      ),
    );
    if (!piece) return;
    yield piece.bytes;
  }
}

/** A file holds what must not outlive the job, such as caller numbers. */
export async function deleteFile(tx: Tx, jobId: string): Promise<void> {
  await tx.query(`DELETE FROM job_file_chunk WHERE job_id = $1`, [jobId]);
}

/** The same bytes in pieces of one size, the last one smaller. */
export async function* inPieces(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = [];
  let size = 0;
  for await (const bytes of source) {
    gathered.push(bytes);
    size += bytes.length;
    if (size < PIECE_BYTES) continue;
    const all = Buffer.concat(gathered);
    const whole = size - (size % PIECE_BYTES);
    for (let at = 0; at < whole; at += PIECE_BYTES) yield all.subarray(at, at + PIECE_BYTES);
    gathered = [all.subarray(whole)];
    size -= whole;
  }
  if (size > 0) yield Buffer.concat(gathered);
}
