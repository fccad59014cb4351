import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { Actor } from '../../../src/shared/actor';
import { readCsv } from '../../../src/platform/csv/csv-reader';
import { Database } from '../../../src/platform/database/database';
import { firstRow, type Tx } from '../../../src/platform/database/sql';
import type { JobCounts, JobHandler, RunningJob } from '../../../src/platform/jobs/job';
import { JobHandlers } from '../../../src/platform/jobs/job-handlers';
import { JobQueue } from '../../../src/platform/jobs/job-queue';
import { JobRunner } from '../../../src/platform/jobs/job-runner';
import { type TestAccount, TestApp } from '../../support/test-app';

const COLUMNS = [{ key: 'no', names: ['番号'] }];
const ROWS = 40_000;
const FILE = Buffer.from(`番号\n${'0123456789\n'.repeat(ROWS)}`);

/** Takes no row. Before the rows are gathered it lets the test do something. */
class RefusingImport implements JobHandler {
  readonly kind = 'test-refusing-import';
  meanwhile: (job: RunningJob) => Promise<void> = () => Promise.resolve();
  kept = 0;
  idleTimeout: string | undefined;
  private job: RunningJob | null = null;

  readonly rejected = {
    permission: 'contact.import',
    layout: async (tx: Tx) => {
      this.kept = 0;
      const shown = await firstRow<{ idle: string }>(
        tx,
        `SELECT current_setting('idle_in_transaction_session_timeout') AS idle`,
      );
      this.idleTimeout = shown?.idle;
      if (this.job) await this.meanwhile(this.job);
      return { columns: COLUMNS, reading: {}, keep: (cell: string) => this.keep(cell) };
    },
  } as const;

  async run(_tx: Tx, _actor: Actor, _now: Date, job: RunningJob): Promise<JobCounts> {
    this.job = job;
    let last = 0;
    for await (const block of readCsv(job.readFile(), COLUMNS)) {
      last = block.rows.at(-1)?.number ?? last;
      await job.checkpoint(block.bytesRead);
    }
    // The first and the last: whoever gathers them must read all that lies between.
    for (const row of [2, last])
      job.faults.add({ row, column: '番号', code: 'refused', message: '受け付けません。' });
    return { rows: ROWS, added: 0, unchanged: 0, rejected: ROWS };
  }

  private keep(cell: string): string {
    this.kept += 1;
    return cell;
  }
}

describe('the second reading of an imported file', () => {
  let app: TestApp;
  let contractor: TestAccount;
  const refusing = new RefusingImport();

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    app.app.get(JobHandlers).add(refusing);
  });
  afterAll(() => app.stop());

  async function ended(meanwhile: RefusingImport['meanwhile']): Promise<JobBody> {
    refusing.meanwhile = meanwhile;
    const { accountId, organisationId } = contractor;
    const actor: Actor = {
      accountId,
      organisationId,
      personId: null,
      roles: ['contractor'],
      scope: 'all_organisations',
      requestId: 'test',
    };
    const file = { read: () => Readable.from([FILE]), discard: () => undefined };
    const job = { kind: refusing.kind, input: {}, dryRun: false, file };
    const id = await app.app
      .get(Database)
      .transaction(actor, (tx) => app.app.get(JobQueue).enqueue(tx, actor, new Date(), job));
    app.app.get(JobRunner).wake();
    for (;;) {
      const { body } = await app.as(contractor).get(`/api/v1/jobs/${id}`).expect(200);
      if (body.finishedAt !== null) return body as JobBody;
    }
  }

  it('may last longer than a transaction is otherwise allowed to be idle', async () => {
    const job = await ended(() => Promise.resolve());
    expect(job).toMatchObject({ status: 'succeeded', outputs: [{ kind: 'rejected-rows' }] });
    expect(refusing.idleTimeout).toBe('0');
    expect(refusing.kept).toBe(2);
  });

  it('ends at its next block when the job is cancelled', async () => {
    const job = await ended(async ({ id, signal }) => {
      await app.as(contractor).put(`/api/v1/jobs/${id}/cancellation`).expect(200);
      if (!signal.aborted) await once(signal, 'abort');
    });
    expect(job).toMatchObject({ status: 'cancelled', outputs: [] });
    expect(refusing.kept).toBe(1);
  });
});

interface JobBody {
  readonly status: string;
}
