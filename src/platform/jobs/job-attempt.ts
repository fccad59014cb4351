import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Database } from '../database/database';
import { FaultReport } from './fault-report';
import type { JobInput, JobProgress, RunningJob } from './job';
import { readStoredFile } from './job-file';
import type { ClaimedJob } from './job-store';

/** Ends an attempt from inside: cancelled, taken over by another process, or this process stops. */
export class AttemptStopped extends Error {}

export class JobAttempt implements RunningJob {
  faults = new FaultReport();
  done = 0;
  progress: JobProgress | null = null;
  private readonly stopping = new AbortController();

  constructor(
    readonly job: ClaimedJob,
    private readonly database: Database,
  ) {}

  get id(): string {
    return this.job.id;
  }

  get input(): JobInput {
    return this.job.input;
  }

  readFile(): AsyncIterable<Buffer> {
    return readStoredFile(this.database, this.job.id);
  }

  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  async checkpoint(bytesDone: number): Promise<void> {
    this.done = bytesDone;
    await othersFirst();
    this.refuseStopped();
  }

  report(progress: JobProgress): void {
    this.progress = progress;
  }

  refuseStopped(): void {
    if (this.signal.aborted) throw new AttemptStopped();
  }

  /** The transaction starts over after a deadlock. */
  restart(): void {
    this.faults = new FaultReport();
    this.done = 0;
  }

  stop(): void {
    this.stopping.abort();
  }
}
