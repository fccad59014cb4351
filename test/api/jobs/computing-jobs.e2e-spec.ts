import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '../../../src/shared/actor';
import { Database } from '../../../src/platform/database/database';
import type { ComputingHandler, RunningJob, StoreResult } from '../../../src/platform/jobs/job';
import { JobHandlers } from '../../../src/platform/jobs/job-handlers';
import { JobQueue } from '../../../src/platform/jobs/job-queue';
import { JobRunner } from '../../../src/platform/jobs/job-runner';
import { callPeriod, csvOf, upload } from '../../support/factories/call-file';
import { type TestAccount, TestApp } from '../../support/test-app';

/** Stands for a long calculation; each attempt hands itself to the test, which lets it go on. */
class Computation implements ComputingHandler {
  readonly kind = 'test-computation';
  /** What the next attempts do with the job they are given. */
  work: (job: RunningJob) => Promise<void> = () => Promise.resolve();

  async compute(_actor: Actor, job: RunningJob): Promise<StoreResult> {
    await this.work(job);
    return async (tx) => {
      await tx.query(
        `INSERT INTO audit_log (occurred_at, action, object_type, object_id, request_id) VALUES (now(), 'computed', 'test', $1, '')`,
        [job.id],
      );
      return { rows: 1, added: 1, unchanged: 0, rejected: 0 };
    };
  }
}

describe('computing jobs', () => {
  let app: TestApp;
  let contractor: TestAccount;
  const computation = new Computation();

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    app.app.get(JobHandlers).add(computation);
  });
  afterAll(() => app.stop());

  /** Puts a job into the queue that does this. */
  async function begin(work: Computation['work'] = () => Promise.resolve()): Promise<string> {
    computation.work = work;
    const { accountId, organisationId } = contractor;
    const actor: Actor = {
      accountId,
      organisationId,
      personId: null,
      roles: ['contractor'],
      scope: 'all_organisations',
      requestId: 'test',
    };
    const queued = { kind: computation.kind, input: {}, dryRun: false };
    const id = await app.app
      .get(Database)
      .transaction(actor, (tx) => app.app.get(JobQueue).enqueue(tx, actor, new Date(), queued));
    app.app.get(JobRunner).wake();
    return id;
  }
  const view = async (id: string) =>
    (await app.as(contractor).get(`/api/v1/jobs/${id}`).expect(200)).body as JobBody;
  const until = async (id: string, reached: (job: JobBody) => boolean): Promise<JobBody> => {
    for (;;) {
      const job = await view(id);
      if (reached(job)) return job;
      await pause(50);
    }
  };
  const ended = (id: string): Promise<JobBody> => until(id, ({ finishedAt }) => finishedAt !== null);
  const stored = async (id: string): Promise<number> =>
    (await app.sql(`SELECT FROM audit_log AS a WHERE a.object_id = $1 AND a.action = 'computed'`, [id]))
      .length;
  const forEver = async ({ signal }: RunningJob): Promise<void> => {
    if (!signal.aborted) await once(signal, 'abort');
    throw new Error('torn down');
  };

  it('stores what was computed together with its success, once', async () => {
    const id = await begin();
    expect(await ended(id)).toMatchObject({ status: 'succeeded', counts: { rows: 1, added: 1 } });
    expect(await stored(id)).toBe(1);
  });

  it('shows what it is doing, and lets imports pass meanwhile', async () => {
    let goOn = (): void => undefined;
    const id = await begin(async (job) => {
      job.report({ phase: '割り当てを改善しています', figures: { best: 1234.5, bound: null } });
      await new Promise<void>((resolve) => (goOn = resolve));
    });
    const running = await until(id, ({ progress }) => progress.phase !== null);
    expect(running.progress).toEqual({
      done: 0,
      total: null,
      phase: '割り当てを改善しています',
      figures: { best: 1234.5, bound: null },
    });
    const period = await callPeriod(app, contractor, '計算中の期');
    const calls = csvOf([{ 呼番号: 'C1', 発信日時: '2024-12-26 12:00:00' }]);
    const { body } = await upload(app, contractor, `/api/v1/periods/${period}/call-imports`, calls);
    expect(body.status).toBe('succeeded');
    goOn();
    expect((await ended(id)).status).toBe('succeeded');
  });

  it('keeps nothing of a computation that was cancelled, however it ended', async () => {
    for (const work of [forEver, (job: RunningJob) => forEver(job).catch(() => undefined)]) {
      const id = await begin(work);
      await until(id, ({ status }) => status === 'running');
      await app.as(contractor).put(`/api/v1/jobs/${id}/cancellation`).expect(200);
      expect(await ended(id)).toMatchObject({ status: 'cancelled', failure: null });
      expect(await stored(id)).toBe(0);
    }
  });

  it('ends as failed when the computation breaks', async () => {
    const id = await begin(() => Promise.reject(new Error('broken')));
    expect(await ended(id)).toMatchObject({ status: 'failed', failure: { code: 'internal' } });
    expect(await stored(id)).toBe(0);
  });

  it('goes back into the queue when the process stops', async () => {
    const id = await begin(forEver);
    await until(id, ({ status }) => status === 'running');
    await app.app.get(JobRunner).onModuleDestroy();
    expect(await view(id)).toMatchObject({ status: 'queued', finishedAt: null });
  });
});

interface JobBody {
  readonly status: string;
  readonly finishedAt: string | null;
  readonly progress: { readonly phase: string | null };
}
