import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PATIENCE_MS = 120_000;
const require = createRequire(import.meta.url);

/** The built server in a process of its own on an empty, durable database, and one account of the office. */
export async function startMeasuredServer() {
  await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/ensure-built.mjs')]);
  const dataDir = await mkdtemp(join(tmpdir(), 'tsunagi-bench-'));
  const port = await freePort();
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), TSUNAGI_DATA_DIR: dataDir, TSUNAGI_DEMO: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}/api/v1`;
  await untilHealthy(`http://127.0.0.1:${port}/api/health`);
  const admin = await connectAsAdmin(dataDir);
  const token = await contractor(admin);
  return {
    admin,
    request: (path, init = {}) =>
      fetch(`${url}${path}`, { ...init, headers: { Authorization: `Bearer ${token}`, ...init.headers } }),
    peakRssMb: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
    },
    stop: async () => {
      await admin.end();
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function untilHealthy(url) {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.status === 200) return;
    await pause(200);
  }
  throw new Error('the server did not become healthy');
}

/** Row-level security keeps COPY away from records; only the cluster's administrator stands above it. */
async function connectAsAdmin(dataDir) {
  const { openClusterFolder, readPort } = require('../dist/src/platform/embedded-postgres/cluster-folder.js');
  const { connectionUrl, loadCredentials } = require('../dist/src/platform/embedded-postgres/credentials.js');
  const folder = await openClusterFolder(dataDir);
  const connectionString = connectionUrl(
    'admin',
    await loadCredentials(folder),
    await readPort(folder),
    'tsunagi',
  );
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

async function contractor(admin) {
  const { newToken, tokenHash } = require('../dist/src/auth/session-token.js');
  const token = newToken();
  const one = async (sql, parameters) => (await admin.query(sql, parameters)).rows[0].id;
  const organisation = await one(
    `INSERT INTO organisation (id, code, name, kind, created_at)
     VALUES (uuidv7(), 'bench', '計測', 'contractor', now()) RETURNING id`,
  );
  const account = await one(
    `INSERT INTO account (id, organisation_id, email, password_hash, display_name, roles, created_at)
     VALUES (uuidv7(), $1, 'bench@test.example', '', '計測', '{contractor}', now()) RETURNING id`,
    [organisation],
  );
  await admin.query(
    `INSERT INTO session (token_hash, account_id, created_at, last_used_at, expires_at)
     VALUES ($1, $2, now(), now(), now() + interval '1 day')`,
    [tokenHash(token), account],
  );
  return token;
}
