import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  discardCluster,
  openClusterFolder,
  readPort,
} from '../../src/platform/embedded-postgres/cluster-folder';
import { connectionUrl, loadCredentials } from '../../src/platform/embedded-postgres/credentials';
import { freeLoopbackPort } from '../../src/platform/embedded-postgres/loopback-port';

const ROOT = resolve(__dirname, '../..');
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
    private readonly dataDir: string,
  ) {}

  static async start(dataDir: string): Promise<BuiltServer> {
    await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/ensure-built.mjs')]);
    const server = new BuiltServer(await quietPort(), dataDir);
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

  async ownerUrl(): Promise<string> {
    const folder = await openClusterFolder(this.dataDir);
    return connectionUrl('owner', await loadCredentials(folder), (await readPort(folder)) ?? 0, 'tsunagi');
  }

  killServer(): void {
    this.calm = false;
    this.child?.kill('SIGKILL');
  }

  async killDatabase(): Promise<void> {
    this.calm = false;
    this.killedDatabase = await this.databasePid();
    process.kill(this.killedDatabase, 'SIGKILL');
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
    const { status } = await fetch(`${this.url}/api/health`).catch(() => ({ status: 0 }));
    if (![0, 200, 503].includes(status)) this.crashes.push(`health answered ${status}`);
    return status === 200 && (await this.databasePid()) !== this.killedDatabase;
  }

  private async databasePid(): Promise<number> {
    const { pgdata } = await openClusterFolder(this.dataDir);
    return Number((await readFile(join(pgdata, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  }

  private spawn(): void {
    this.said = '';
    const child = spawn(process.execPath, ['dist/src/main.js'], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        PORT: String(this.port),
        TSUNAGI_DATA_DIR: this.dataDir,
        TSUNAGI_DEMO: '0',
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
