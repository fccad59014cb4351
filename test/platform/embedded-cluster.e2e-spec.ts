import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type QueryResultRow } from 'pg';
import { discardCluster } from '../../src/platform/embedded-postgres/cluster-folder';
import { cloneDatabase, createDatabase, dropDatabase } from '../../src/platform/embedded-postgres/databases';
import { EmbeddedPostgresError } from '../../src/platform/embedded-postgres/embedded-postgres-error';
import { startCluster, type RunningCluster } from '../../src/platform/embedded-postgres/start-cluster';

jest.setTimeout(120_000);

describe('embedded PostgreSQL', () => {
  let dataDir: string;
  let cluster: RunningCluster | undefined;

  const start = async (durable = false): Promise<RunningCluster> => {
    cluster = await startCluster({ dataDir, durable });
    return cluster;
  };

  /** What a process killed with -9 leaves behind: its lock file, and a server that goes on running. */
  const loseOwner = async (): Promise<void> => {
    const closedPort = await listen(0);
    const port = (closedPort.address() as AddressInfo).port;
    await close(closedPort);
    await writeFile(
      join(dataDir, 'postgres/lock'),
      JSON.stringify({ pid: process.pid, port, token: 'gone' }),
    );
  };

  /** Outside `dataDir` when root runs the tests, because a temporary folder of root's is closed to everyone else. */
  const inDatabaseFolder = async (name: string): Promise<string> => {
    const home = join(dataDir, 'postgres');
    const record: { pgdata: string } = JSON.parse(await readFile(join(home, 'cluster.json'), 'utf8'));
    return resolve(home, record.pgdata, name);
  };

  const serverPid = async (): Promise<number> => {
    const file = await readFile(await inDatabaseFolder('postmaster.pid'), 'utf8');
    return Number(file.split('\n')[0]);
  };

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tsunagi-cluster-'));
  });

  beforeEach(async () => {
    await start();
  });

  afterEach(async () => {
    await cluster?.stop();
  });

  afterAll(async () => {
    await discardCluster(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  });

  it('creates three login roles without power over the server', async () => {
    const { adminUrl } = await current();
    const roles = await query(
      adminUrl,
      `SELECT pg_roles.rolname FROM pg_roles
        WHERE pg_roles.rolname IN ('tsunagi_owner', 'tsunagi_app', 'tsunagi_statistics')
          AND pg_roles.rolcanlogin
          AND NOT (pg_roles.rolsuper OR pg_roles.rolbypassrls OR pg_roles.rolcreatedb OR pg_roles.rolcreaterole)
        ORDER BY pg_roles.rolname`,
    );
    expect(roles.map((row) => row['rolname'])).toEqual([
      'tsunagi_app',
      'tsunagi_owner',
      'tsunagi_statistics',
    ]);
  });

  it('lets the owner create tables and the other two neither create nor read them', async () => {
    const { ownerUrl, appUrl, statisticsUrl } = await current();
    await query(ownerUrl, 'CREATE TABLE owned_by_owner (id integer)');
    for (const url of [appUrl, statisticsUrl]) {
      await expect(query(url, 'CREATE TABLE refused (id integer)')).rejects.toMatchObject({ code: '42501' });
      await expect(query(url, 'SELECT owned_by_owner.id FROM owned_by_owner')).rejects.toMatchObject({
        code: '42501',
      });
    }
  });

  it('has UTF-8, Japanese collation, checksums and the extension that exclusion constraints need', async () => {
    const { appUrl } = await current();
    const [facts] = await query(
      appUrl,
      `SELECT pg_encoding_to_char(pg_database.encoding) AS encoding, pg_database.datlocale AS locale,
              current_setting('data_checksums') AS checksums, current_setting('TimeZone') AS zone,
              EXISTS (SELECT 1 FROM pg_extension WHERE pg_extension.extname = 'btree_gist') AS gist
         FROM pg_database WHERE pg_database.datname = current_database()`,
    );
    expect(facts).toEqual({ encoding: 'UTF8', locale: 'ja-JP', checksums: 'on', zone: 'UTC', gist: true });
  });

  it('keeps the passwords where only their owner reads them and asks for them', async () => {
    const { ownerUrl } = await current();
    const credentials = await stat(join(dataDir, 'postgres/credentials.json'));
    expect(credentials.mode & 0o077).toBe(0);
    const wrong = new URL(ownerUrl);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps the data and the port over a restart', async () => {
    await cluster?.stop();
    const before = await start(true);
    await query(before.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await before.stop();
    const after = await start(true);
    expect(after.port).toBe(before.port);
    expect(await query(after.ownerUrl, 'SELECT kept.answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('refuses a second process on the same data directory in one sentence', async () => {
    await expect(startCluster({ dataDir, durable: false })).rejects.toThrow(EmbeddedPostgresError);
    await expect(startCluster({ dataDir, durable: false })).rejects.toThrow(
      `already running on this data directory (process ${process.pid})`,
    );
  });

  it('takes over a server whose owner was killed', async () => {
    const before = await current();
    await loseOwner();
    const after = await start();
    expect(after).toMatchObject({ reused: true, port: before.port });
  });

  it('recovers every acknowledged row after server and owner were killed', async () => {
    await cluster?.stop();
    const before = await start(true);
    await query(before.ownerUrl, 'CREATE TABLE acknowledged AS SELECT generate_series(1, 500) AS id');
    process.kill(await serverPid(), 'SIGKILL');
    await loseOwner();
    const after = await start(true);
    expect(after.reused).toBe(false);
    expect(await query(after.ownerUrl, 'SELECT count(*)::integer AS rows FROM acknowledged')).toEqual([
      { rows: 500 },
    ]);
  });

  it('starts although the process number of a killed server belongs to another program now', async () => {
    process.kill(await serverPid(), 'SIGKILL');
    const path = await inDatabaseFolder('postmaster.pid');
    const [, ...rest] = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, [process.pid, ...rest].join('\n'));
    await loseOwner();
    expect(await start()).toMatchObject({ reused: false });
  });

  it('moves to another port when the stored one is taken', async () => {
    const before = await current();
    await before.stop();
    const occupant = await listen(before.port);
    const after = await start();
    expect(after.port).not.toBe(before.port);
    expect(await query(after.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await close(occupant);
  });

  it('starts a server that dies again, on the same port, until it is stopped', async () => {
    await cluster?.stop();
    const watched = await start(true);
    watched.watch();
    const firstPid = await serverPid();
    process.kill(firstPid, 'SIGKILL');
    await eventually(() => query(watched.appUrl, 'SELECT 1'));
    expect(await serverPid()).not.toBe(firstPid);
    process.kill(await serverPid(), 'SIGKILL');
    await watched.stop();
    await pause(1_000);
    await expect(query(watched.appUrl, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('can be stopped twice and after the server has died', async () => {
    const running = await current();
    process.kill(await serverPid(), 'SIGKILL');
    await running.stop();
    await expect(running.stop()).resolves.toBeUndefined();
  });

  it('clones a template with its rows and drops the copy while somebody is connected', async () => {
    const running = await current();
    const template = await createDatabase(running, 'template_example');
    await query(template.ownerUrl, 'CREATE TABLE sample AS SELECT 7 AS number');
    const copy = await cloneDatabase(running, 'template_example', 'copy_example');
    expect(await query(copy.ownerUrl, 'SELECT sample.number FROM sample')).toEqual([{ number: 7 }]);
    expect(await query(copy.appUrl, 'SELECT current_user::text AS name')).toEqual([{ name: 'tsunagi_app' }]);
    const guest = new Client({ connectionString: copy.appUrl });
    guest.on('error', () => undefined);
    await guest.connect();
    await dropDatabase(running, 'copy_example');
    await expect(query(copy.ownerUrl, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
    await guest.end();
  });

  it('writes nothing a client sent to the server log', async () => {
    const { ownerUrl } = await current();
    await query(
      ownerUrl,
      'CREATE TABLE logged (narrative text CHECK (length(logged.narrative) < 5), n integer)',
    );
    await expect(query(ownerUrl, 'INSERT INTO logged VALUES ($1)', ['秘密の相談内容'])).rejects.toThrow(
      'check',
    );
    await expect(query(ownerUrl, `SELECT '秘密の相談内容'::integer`)).rejects.toThrow('integer');
    const log = await readFile(await inDatabaseFolder('server.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('秘密');
  });

  async function current(): Promise<RunningCluster> {
    return cluster ?? start();
  }
});

async function query(url: string, sql: string, values: readonly unknown[] = []): Promise<QueryResultRow[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

async function eventually(work: () => Promise<unknown>): Promise<void> {
  for (let left = 200; ; left -= 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (left === 0) throw error;
      await pause(50);
    }
  }
}

async function listen(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((done, fail) => {
    server.once('error', fail).listen(port, '127.0.0.1', () => done(server));
  });
}

async function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
  });
}
