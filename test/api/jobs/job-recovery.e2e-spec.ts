import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { AuditModule } from '../../../src/audit/audit.module';
import { ContactsModule } from '../../../src/contacts/contacts.module';
import { Period } from '../../../src/periods/period.entity';
import { DatabaseModule } from '../../../src/platform/database/database.module';
import { JobRunner } from '../../../src/platform/jobs/job-runner';
import { JobsModule } from '../../../src/platform/jobs/jobs.module';
import { PlatformModule } from '../../../src/platform/platform.module';
import { callPeriod, csvOf } from '../../support/factories/call-file';
import { type TestAccount, TestApp } from '../../support/test-app';

const CALLS = csvOf(
  Array.from({ length: 500 }, (_, i) => ({ 呼番号: `C${i}`, 発信日時: '2024-12-26 12:00:00' })),
);

/** What runs call imports, without the part that takes requests. */
@Module({})
class WorkerModule {
  static on({ appUrl, statisticsUrl }: TestApp['database']): DynamicModule {
    const app = { url: appUrl, role: null };
    const statistics = { url: statisticsUrl, role: null };
    return {
      module: WorkerModule,
      imports: [
        DatabaseModule.connect({ app, statistics }, [Period]),
        PlatformModule,
        JobsModule,
        AuditModule,
        ContactsModule,
      ],
    };
  }
}

