import { createReadStream, createWriteStream, openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import copyStreams from 'pg-copy-streams';
import { writeCallFile } from './call-file.mjs';
import { startMeasuredServer } from './measured-server.mjs';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const RATIO_LIMIT = 2.2;
const COLUMNS = `organisation_id, channel, carrier_no, leg, dialled_at, queued_at, answered_at, ended_at, digit, field_code, result,
  origin, ended_by, caller_hash, job_id, source_row`;

const folder = await mkdtemp(join(tmpdir(), 'tsunagi-calls-'));
const file = join(folder, 'calls.csv');
await writeCallFile(file, ROWS);
const loadBefore = loadavg()[0];
const server = await startMeasuredServer();
try {
  const measured = await measure();
  console.log(JSON.stringify(measured));
  process.exitCode = measured.ok ? 0 : 1;
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

async function measure() {
  const period = await newPeriod('取込');
  const began = performance.now();
  const first = await ended(await upload(period));
  const importS = (performance.now() - began) / 1000;
  const peakRssMb = await server.peakRssMb();
  const copyS = await plainCopy(period, await newPeriod('COPY'));
  const again = await ended(await upload(period));
  const leftAfterCancel = await cancelHalfway(await newPeriod('取消'));
  const ratio = importS / copyS;
  const right =
    first.counts.added === ROWS &&
    again.counts.unchanged === ROWS &&
    (await stored(period)) === ROWS &&
    leftAfterCancel === 0;
  return {
    rows: ROWS,
    importS: rounded(importS),
    copyS: rounded(copyS),
    ratio: rounded(ratio),
    ratioLimit: RATIO_LIMIT,
    peakRssMb,
    repeated: again.counts,
    leftAfterCancel,
    ok: right && ratio <= RATIO_LIMIT,
    node: process.version,
    cores: availableParallelism(),
    loadBefore: rounded(loadBefore),
    loadAfter: rounded(loadavg()[0]),
    at: new Date().toISOString(),
  };
}

async function newPeriod(label) {
  const body = {
    label,
    startsAt: '2024-12-25T10:00:00+09:00',
    endsAt: '2025-01-04T10:00:00+09:00',
    status: 'open',
  };
  const { id } = await json('/periods', { method: 'POST', ...jsonBody(body) });
  return id;
}

async function upload(period) {
  const form = new FormData();
  form.set('file', await openAsBlob(file), 'calls.csv');
  return json(`/periods/${period}/call-imports`, { method: 'POST', body: form });
}

async function ended({ id }) {
  for (;;) {
    const job = await json(`/jobs/${id}`);
    if (job.finishedAt !== null) return job;
    await pause(100);
  }
}

/** The rows that the import made, into the same table with the same indexes and checks, under another period. */
async function plainCopy(from, to) {
  const rows = join(folder, 'calls.copy');
  const { admin } = server;
  await pipeline(
    admin.query(
      copyStreams.to(
        `COPY (SELECT ${COLUMNS}, '${to}' FROM contact WHERE period_id = '${from}' ORDER BY source_row) TO STDOUT`,
      ),
    ),
    createWriteStream(rows),
  );
  const began = performance.now();
  await pipeline(
    createReadStream(rows),
    admin.query(copyStreams.from(`COPY contact (${COLUMNS}, period_id) FROM STDIN`)),
  );
  return (performance.now() - began) / 1000;
}

async function cancelHalfway(period) {
  const job = await upload(period);
  for (;;) {
    const { progress, finishedAt } = await json(`/jobs/${job.id}`);
    if (finishedAt !== null) throw new Error('the import was over before it could be cancelled');
    if (progress.done >= progress.total / 2) break;
    await pause(100);
  }
  await json(`/jobs/${job.id}/cancellation`, { method: 'PUT' });
  const { status } = await ended(job);
  if (status !== 'cancelled') throw new Error(`the import ended as ${status}`);
  return stored(period);
}

async function stored(period) {
  const { rows } = await server.admin.query(
    `SELECT count(*)::integer AS count FROM contact WHERE period_id = $1`,
    [period],
  );
  return rows[0].count;
}

async function json(path, init) {
  const answer = await server.request(path, init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

function jsonBody(body) {
  return { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

function rounded(value) {
  return Math.round(value * 100) / 100;
}
