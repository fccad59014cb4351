import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error';

interface Holder {
  readonly pid: number;
  readonly port: number;
  readonly token: string;
}

const ANSWER_MS = 2000;

/**
 * One process per data directory. The holder answers on a loopback port with the token in its lock file: a process
 * number alone proves nothing, because after a crash in a container the same number is soon somebody else's.
 */
export async function lockCluster(home: string): Promise<() => Promise<void>> {
  const path = join(home, 'lock');
  const token = randomUUID();
  const server = createServer((socket) => socket.on('error', () => undefined).end(token));
  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen(0, '127.0.0.1', done);
  });
  server.unref();
  const own: Holder = { pid: process.pid, port: (server.address() as AddressInfo).port, token };
  try {
    await claim(path, own);
  } catch (error) {
    server.close();
    throw error;
  }
  return async () => {
    if ((await readHolder(path))?.token === token) {
      await rm(path, { force: true });
    }
    server.close();
  };
}

async function claim(path: string, own: Holder): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await createExclusively(path, own)) {
      return;
    }
    const holder = await readHolder(path);
    if (holder !== undefined && (await answers(holder))) {
      throw inUse(holder.pid);
    }
    await setAside(path, holder);
  }
  throw inUse((await readHolder(path))?.pid);
}

async function createExclusively(path: string, own: Holder): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** Waits a moment for a lock file that another process has created and not yet filled. */
async function readHolder(path: string): Promise<Holder | undefined> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      return JSON.parse(await readFile(path, 'utf8')) as Holder;
    } catch (error) {
      if (!(error instanceof SyntaxError)) {
        return undefined;
      }
      await delay(40);
    }
  }
  return undefined;
}

/** A holder too busy to answer still holds; one whose port is closed or says something else is gone. */
async function answers(holder: Holder): Promise<boolean> {
  return new Promise((done) => {
    let heard = '';
    const socket = connect(holder.port, '127.0.0.1');
    const finish = (alive: boolean): void => {
      socket.destroy();
      done(alive);
    };
    socket.setTimeout(ANSWER_MS, () => finish(true));
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
    socket.on('error', () => finish(false));
    socket.on('end', () => finish(heard === holder.token));
  });
}

/** Takes a dead holder's lock away; if a living one slipped in meanwhile, its lock is put back. */
async function setAside(path: string, stale: Holder | undefined): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const taken = await readHolder(aside);
  if (taken?.token === stale?.token) {
    await rm(aside, { force: true });
  } else {
    await rename(aside, path);
  }
}

function inUse(pid: number | undefined): EmbeddedPostgresError {
  const english = pid === undefined ? '' : ` (process ${pid})`;
  const japanese = pid === undefined ? '' : `(プロセス ${pid})`;
  return new EmbeddedPostgresError(
    `Tsunagi is already running on this data directory${english}; stop it first or choose another TSUNAGI_DATA_DIR.`,
    `このデータフォルダでは Tsunagi が既に動いています${japanese}。先に終了するか、TSUNAGI_DATA_DIR で別の場所を指定してください。`,
  );
}