/** Two processes on one database: `app` takes requests and runs nothing, `worker` runs jobs. */
describe('jobs between processes', () => {
  let app: TestApp;
  let contractor: TestAccount;
  const workers = new Set<INestApplicationContext>();
  let periods = 0;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    await app.app.get(JobRunner).onModuleDestroy();
  });
  afterEach(async () => {
    for (const worker of workers) await stop(worker);
  });
  afterAll(() => app.stop());

  const startWorker = async (): Promise<INestApplicationContext> => {
    const worker = await NestFactory.createApplicationContext(WorkerModule.on(app.database), {
      logger: ['error', 'warn'],
    });
    workers.add(worker);
    return worker;
  };
  const stop = (worker: INestApplicationContext): Promise<void> => {
    workers.delete(worker);
    return worker.close();
  };
  const enqueue = async (): Promise<{ jobId: string; periodId: string }> => {
    const periodId = await callPeriod(app, contractor, `復旧の期${(periods += 1)}`);
    const { body } = await app
      .as(contractor)
      .post(`/api/v1/periods/${periodId}/call-imports`)
      .attach('file', Buffer.from(CALLS), 'calls.csv')
      .expect(202);
    return { jobId: body.id, periodId };
  };
  const job = async (jobId: string) => {
    const [found] = await app.sql<{ status: string; attempts: number; failure: { code: string } | null }>(
      `SELECT j.status, j.attempts, j.failure FROM job AS j WHERE j.id = $1`,
      [jobId],
    );
    if (!found) throw new Error('no such job');
    return found;
  };
  const becomes = async (jobId: string, status: string) => {
    for (;;) {
      const now = await job(jobId);
      if (now.status === status) return now;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const callsOf = async (periodId: string): Promise<number> =>
    (await app.sql(`SELECT c.id FROM contact AS c WHERE c.period_id = $1`, [periodId])).length;
  const filesOf = async (jobId: string): Promise<number> =>
    (await app.sql(`SELECT c.seq FROM job_file_chunk AS c WHERE c.job_id = $1`, [jobId])).length;

  /** Another process took the job so long ago and last showed itself so long ago. */
  const hold = async (jobId: string, ago: { claimed: string; lastBeat?: string }): Promise<void> => {
    await app.sql(
      `UPDATE job SET status = 'running', attempts = 1, claimed_at = now() - $2::interval WHERE id = $1`,
      [jobId, ago.claimed],
    );
    if (ago.lastBeat === undefined) return;
    await app.sql(
      `INSERT INTO job_pulse (job_id, beat_at, bytes_done) VALUES ($1, now() - $2::interval, 0)`,
      [jobId, ago.lastBeat],
    );
  };

  it('runs what waited through a restart', async () => {
    const { jobId, periodId } = await enqueue();
    await startWorker();
    expect(await becomes(jobId, 'succeeded')).toMatchObject({ attempts: 1 });
    expect(await callsOf(periodId)).toBe(500);
    expect(await filesOf(jobId)).toBe(0);
  });

  it('begins anew what a dead process left behind, and leaves alone what a living one holds', async () => {
    const dead = await enqueue();
    const living = await enqueue();
    const justClaimed = await enqueue();
    await hold(dead.jobId, { claimed: '1 hour', lastBeat: '31 seconds' });
    await hold(living.jobId, { claimed: '1 hour', lastBeat: '1 second' });
    await hold(justClaimed.jobId, { claimed: '1 second' });
    await startWorker();
    expect(await becomes(dead.jobId, 'succeeded')).toMatchObject({ attempts: 2 });
    expect(await callsOf(dead.periodId)).toBe(500);
    for (const { jobId, periodId } of [living, justClaimed]) {
      expect(await job(jobId)).toMatchObject({ status: 'running', attempts: 1 });
      expect(await callsOf(periodId)).toBe(0);
    }
  });

  it('gives up a job that keeps taking its process down', async () => {
    const { jobId, periodId } = await enqueue();
    await app.sql(
      `UPDATE job SET status = 'running', attempts = 5, claimed_at = now() - interval '1 hour' WHERE id = $1`,
      [jobId],
    );
    await startWorker();
    expect(await becomes(jobId, 'failed')).toMatchObject({ failure: { code: 'internal' } });
    expect(await callsOf(periodId)).toBe(0);
    expect(await filesOf(jobId)).toBe(0);
  });

  it('leaves nothing when cancelled in the middle', async () => {
    const { jobId, periodId } = await enqueue();
    const release = await holdImports(periodId);
    await startWorker();
    await becomes(jobId, 'running');
    const asked = await app.as(contractor).put(`/api/v1/jobs/${jobId}/cancellation`).expect(200);
    expect(asked.body).toMatchObject({ status: 'running', finishedAt: null });
    await release();
    await becomes(jobId, 'cancelled');
    expect(await callsOf(periodId)).toBe(0);
    expect(await filesOf(jobId)).toBe(0);
    expect(await app.sql(`SELECT FROM period_caller_key WHERE period_id = $1`, [periodId])).toEqual([]);
    const audit = await app.sql(`SELECT a.action FROM audit_log AS a WHERE a.object_id = $1 ORDER BY a.id`, [
      jobId,
    ]);
    expect(audit.slice(1)).toEqual([{ action: 'job.cancellation_requested' }, { action: 'job.cancelled' }]);
  });

  it('commits nothing of an attempt that another process has taken over', async () => {
    const { jobId, periodId } = await enqueue();
    const release = await holdImports(periodId);
    const worker = await startWorker();
    await becomes(jobId, 'running');
    await app.sql(`UPDATE job SET attempts = attempts + 1 WHERE id = $1`, [jobId]);
    const closed = stop(worker);
    await release();
    await closed;
    expect(await job(jobId)).toMatchObject({ status: 'running', attempts: 2 });
    expect(await callsOf(periodId)).toBe(0);
    expect(await filesOf(jobId)).toBe(1);
  });

  it('hands its jobs back when it stops', async () => {
    const { jobId, periodId } = await enqueue();
    const release = await holdImports(periodId);
    const worker = await startWorker();
    await becomes(jobId, 'running');
    const closed = stop(worker);
    await release();
    await closed;
    expect(await job(jobId)).toMatchObject({ status: 'queued', attempts: 1 });
    expect(await callsOf(periodId)).toBe(0);
    await startWorker();
    await becomes(jobId, 'succeeded');
    expect(await callsOf(periodId)).toBe(500);
  });

  /** Another transaction is at the period's key, where every import has to wait; returns how to let go. */
  async function holdImports(periodId: string): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: app.database.ownerUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO period_caller_key (period_id, key, created_at) VALUES ($1, '\\x00', now())`,
      [periodId],
    );
    return async () => {
      await client.query('ROLLBACK');
      await client.end();
    };
  }
});
