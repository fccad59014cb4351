import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import {
  discardCluster,
  openClusterFolder,
  readPort,
} from '../../src/platform/embedded-postgres/cluster-folder';
import { connectionUrl, loadCredentials } from '../../src/platform/embedded-postgres/credentials';
import { freeLoopbackPort } from '../../src/platform/embedded-postgres/loopback-port';

const PATIENCE_MS = 60_000;

/** Below the ports that systems hand out, which other tests would take while this server is down. */
function quietPort(): Promise<number> {
  return freeLoopbackPort(randomInt(20_000, 30_000));
}

/** The built server in a process of its own, on a durable database of its own, started again whenever it ends. */
export class BuiltServer {
  /** Ends that nobody caused, with the last words, and answers that no outage excuses. */
  readonly crashes: string[] = [];
  private child: ChildProcess | null = null;
  private calm = false;
  private stopping = false;
  private said = '';
  private killedDatabase = 0;

  private constructor(
    readonly port: number,
    private readonly program: string,
    private readonly dataDir: string,
  ) {}

  static async start(program: string, dataDir: string): Promise<BuiltServer> {
    const server = new BuiltServer(await quietPort(), program, dataDir);
    server.spawn();
    try {
      await server.untilHealthy();
    } catch (error) {
      await server.discard();
      throw error;
    }
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async databaseUrl(as: 'owner' | 'admin'): Promise<string> {
    const folder = await openClusterFolder(this.dataDir);
    return connectionUrl(as, await loadCredentials(folder), (await readPort(folder)) ?? 0, 'tsunagi');
  }

  killServer(): void {
    this.calm = false;
    this.child?.kill('SIGKILL');
  }

  /** The pid of a postmaster that is dead already may be somebody else's by now. */
  async killDatabase(): Promise<void> {
    this.calm = false;
    const pid = await this.databasePid();
    if (pid === this.killedDatabase) return;
    this.killedDatabase = pid;
    killHard(pid);
  }

  /** One of the server's connections, at work if there is one; false when the database is not there to ask. */
  async killBackend(draw: number): Promise<boolean> {
    this.calm = false;
    const admin = new pg.Client({ connectionString: await this.databaseUrl('admin') });
    admin.on('error', () => undefined);
    try {
      await admin.connect();
      const { rows } = await admin.query<{ pid: number }>(
        `SELECT a.pid FROM pg_stat_activity AS a
         WHERE a.application_name = 'tsunagi' AND a.backend_type = 'client backend'
         ORDER BY a.state = 'active' DESC, a.xact_start IS NULL, a.pid LIMIT 4`,
      );
      const victim = rows[draw % Math.max(1, rows.length)];
      if (!victim) return false;
      killHard(victim.pid);
      return true;
    } catch {
      return false;
    } finally {
      await admin.end().catch(() => undefined);
    }
  }

  /** How long it took, in milliseconds. */
  async untilHealthy(): Promise<number> {
    const began = performance.now();
    while (!(await this.isHealthy())) {
      if (performance.now() - began > PATIENCE_MS) throw new Error(`not healthy again:\n${this.said}`);
      await pause(25);
    }
    this.calm = true;
    return performance.now() - began;
  }

  /** The exit code. */
  async stop(): Promise<number | null> {
    this.stopping = true;
    const { child } = this;
    if (!child) return null;
    const ended = new Promise<number | null>((done) => child.once('exit', done));
    child.kill('SIGTERM');
    return ended;
  }

  async discard(): Promise<void> {
    if (!this.stopping) await this.stop();
    await discardCluster(this.dataDir);
  }

  /** A connection of the killed database may answer once more; only its successor counts. */
  private async isHealthy(): Promise<boolean> {
    const { status } = await fetch(`${this.url}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => ({ status: 0 }),
    );
    if (![0, 200, 503].includes(status)) this.crashes.push(`health answered ${status}`);
    return status === 200 && (await this.databasePid()) !== this.killedDatabase;
  }

  private async databasePid(): Promise<number> {
    const { pgdata } = await openClusterFolder(this.dataDir);
    const text = await readFile(join(pgdata, 'postmaster.pid'), 'utf8').catch(() => '');
    return Number(text.split('\n')[0]) || this.killedDatabase;
  }

  private spawn(): void {
    this.said = '';
    const child = spawn(process.execPath, [join(this.program, 'src/main.js')], {
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        PORT: String(this.port),
        TSUNAGI_DATA_DIR: this.dataDir,
        TSUNAGI_DEMO: '0',
        // Under npm the server stops when its parent is gone: an interrupted run leaves nothing behind.
        npm_lifecycle_event: 'chaos',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const listen = (words: Buffer): void => {
      this.said = (this.said + words.toString()).slice(-4_000);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => {
      if (this.stopping) return;
      if (this.calm) this.crashes.push(this.said);
      this.spawn();
    });
    this.child = child;
  }
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
