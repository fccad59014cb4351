import type { Actor } from '../../shared/actor';
import type { Permission } from '../authz/permissions';
import type { CsvReading } from '../csv/csv-reader';
import type { CsvColumn } from '../csv/map-header';
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

/** How far work is that is not measured by the bytes of a file: what it is doing, in Japanese, and the figures that move. */
export interface JobProgress {
  readonly phase: string;
  readonly figures: Readonly<Record<string, number | null>>;
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
  /** What whoever waits for the job is shown from the next beat on. */
  report(progress: JobProgress): void;
  /** Aborted when the job is cancelled or the process stops. */
  readonly signal: AbortSignal;
}

/**
 * Does one kind of job. The whole work goes into the one transaction `tx`: it is committed together with the job's success,
 * and nothing of it stays after a failure, a cancellation, a crash or a dry run. It may be run again from the beginning.
 * A `DomainError` ends the job as failed, with its message and its faults shown to the user.
 */
export interface JobHandler {
  readonly kind: string;
  run(tx: Tx, actor: Actor, now: Date, job: RunningJob): Promise<JobCounts>;
  /** What others would wait for: done last, right before the commit, and not in a dry run. */
  conclude?(tx: Tx, input: JobInput): Promise<void>;
  /** For jobs with a file whose rejected rows are given back. */
  readonly rejected?: RejectedHandling;
  /** It reads for whoever asked: cases closed to that person stay closed. */
  readonly readsForRequester?: true;
}

interface RejectedHandling {
  /** What whoever fetches the rows must still be allowed to do. */
  readonly permission: Permission;
  layout(tx: Tx, input: JobInput): Promise<RejectedLayout>;
}

/** How the file of a job is read, and what of it may outlive the job. */
export interface RejectedLayout {
  readonly columns: readonly CsvColumn[];
  readonly reading: CsvReading;
  /** A cell as it may be kept. */
  readonly keep: (cell: string, place: CellPlace) => string;
}

/** Under which title a cell stands. */
export interface CellPlace {
  /** Null: a column that nobody named. */
  readonly column: string | null;
  /** False when the row has too many or too few cells: then each may belong to a neighbour's title. */
  readonly aligned: boolean;
}

/**
 * Does work of minutes that must not hold a transaction while it lasts. `compute` reads in short transactions of its own, writes
 * nothing, ends soon after `job.signal` is aborted, and may be run again from the beginning. What it returns stores the result
 * in the transaction that also commits the job's success; that part may be repeated after a deadlock.
 */
export interface ComputingHandler {
  readonly kind: string;
  compute(actor: Actor, job: RunningJob): Promise<StoreResult>;
}

export type StoreResult = (tx: Tx, now: Date) => Promise<JobCounts>;

/** Jobs of one lane wait for each other, not for those of the other one. */
export type JobLane = 'importing' | 'computing';
