import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Database } from '../database/database';
import { FaultReport } from './fault-report';
import type { JobInput, RunningJob } from './job';
import { readStoredFile } from './job-file';
import type { ClaimedJob } from './job-store';

/** Ends an attempt from inside: cancelled, taken over by another process, or this process stops. */
export class AttemptStopped extends Error {}

export class JobAttempt implements RunningJob {
  faults = new FaultReport();
  done = 0;
  private stopped = false;

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

  async checkpoint(bytesDone: number): Promise<void> {
    this.done = bytesDone;
    await othersFirst();
    if (this.stopped) throw new AttemptStopped();
  }

  /** The transaction starts over after a deadlock. */
  restart(): void {
    this.faults = new FaultReport();
    this.done = 0;
  }

  stop(): void {
    this.stopped = true;
  }
}
