import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { systemActor } from '../../shared/actor';
import { Clock } from '../clock/clock';
import { Database } from '../database/database';
import { failureFacts } from '../logging/failure-facts';
import { JobAttempt } from './job-attempt';
import { JobExecution } from './job-execution';
import type { JobLane } from './job';
import { JobHandlers } from './job-handlers';
import { removeExpiredOutputs } from './job-output';
import { type ClaimedJob, claimJob } from './job-store';

const POLL_MS = 1_000;
/**
 * A short import need not wait for a long one, and each holds one connection. A computation holds none, but processors: the
 * next one waits for it.
 */
const AT_ONCE: Readonly<Record<JobLane, number>> = { importing: 2, computing: 1 };
const LANES = Object.keys(AT_ONCE) as JobLane[];

/** Finds waiting jobs and keeps a few running, from the end of the boot until the process stops. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('JobRunner');
  private readonly running = new Map<JobAttempt, Promise<void>>();
  private polling: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;
  private lookAgain = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
    private readonly execution: JobExecution,
  ) {}

  onApplicationBootstrap(): void {
    this.polling = setInterval(() => this.wake(), POLL_MS).unref();
  }

  /** Hands unfinished jobs back; another process, or this one after its restart, begins them anew. */
  async onModuleDestroy(): Promise<void> {
    if (this.polling) clearInterval(this.polling);
    this.polling = null;
    await this.looking;
    for (const attempt of this.running.keys()) attempt.stop();
    await Promise.all(this.running.values());
  }

  /** There may be something to do. */
  wake(): void {
    this.lookAgain = true;
    this.looking ??= this.look().finally(() => {
      this.looking = null;
    });
  }

  private async look(): Promise<void> {
    while (this.lookAgain) {
      this.lookAgain = false;
      for (const lane of LANES) await this.fill(lane);
      await this.tidy();
    }
  }

  /** By itself and not with a job: there may be none for weeks. */
  private async tidy(): Promise<void> {
    if (!this.polling) return;
    try {
      await this.database.transaction(systemActor('job-runner'), (tx) =>
        removeExpiredOutputs(tx, this.clock.now()),
      );
    } catch (error) {
      this.report(error);
    }
  }

  private async fill(lane: JobLane): Promise<void> {
    while (this.polling && this.runningIn(lane) < AT_ONCE[lane]) {
      const job = await this.claim(lane);
      if (!job) return;
      this.start(job);
    }
  }

  private runningIn(lane: JobLane): number {
    return [...this.running.keys()].filter(({ job }) => this.handlers.laneOf(job.kind) === lane).length;
  }

  private async claim(lane: JobLane): Promise<ClaimedJob | null> {
    const kinds = this.handlers.kindsIn(lane);
    if (kinds.length === 0) return null;
    try {
      return await this.database.transaction(systemActor('job-runner'), (tx) =>
        claimJob(tx, this.clock.now(), kinds),
      );
    } catch (error) {
      this.report(error);
      return null;
    }
  }

  private start(job: ClaimedJob): void {
    const attempt = new JobAttempt(job, this.database);
    const work = this.execution
      .run(attempt)
      // The database went away before the end could be written: the job is found again by its silence.
      .catch((error: unknown) => this.report(error))
      .finally(() => {
        this.running.delete(attempt);
        this.wake();
      });
    this.running.set(attempt, work);
  }

  private report(error: unknown): void {
    this.logger.warn(JSON.stringify(failureFacts(error)));
  }
}
