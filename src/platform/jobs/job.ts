import type { Actor } from '../../shared/actor';
import type { Tx } from '../database/sql';
import type { FaultReport } from './fault-report';

export const JOB_STATUSES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** What a job needs to know, beside its file. */
export type JobInput = Readonly<Record<string, string>>;

/** Every row of the file is counted once: `rows` is the sum of the other three. */
export interface JobCounts {
  readonly rows: number;
  readonly added: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** Why a job as a whole did not succeed. */
export interface JobFailure {
  readonly code: string;
  readonly message: string;
}

/** One attempt at a job, as its handler sees it. */
export interface RunningJob {
  readonly id: string;
  readonly input: JobInput;
  /** Rows that were not taken, with the reason. */
  readonly faults: FaultReport;
  /** The uploaded file from its first byte, in pieces of at most 1 MiB. */
  readFile(): AsyncIterable<Buffer>;
  /**
   * Reports bytes of the file that are done and lets other work of the process run. Throws when the job is cancelled or the
   * process stops; call it every few milliseconds of work.
   */
  checkpoint(bytesDone: number): Promise<void>;
}

/**
 * Does one kind of job. The whole work goes into the one transaction `tx`: it is committed together with the job's success,
 * and nothing of it stays after a failure, a cancellation, a crash or a dry run. It may be run again from the beginning.
 * A `DomainError` ends the job as failed, with its message and its faults shown to the user.
 */
export interface JobHandler {
  readonly kind: string;
  run(tx: Tx, actor: Actor, now: Date, job: RunningJob): Promise<JobCounts>;
}
