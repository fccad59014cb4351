import { execFile, spawn } from 'node:child_process';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readPort, storePort, type ClusterFolder } from './cluster-folder';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { freeLoopbackPort } from './loopback-port';
import { type NativeBinaries } from './native-binaries';
import { findServerPid } from './postmaster-pid';
import { giveTo } from './server-account';
import { serverSettings } from './server-settings';
import { toolEnvironment } from './tool-environment';

const execute = promisify(execFile);

/** Crash recovery after a heavy import may take minutes; a healthy start takes a fraction of a second. */
const START_SECONDS = 300;
const STOP_SECONDS = 60;
/** How long children of a killed server may keep its shared memory before that counts as a failure. */
const ORPHAN_GRACE_MS = 15_000;

/** Starts the server and returns its port: the stored one, or another if something else listens there now. */
export async function startServer(
  folder: ClusterFolder,
  binaries: NativeBinaries,
  durable: boolean,
): Promise<number> {
  const giveUpAt = Date.now() + ORPHAN_GRACE_MS;
  let wanted = await readPort(folder);
  for (;;) {
    const port = await freeLoopbackPort(wanted);
    await writeFile(join(folder.pgdata, 'postgresql.conf'), serverSettings(port, durable));
    if (await runPgCtlStart(folder, binaries)) {
      await storePort(folder, port);
      return port;
    }
    const log = await readFile(logPath(folder), 'utf8').catch(() => '');
    wanted = log.includes('could not create any TCP/IP sockets') ? undefined : port;
    const passing = wanted === undefined || log.includes('shared memory block');
    if (!passing || Date.now() > giveUpAt) {
      throw startFailure(folder, log);
    }
    await delay(300);
  }
}

/** Starts a server that died with the settings and the port it had, the only one its clients know. */
export async function restartServer(folder: ClusterFolder, binaries: NativeBinaries): Promise<boolean> {
  return runPgCtlStart(folder, binaries);
}

/** Does nothing when the server has gone already, however it went. */
export async function stopServer(
  folder: ClusterFolder,
  binaries: NativeBinaries,
  durable: boolean,
): Promise<void> {
  if ((await findServerPid(folder)) === undefined) {
    return;
  }
  const mode = durable ? 'fast' : 'immediate';
  const options = ['stop', '-w', '-t', String(STOP_SECONDS), '-m', mode, '-D', folder.pgdata];
  try {
    await execute(binaries.pgCtl, options, {
      ...folder.account,
      cwd: folder.pgdata,
      env: toolEnvironment(),
    });
  } catch (cause) {
    const pid = await findServerPid(folder);
    if (pid !== undefined) {
      throw new EmbeddedPostgresError(
        `The embedded PostgreSQL (process ${pid}) did not stop within ${STOP_SECONDS} seconds.`,
        `内蔵の PostgreSQL(プロセス ${pid})が ${STOP_SECONDS} 秒以内に停止しませんでした。`,
        cause,
      );
    }
  }
}

/** Without captured output: the server inherits these handles and would keep them open. */
async function runPgCtlStart(folder: ClusterFolder, binaries: NativeBinaries): Promise<boolean> {
  const log = logPath(folder);
  await rename(log, `${log}.1`).catch(() => undefined);
  await writeFile(log, '');
  await giveTo(folder.account, log, 0o600);
  const options = ['start', '-w', '-t', String(START_SECONDS), '-D', folder.pgdata, '-l', log];
  return new Promise((done, fail) => {
    spawn(binaries.pgCtl, options, {
      ...folder.account,
      cwd: folder.pgdata,
      env: toolEnvironment(),
      stdio: 'ignore',
      windowsHide: true,
    })
      .once('error', fail)
      .once('exit', (code) => done(code === 0));
  });
}

function startFailure(folder: ClusterFolder, log: string): EmbeddedPostgresError {
  const reason = /FATAL: *(.+)/.exec(log)?.[1] ?? 'unknown reason';
  return new EmbeddedPostgresError(
    `The embedded PostgreSQL did not start (${reason}); details are in ${logPath(folder)}.`,
    `内蔵の PostgreSQL を起動できませんでした(${reason})。詳細は ${logPath(folder)} にあります。`,
  );
}

function logPath(folder: ClusterFolder): string {
  return join(folder.pgdata, 'server.log');
}
