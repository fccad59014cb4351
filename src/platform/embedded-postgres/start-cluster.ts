import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openClusterFolder, SHARED_ROOT, type ClusterFolder } from './cluster-folder';
import { lockCluster } from './cluster-lock';
import { connectionUrl, loadCredentials, type Credentials } from './credentials';
import { ensureDatabase, ensureRoles, type ClusterAddress } from './databases';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { initialiseCluster } from './initialise-cluster';
import { prepareBinaries, type NativeBinaries } from './native-binaries';
import { disownLeftoverPid, findServerPid } from './postmaster-pid';
import { findRunningServer } from './running-server';
import { keepRunning } from './keep-running';
import { runsAsRoot } from './server-account';
import { startServer, stopServer } from './server-process';

const DATABASE = 'tsunagi';

interface ClusterOptions {
  readonly dataDir: string;
  /** False only for databases that may be lost, such as those of tests. */
  readonly durable: boolean;
}

export interface RunningCluster extends ClusterAddress {
  readonly port: number;
  /** True when a server was still running, left behind by a process that was killed. */
  readonly reused: boolean;
  /** From now on, until it is stopped, the server is started again whenever it dies. */
  watch(): void;
  /** May be called more than once. */
  stop(): Promise<void>;
}

/** Starts the PostgreSQL that npm installed, creating the cluster, the roles and the database on first use. */
export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  const folder = await openClusterFolder(options.dataDir);
  const unlock = await lockCluster(folder.home);
  try {
    return await startLocked(folder, options.durable, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function startLocked(
  folder: ClusterFolder,
  durable: boolean,
  unlock: () => Promise<void>,
): Promise<RunningCluster> {
  const binaries = await prepareBinaries(folder.account, runsAsRoot() ? SHARED_ROOT : folder.home);
  const credentials = await loadCredentials(folder);
  if (folder.exists) {
    await refuseOtherMajor(folder, binaries);
  } else {
    await initialiseCluster(folder, binaries, credentials.admin, durable);
  }
  const running = await findRunningServer(folder, credentials);
  if (running === undefined) {
    await disownLeftoverPid(folder);
  }
  const port = running ?? (await startServer(folder, binaries, durable));
  const address = clusterAddress(credentials, port);
  try {
    await ensureRoles(address.adminUrl, credentials);
    await ensureDatabase(address.adminUrl, DATABASE);
  } catch (error) {
    await stopServer(folder, binaries, durable);
    throw error;
  }
  const cancelKill = durable ? undefined : await killOnExit(folder);
  let endWatch: (() => Promise<void>) | undefined;
  let stopping: Promise<void> | undefined;
  const stopOnce = async (): Promise<void> => {
    const watchEnded = endWatch?.();
    try {
      await stopServer(folder, binaries, durable);
      await watchEnded;
      // A restart may have been under way; the first call ended the recovery it was waiting for.
      await stopServer(folder, binaries, durable);
    } finally {
      await unlock();
    }
  };
  const stop = async (): Promise<void> => {
    cancelKill?.();
    stopping ??= stopOnce();
    await stopping;
  };
  const watch = (): void => {
    endWatch ??= keepRunning(folder, binaries, port);
  };
  return { ...address, port, reused: running !== undefined, watch, stop };
}

/** An interrupted test run leaves no server behind; one with data worth keeping is found again at the next start. */
async function killOnExit(folder: ClusterFolder): Promise<() => void> {
  const pid = await findServerPid(folder);
  if (pid === undefined) {
    return () => undefined;
  }
  const kill = (): void => {
    try {
      process.kill(pid, 'SIGQUIT');
    } catch {
      // It has gone already.
    }
  };
  process.once('exit', kill);
  return () => process.removeListener('exit', kill);
}

async function refuseOtherMajor(folder: ClusterFolder, binaries: NativeBinaries): Promise<void> {
  const stored = (await readFile(join(folder.pgdata, 'PG_VERSION'), 'utf8')).trim();
  if (stored !== binaries.major) {
    throw new EmbeddedPostgresError(
      `The database in ${folder.pgdata} is of PostgreSQL ${stored}, but ${binaries.major} is installed; move the data over or choose another TSUNAGI_DATA_DIR.`,
      `${folder.pgdata} のデータベースは PostgreSQL ${stored} のもので、インストール済みの ${binaries.major} では開けません。データを移行するか、TSUNAGI_DATA_DIR で別の場所を指定してください。`,
    );
  }
}

function clusterAddress(credentials: Credentials, port: number): ClusterAddress {
  return {
    adminUrl: connectionUrl('admin', credentials, port, 'postgres'),
    ownerUrl: connectionUrl('owner', credentials, port, DATABASE),
    appUrl: connectionUrl('app', credentials, port, DATABASE),
    statisticsUrl: connectionUrl('statistics', credentials, port, DATABASE),
  };
}
