import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ClusterFolder } from './cluster-folder';

/** Above every limit an operating system sets, so certainly nobody's. */
const NOBODYS_PID = 2_147_483_647;

/** Process number of the running server, or undefined when its lock file is absent or a leftover. */
export async function findServerPid(folder: ClusterFolder): Promise<number | undefined> {
  const pid = Number((await readLines(folder))[0]);
  return Number.isInteger(pid) && pid > 0 && (await isServer(pid)) ? pid : undefined;
}

/** Port on which the running server listens or will listen. */
export async function findServerPort(folder: ClusterFolder): Promise<number | undefined> {
  if ((await findServerPid(folder)) === undefined) {
    return undefined;
  }
  const port = Number((await readLines(folder))[3]);
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

/**
 * PostgreSQL refuses to start while the number in a leftover lock file exists as a process: another program's after
 * the crash of a container, or its own as a zombie nobody has reaped. The file itself must stay, because it also
 * names the shared memory by which the server notices surviving children.
 */
export async function disownLeftoverPid(folder: ClusterFolder): Promise<void> {
  const [pid, ...rest] = await readLines(folder);
  if (pid !== undefined && (await findServerPid(folder)) === undefined) {
    await writeFile(pidPath(folder), [NOBODYS_PID, ...rest].join('\n'));
  }
}

async function isServer(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') {
      return false;
    }
  }
  if (process.platform !== 'linux') {
    return true;
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return basename(command.split('\0')[0] ?? '').startsWith('postgres');
}

async function readLines(folder: ClusterFolder): Promise<readonly string[]> {
  const text = await readFile(pidPath(folder), 'utf8').catch(() => '');
  return text === '' ? [] : text.split('\n');
}

function pidPath(folder: ClusterFolder): string {
  return join(folder.pgdata, 'postmaster.pid');
}
