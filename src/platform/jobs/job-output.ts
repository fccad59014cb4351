import { systemActor } from '../../shared/actor';
import type { Permission } from '../authz/permissions';
import { sealBytes, unsealBytes, type SealContext } from '../crypto/seal';
import type { Database } from '../database/database';
import { firstRow, type Tx } from '../database/sql';
import { inPieces } from './job-file';

/** `result`: what the job was asked for; `rejected-rows`: what of its file was not taken. */
export const OUTPUT_KINDS = ['result', 'rejected-rows'] as const;
export type OutputKind = (typeof OUTPUT_KINDS)[number];

/** A file that a job makes. */
export interface JobOutput {
  readonly kind: OutputKind;
  readonly fileName: string;
  readonly mediaType: string;
  /** What whoever fetches it must still be allowed to do, besides having asked for the job. */
  readonly permission: Permission;
  readonly content: AsyncIterable<string>;
}

/** Long enough for a holiday, short enough that copies of records do not pile up. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Pieces looked for in one go, so that the transaction stays short. */
const EXPIRED_AT_ONCE = 100;

/** Writes the file as it comes, in the job's own transaction: no success, no file. */
export async function storeOutput(tx: Tx, now: Date, jobId: string, output: JobOutput): Promise<void> {
  const expiresAt = new Date(now.getTime() + KEPT_MS);
  let size = 0;
  let seq = 0;
  for await (const piece of inPieces(encoded(output.content))) {
    const sealed = sealBytes(piece, contextOf(jobId, output.kind, seq));
    await tx.query(
      `INSERT INTO job_output_chunk (job_id, kind, seq, sealed, seal, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [jobId, output.kind, seq, sealed.bytes, sealed.seal, expiresAt],
    );
    seq += 1;
    size += piece.length;
  }
  await tx.query(
    `INSERT INTO job_output (job_id, kind, file_name, media_type, permission, size, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [jobId, output.kind, output.fileName, output.mediaType, output.permission, size, now, expiresAt],
  );
}

/** Reads a stored file piece by piece, each in a transaction of its own: a slow reader holds no connection. */
export async function* readOutput(
  database: Database,
  jobId: string,
  kind: OutputKind,
): AsyncGenerator<Buffer> {
  const actor = systemActor(jobId);
  for (let seq = 0; ; seq += 1) {
    const piece = await database.transaction(actor, (tx) =>
      firstRow<{ bytes: Buffer; seal: string }>(
        tx,
        `SELECT c.sealed AS bytes, c.seal FROM job_output_chunk AS c WHERE c.job_id = $1 AND c.kind = $2 AND c.seq = $3`,
        [jobId, kind, seq],
      ),
    );
    if (!piece) return;
    yield unsealBytes(piece, contextOf(jobId, kind, seq));
  }
}

/**
 * A stretch of what is over its time. Jobs that have ended are locked by nobody else but the same work in another process, which
 * this one leaves to it.
 */
export async function removeExpiredOutputs(tx: Tx, now: Date): Promise<void> {
  await tx.query(
    `WITH expired AS (
       SELECT j.id FROM job AS j
       WHERE j.id IN (SELECT c.job_id FROM job_output_chunk AS c WHERE c.expires_at <= $1 LIMIT $2)
       FOR UPDATE OF j SKIP LOCKED
     )
     DELETE FROM job_output_chunk AS c USING expired AS e WHERE c.job_id = e.id AND c.expires_at <= $1`,
    [now, EXPIRED_AT_ONCE],
  );
}

async function* encoded(content: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const text of content) yield Buffer.from(text, 'utf8');
}

function contextOf(jobId: string, kind: OutputKind, seq: number): SealContext {
  return { table: 'job_output_chunk', rowId: `${jobId}/${seq}`, field: kind };
}
