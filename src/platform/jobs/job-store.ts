import type { Actor } from '../../shared/actor';
import { systemActor } from '../../shared/actor';
import { firstRow, type Tx } from '../database/sql';
import type { RowFault } from './fault-report';
import type { JobCounts, JobFailure, JobInput, JobProgress } from './job';

/** A job in the hands of one attempt. The number of the attempt is the fence: only the latest may write the end. */
export interface ClaimedJob {
  readonly id: string;
  readonly kind: string;
  readonly organisationId: string;
  readonly accountId: string;
  readonly personId: string | null;
  readonly requestId: string;
  readonly dryRun: boolean;
  readonly input: JobInput;
  readonly attempt: number;
}

/** What an attempt tells of itself once a second. */
interface Pulse {
  /** Bytes of the file. */
  readonly done: number;
  readonly progress: JobProgress | null;
}

/** How long a running job may be silent before its process counts as dead. */
const SILENCE_MS = 30_000;

/** The work of a job: every organisation's rows, in the name of the account that asked for it. */
export function actorOf(job: ClaimedJob): Actor {
  return {
    ...systemActor(job.requestId),
    accountId: job.accountId,
    organisationId: job.organisationId,
  };
}

/** The same work, for the eyes of the person behind the account. */
export function readerOf(job: ClaimedJob): Actor {
  return { ...actorOf(job), personId: job.personId };
}

/** Takes the oldest waiting job, or one whose process died, for this process alone. */
export function claimJob(tx: Tx, now: Date, kinds: readonly string[]): Promise<ClaimedJob | null> {
  return firstRow<ClaimedJob>(
    tx,
    `WITH next_job AS (
       SELECT j.id FROM job AS j
       WHERE j.kind = ANY ($2)
         AND (j.status = 'queued'
           OR (j.status = 'running' AND j.claimed_at < $3
             AND NOT EXISTS (SELECT FROM job_pulse AS p WHERE p.job_id = j.id AND p.beat_at >= $3)))
       ORDER BY j.created_at, j.id LIMIT 1 FOR UPDATE OF j SKIP LOCKED
     )
     UPDATE job AS j
     SET status = 'running', attempts = j.attempts + 1, claimed_at = $1, started_at = coalesce(j.started_at, $1)
     FROM next_job WHERE j.id = next_job.id
     RETURNING j.id, j.kind, j.organisation_id AS "organisationId", j.account_id AS "accountId", j.request_id AS "requestId",
               (SELECT a.person_id FROM account AS a WHERE a.id = j.account_id) AS "personId",
               (j.input ->> 'dryRun')::boolean AS "dryRun", j.input -> 'parameters' AS input, j.attempts AS attempt`,
    [now, kinds, new Date(now.getTime() - SILENCE_MS)],
  );
}

/** Shows that the attempt is alive and how far it is. False: stop, the job is cancelled or no longer this attempt's. */
export async function beat(tx: Tx, now: Date, job: ClaimedJob, pulse: Pulse): Promise<boolean> {
  const mine = await firstRow(
    tx,
    `INSERT INTO job_pulse (job_id, beat_at, bytes_done, progress)
     SELECT j.id, $3::timestamptz, $4::bigint, $5::jsonb FROM job AS j
     WHERE j.id = $1 AND j.attempts = $2 AND j.status = 'running' AND j.cancel_requested_at IS NULL
     ON CONFLICT ON CONSTRAINT pk_job_pulse DO UPDATE
       SET beat_at = EXCLUDED.beat_at, bytes_done = EXCLUDED.bytes_done, progress = EXCLUDED.progress
     RETURNING job_id`,
    [job.id, job.attempt, now, pulse.done, pulse.progress && JSON.stringify(pulse.progress)],
  );
  return mine !== null;
}

/** False when the job was cancelled in the meantime or is no longer this attempt's: then nothing may be committed. */
export async function succeed(tx: Tx, now: Date, job: ClaimedJob, counts: JobCounts): Promise<boolean> {
  const mine = await firstRow(
    tx,
    `UPDATE job SET status = 'succeeded', counts = $4, finished_at = $3
     WHERE id = $1 AND attempts = $2 AND status = 'running' AND cancel_requested_at IS NULL RETURNING id`,
    [job.id, job.attempt, now, JSON.stringify(counts)],
  );
  return mine !== null;
}

export async function fail(tx: Tx, now: Date, job: ClaimedJob, failure: JobFailure): Promise<boolean> {
  const mine = await firstRow(
    tx,
    `UPDATE job SET status = 'failed', failure = $4, finished_at = $3
     WHERE id = $1 AND attempts = $2 AND status = 'running' RETURNING id`,
    [job.id, job.attempt, now, JSON.stringify(failure)],
  );
  return mine !== null;
}

/** The attempt stops early: the job ends if that was asked for, else it waits for its next attempt. */
export async function handBack(tx: Tx, now: Date, job: ClaimedJob): Promise<'cancelled' | 'queued' | null> {
  const handedBack = await firstRow<{ status: 'cancelled' | 'queued' }>(
    tx,
    `UPDATE job SET status = CASE WHEN cancel_requested_at IS NULL THEN 'queued' ELSE 'cancelled' END,
            finished_at = CASE WHEN cancel_requested_at IS NULL THEN NULL ELSE $3::timestamptz END
     WHERE id = $1 AND attempts = $2 AND status = 'running' RETURNING status`,
    [job.id, job.attempt, now],
  );
  return handedBack?.status ?? null;
}

export async function storeFaults(tx: Tx, job: ClaimedJob, faults: readonly RowFault[]): Promise<void> {
  await tx.query(
    `INSERT INTO job_fault (job_id, row_number, column_name, code, message)
     SELECT $1, f.row_number, f.column_name, f.code, f.message
     FROM unnest($2::integer[], $3::text[], $4::text[], $5::text[]) AS f (row_number, column_name, code, message)
     ON CONFLICT ON CONSTRAINT pk_job_fault DO NOTHING`,
    [
      job.id,
      faults.map(({ row }) => row),
      faults.map(({ column }) => column),
      faults.map(({ code }) => code),
      faults.map(({ message }) => message),
    ],
  );
}
