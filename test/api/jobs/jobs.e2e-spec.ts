import { connect, type Socket } from 'node:net';
import { JobRunner } from '../../../src/platform/jobs/job-runner';
import { callPeriod, csvOf, type ImportJob } from '../../support/factories/call-file';
import { type TestAccount, TestApp } from '../../support/test-app';

const CALLS = Array.from({ length: 30_000 }, (_, i) => ({
  呼番号: `C${i}`,
  発信日時: '2024-12-26 12:00:00',
  発信者番号: '090-1234-5678',
}));
const SMALL = csvOf(CALLS.slice(0, 3));
const LARGE = csvOf(CALLS);

describe('jobs', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    periodId = await callPeriod(app, contractor, 'ジョブの期');
    await app.app.listen(0, '127.0.0.1');
    // As at shutdown: what is put into the queue now stays there.
    await app.app.get(JobRunner).onModuleDestroy();
  });
  afterAll(() => app.stop());

  const enqueue = async (file: string): Promise<ImportJob> => {
    const { body } = await app
      .as(contractor)
      .post(`/api/v1/periods/${periodId}/call-imports`)
      .attach('file', Buffer.from(file), 'calls.csv')
      .expect(202);
    return body as ImportJob;
  };
  const chunks = (jobId: string) =>
    app.sql<{ size: number }>(
      `SELECT octet_length(c.bytes) AS size FROM job_file_chunk AS c WHERE c.job_id = $1 ORDER BY c.seq`,
      [jobId],
    );

  it('answers at once when nobody asks to wait', async () => {
    const job = await enqueue(SMALL);
    expect(job).toMatchObject({
      kind: 'call-import',
      status: 'queued',
      dryRun: false,
      progress: { done: 0, total: Buffer.byteLength(SMALL) },
      counts: { rows: 0, added: 0, unchanged: 0, rejected: 0 },
      failure: null,
      startedAt: null,
      finishedAt: null,
    });
    const { body } = await app.as(contractor).get(`/api/v1/jobs/${job.id}`).expect(200);
    expect(body).toEqual(job);
  });

  it('refuses a form whose file has another name, however large', async () => {
    const answer = await app
      .as(contractor)
      .post(`/api/v1/periods/${periodId}/call-imports`)
      .attach('data', Buffer.from(LARGE.repeat(5)), 'calls.csv')
      .expect(400);
    expect(answer.body.errors[0].pointer).toBe('/file');
  });

  it('waits no longer than the client prefers', async () => {
    const started = Date.now();
    const answer = await app
      .as(contractor)
      .post(`/api/v1/periods/${periodId}/call-imports`)
      .set('Prefer', 'respond-async, wait=1')
      .attach('file', Buffer.from(SMALL), 'calls.csv')
      .expect(202);
    expect(answer.headers['preference-applied']).toBe('wait=1');
    expect(answer.body.status).toBe('queued');
    expect(Date.now() - started).toBeGreaterThanOrEqual(1_000);
  });

  it('stores a file in pieces of at most 1 MiB', async () => {
    const job = await enqueue(LARGE);
    const sizes = (await chunks(job.id)).map(({ size }) => size);
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBe(1024 * 1024);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(Buffer.byteLength(LARGE));
  });

  it('cancels a waiting job at once, once, with its file', async () => {
    const job = await enqueue(SMALL);
    const path = `/api/v1/jobs/${job.id}/cancellation`;
    const cancelled = await app.as(contractor).put(path).expect(200);
    expect(cancelled.body).toMatchObject({ status: 'cancelled', finishedAt: expect.any(String) });
    await app.as(contractor).put(path).expect(200);
    expect(await chunks(job.id)).toEqual([]);
    const audit = await app.sql(`SELECT a.action FROM audit_log AS a WHERE a.object_id = $1 ORDER BY a.id`, [
      job.id,
    ]);
    expect(audit).toEqual([{ action: 'job.requested' }, { action: 'job.cancelled' }]);
    await app.sql(`UPDATE job SET status = 'succeeded', cancel_requested_at = NULL WHERE id = $1`, [job.id]);
    const late = await app.as(contractor).put(path).expect(409);
    expect(late.body.code).toBe('job_ended');
  });

  it('is nobody else’s business', async () => {
    const { id } = await enqueue(SMALL);
    const coordinator = await app.account('coordinator');
    const counsellor = await app.account('counsellor');
    for (const path of [`/api/v1/jobs/${id}`, `/api/v1/jobs/${id}/faults`]) {
      await app.http.get(path).expect(401);
      await app.as(counsellor).get(path).expect(403);
      await app.as(coordinator).get(path).expect(404);
    }
    await app.http.put(`/api/v1/jobs/${id}/cancellation`).expect(401);
    await app.as(counsellor).put(`/api/v1/jobs/${id}/cancellation`).expect(403);
    await app.as(coordinator).put(`/api/v1/jobs/${id}/cancellation`).expect(404);
    await app.as(contractor).get(`/api/v1/jobs/00000000-0000-7000-8000-000000000000`).expect(404);
    await app.as(contractor).get(`/api/v1/jobs/${id}/faults?cursor=x`).expect(400);
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const jobsBefore = await app.sql(`SELECT j.id FROM job AS j`);
    const socket = beginUpload();
    await openUploads(app, 1);
    socket.destroy();
    await openUploads(app, 0);
    expect(await app.sql(`SELECT j.id FROM job AS j`)).toHaveLength(jobsBefore.length);
  });

  it('answers everybody else while more uploads stand still than the pool has connections', async () => {
    const jobsBefore = await app.sql(`SELECT j.id FROM job AS j`);
    const sockets = Array.from({ length: 20 }, beginUpload);
    await openUploads(app, 6);
    await app.http.get('/api/health').expect(200);
    await app.as(contractor).get('/api/v1/periods').expect(200);
    for (const socket of sockets) socket.destroy();
    await openUploads(app, 0);
    await app.http.get('/api/health').expect(200);
    expect(await app.sql(`SELECT j.id FROM job AS j`)).toHaveLength(jobsBefore.length);
  });

  /** Sends the beginning of a large file and then nothing. */
  function beginUpload(): Socket {
    const { port } = app.app.getHttpServer().address() as { port: number };
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    const head = [
      `POST /api/v1/periods/${periodId}/call-imports HTTP/1.1`,
      'Host: 127.0.0.1',
      `Authorization: Bearer ${contractor.token}`,
      'Content-Type: multipart/form-data; boundary=edge',
      'Content-Length: 9000000',
      '',
      '--edge',
      'Content-Disposition: form-data; name="file"; filename="calls.csv"',
      '',
      LARGE,
    ];
    // A sender that is made to wait does not get its bytes off, so nobody waits for the write itself.
    socket.write(head.join('\r\n'));
    return socket;
  }
});

/** Waits until so many transactions are in the middle of an upload. */
async function openUploads(app: TestApp, wanted: number): Promise<void> {
  for (;;) {
    const writing = await app.sql(
      `SELECT l.pid FROM pg_locks AS l
       WHERE l.relation = 'job_file_chunk'::regclass AND l.mode = 'RowExclusiveLock' AND l.granted
         AND l.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())`,
    );
    if (writing.length === wanted) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
