import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError } from '../../shared/domain-error';
import { tokyoDay } from '../../shared/tokyo-time';
import { Clock } from '../clock/clock';
import { asDomainError } from '../database/constraint-errors';
import { Database } from '../database/database';
import type { Tx } from '../database/sql';
import { failureFacts } from '../logging/failure-facts';
import { toRowFaults } from './fault-report';
import type { JobCounts, JobFailure, StoreResult } from './job';
import { AttemptStopped, type JobAttempt } from './job-attempt';
import { deleteFile } from './job-file';
import { computes, JobHandlers } from './job-handlers';
import { storeOutput } from './job-output';
import { actorOf, beat, type ClaimedJob, fail, handBack, readerOf, storeFaults, succeed } from './job-store';
import { JobTrail } from './job-trail';
import { rejectedRows } from './rejected-rows';

const BEAT_MS = 1_000;
/** A job that takes its process down with it is not tried for ever. */
const MAX_ATTEMPTS = 5;

const BROKEN: JobFailure = {
  code: 'internal',
  message: '処理中にエラーが発生しました。システム管理者に連絡してください。',
};

/** Runs one attempt at a job and writes down how it ended. */
@Injectable()
export class JobExecution {
  private readonly logger = new Logger('JobExecution');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
    private readonly trail: JobTrail,
  ) {}

  async run(attempt: JobAttempt): Promise<void> {
    const { job } = attempt;
    if (job.attempt > MAX_ATTEMPTS) return this.end(job, BROKEN);
    const beating = this.keepBeating(attempt);
    try {
      const store = await this.compute(attempt);
      await this.database.transaction(this.workerOf(job), (tx) => this.work(tx, attempt, store));
    } catch (error) {
      await this.settle(attempt, error);
    } finally {
      clearInterval(beating);
    }
  }

  /** What is left to do inside the transaction. An import is done there as a whole. */
  private async compute(attempt: JobAttempt): Promise<StoreResult> {
    const { job } = attempt;
    const handler = this.handlers.of(job.kind);
    if (!computes(handler)) return (tx, now) => handler.run(tx, actorOf(job), now, attempt);
    try {
      return await handler.compute(actorOf(job), attempt);
    } finally {
      // However an aborted computation ends, by an error of its own or with half a result, the job was stopped.
      attempt.refuseStopped();
    }
  }

  private workerOf(job: ClaimedJob): Actor {
    const handler = this.handlers.of(job.kind);
    return !computes(handler) && handler.readsForRequester ? readerOf(job) : actorOf(job);
  }

  private async work(tx: Tx, attempt: JobAttempt, store: StoreResult): Promise<void> {
    const { job } = attempt;
    attempt.restart();
    // Long statements, waiting for another import, and reading gigabytes without a row to store are what this work consists of.
    await tx.query(
      `SELECT set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
              set_config('idle_in_transaction_session_timeout', '0', true)`,
    );
    const counts = await this.handle(tx, attempt, store);
    const now = this.clock.now();
    await storeFaults(tx, job, attempt.faults.kept);
    await this.keepRejected(tx, attempt, now);
    await deleteFile(tx, job.id);
    await this.conclude(tx, attempt);
    await this.record(tx, job, now, { action: 'job.succeeded', detail: { ...counts } });
    // Last, so that the job's row is locked for the moment of the commit only.
    if (!(await succeed(tx, now, job, counts))) throw new AttemptStopped();
  }

  /** A dry run is the real run with its changes taken back. */
  private async handle(tx: Tx, { job }: JobAttempt, store: StoreResult): Promise<JobCounts> {
    if (job.dryRun) await tx.query('SAVEPOINT before_dry_run');
    const counts = await store(tx, this.clock.now());
    if (job.dryRun) await tx.query('ROLLBACK TO SAVEPOINT before_dry_run');
    return counts;
  }

  private async conclude(tx: Tx, { job, input }: JobAttempt): Promise<void> {
    const handler = this.handlers.of(job.kind);
    if (!computes(handler) && !job.dryRun) await handler.conclude?.(tx, input);
  }

  /** Outside the dry run's savepoint: a trial is where the rejected rows are wanted most. */
  private async keepRejected(tx: Tx, attempt: JobAttempt, now: Date): Promise<void> {
    const handler = this.handlers.of(attempt.job.kind);
    if (computes(handler) || !handler.rejected || attempt.faults.kept.length === 0) return;
    const { rejected } = handler;
    const layout = await rejected.layout(tx, attempt.input);
    attempt.report({ phase: '受け付けなかった行をまとめています', figures: {} });
    await storeOutput(tx, now, attempt.id, {
      kind: 'rejected-rows',
      fileName: `受け付けなかった行_${tokyoDay(now)}.csv`,
      mediaType: 'text/csv; charset=utf-8',
      permission: rejected.permission,
      content: rejectedRows(attempt, layout),
    });
  }

  private async settle(attempt: JobAttempt, error: unknown): Promise<void> {
    const { job } = attempt;
    if (error instanceof AttemptStopped) return this.handBack(job);
    const refused = asDomainError(error);
    if (refused?.kind === 'unavailable') return this.handBack(job);
    if (refused) return this.end(job, { code: refused.code, message: refused.message }, refused);
    this.logger.error(JSON.stringify({ job: job.id, kind: job.kind, ...failureFacts(error) }));
    return this.end(job, BROKEN);
  }

  private async handBack(job: ClaimedJob): Promise<void> {
    await this.database.transaction(actorOf(job), async (tx) => {
      const now = this.clock.now();
      if ((await handBack(tx, now, job)) !== 'cancelled') return;
      await deleteFile(tx, job.id);
      await this.record(tx, job, now, { action: 'job.cancelled', detail: {} });
    });
  }

  private async end(job: ClaimedJob, failure: JobFailure, refused?: DomainError): Promise<void> {
    await this.database.transaction(actorOf(job), async (tx) => {
      const now = this.clock.now();
      if (!(await fail(tx, now, job, failure))) return;
      await storeFaults(tx, job, toRowFaults(refused?.faults ?? []));
      await deleteFile(tx, job.id);
      await this.record(tx, job, now, { action: 'job.failed', detail: { code: failure.code } });
    });
  }

  private keepBeating(attempt: JobAttempt): NodeJS.Timeout {
    let beating = false;
    const once = async (): Promise<void> => {
      if (beating) return;
      beating = true;
      try {
        const { job, done, progress } = attempt;
        const alive = await this.database.transaction(actorOf(job), (tx) =>
          beat(tx, this.clock.now(), job, { done, progress }),
        );
        if (!alive) attempt.stop();
      } catch (error) {
        this.logger.warn(JSON.stringify({ job: attempt.id, ...failureFacts(error) }));
      } finally {
        beating = false;
      }
    };
    return setInterval(() => void once(), BEAT_MS).unref();
  }

  private record(tx: Tx, job: ClaimedJob, now: Date, event: JobEnd): Promise<void> {
    return this.trail.record(tx, actorOf(job), now, {
      action: event.action,
      objectType: 'job',
      objectId: job.id,
      detail: { kind: job.kind, dryRun: job.dryRun, attempt: job.attempt, ...event.detail },
    });
  }
}

interface JobEnd {
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
}
