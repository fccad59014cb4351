import { createHash, randomUUID } from 'node:crypto';
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import {
  canEnter,
  findUnprivilegedAccount,
  makeOpenFolder,
  runsAsRoot,
  type ServerAccount,
} from './server-account';

/** Outside every home, for root whose project lies where an unprivileged account cannot go. */
export const SHARED_ROOT = '/var/lib/tsunagi';

interface ClusterRecord {
  /** Absolute, or relative to the folder holding the record so that a data directory can be moved. */
  readonly pgdata: string;
  readonly port?: number;
}

export interface ClusterFolder {
  /** Holds the record, the credentials and the lock; belongs to the user who runs Node. */
  readonly home: string;
  /** Holds the database itself; belongs to `account`. */
  readonly pgdata: string;
  readonly account: ServerAccount | undefined;
  readonly exists: boolean;
}

export async function openClusterFolder(dataDir: string): Promise<ClusterFolder> {
  const home = join(resolve(dataDir), 'postgres');
  await makeOpenFolder(home).catch((cause: unknown) => {
    throw new EmbeddedPostgresError(
      `The data directory ${dataDir} cannot be written; choose another with TSUNAGI_DATA_DIR.`,
      `データフォルダ ${dataDir} に書き込めません。TSUNAGI_DATA_DIR で別の場所を指定してください。`,
      cause,
    );
  });
  const record = await readRecord(home);
  const pgdata = resolve(home, record?.pgdata ?? 'pgdata');
  const found = await stat(pgdata).catch(() => undefined);
  if (found !== undefined) {
    await refuseCopy(home, pgdata);
    const account = accountOfOwner(found);
    await refuseUnreachable(account, pgdata);
    return { home, pgdata, account, exists: true };
  }
  if (record !== undefined && !isInside(home, pgdata) && record.port !== undefined) {
    throw new EmbeddedPostgresError(
      `The database folder ${pgdata} is gone; restore it, or delete ${home} to begin with an empty database.`,
      `データベースのフォルダ ${pgdata} が見つかりません。元に戻すか、空の状態から始める場合は ${home} を削除してください。`,
    );
  }
  return placeNewCluster(home);
}

async function placeNewCluster(home: string): Promise<ClusterFolder> {
  const account = runsAsRoot() ? findUnprivilegedAccount() : undefined;
  if (account === undefined || (await canEnter(account, home))) {
    await writeRecord(home, { pgdata: 'pgdata' });
    return { home, pgdata: join(home, 'pgdata'), account, exists: false };
  }
  // The random part keeps a database whose data directory is away for a while (an unmounted disk) from being taken over.
  const name = `${createHash('sha256').update(home).digest('hex').slice(0, 12)}-${randomUUID().slice(0, 8)}`;
  const outside = join(SHARED_ROOT, 'clusters', name);
  await makeOpenFolder(outside);
  await writeFile(join(outside, 'home'), await realpath(home));
  const pgdata = join(outside, 'pgdata');
  await writeRecord(home, { pgdata });
  return { home, pgdata, account, exists: false };
}

/** Two copies of one data directory must not end up sharing the database that lies outside both. */
async function refuseCopy(home: string, pgdata: string): Promise<void> {
  if (isInside(home, pgdata)) {
    return;
  }
  const marker = resolve(pgdata, '..', 'home');
  const here = await realpath(home);
  const owner = await readFile(marker, 'utf8').catch(() => here);
  const ownerRecord = owner === here ? undefined : await readRecord(owner);
  if (ownerRecord?.pgdata === pgdata) {
    throw new EmbeddedPostgresError(
      `The database in ${pgdata} belongs to ${owner}; delete ${home} to give this copy a database of its own.`,
      `${pgdata} のデータベースは ${owner} のものです。この複製で新しいデータベースを使うには ${home} を削除してください。`,
    );
  }
  await writeFile(marker, here);
}

function accountOfOwner(folder: { uid: number; gid: number }): ServerAccount | undefined {
  if (runsAsRoot()) {
    return folder.uid === 0 ? findUnprivilegedAccount() : { uid: folder.uid, gid: folder.gid };
  }
  if (process.getuid !== undefined && process.getuid() !== folder.uid) {
    throw new EmbeddedPostgresError(
      'The embedded database was created by another user; start Tsunagi as that user or choose another TSUNAGI_DATA_DIR.',
      '内蔵データベースは別の利用者が作成したものです。その利用者で起動するか、TSUNAGI_DATA_DIR で別の場所を指定してください。',
    );
  }
  return undefined;
}

/** A data directory that was moved, with its database in it, to where the server account cannot go. */
async function refuseUnreachable(account: ServerAccount | undefined, pgdata: string): Promise<void> {
  if (account !== undefined && !(await canEnter(account, pgdata))) {
    throw new EmbeddedPostgresError(
      `PostgreSQL, which does not run as root, cannot enter ${pgdata}; move the data directory back or choose another TSUNAGI_DATA_DIR.`,
      `PostgreSQL は root 以外で動作するため ${pgdata} に入れません。データフォルダを元の場所に戻すか、TSUNAGI_DATA_DIR で別の場所を指定してください。`,
    );
  }
}

function isInside(folder: string, path: string): boolean {
  return path === join(folder, 'pgdata');
}

async function readRecord(home: string): Promise<ClusterRecord | undefined> {
  const text = await readFile(join(home, 'cluster.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as ClusterRecord);
}

async function writeRecord(home: string, record: ClusterRecord): Promise<void> {
  const unfinished = join(home, 'cluster.json.new');
  await writeFile(unfinished, `${JSON.stringify(record, null, 2)}\n`);
  await rename(unfinished, join(home, 'cluster.json'));
}

export async function readPort(folder: ClusterFolder): Promise<number | undefined> {
  return (await readRecord(folder.home))?.port;
}

export async function storePort(folder: ClusterFolder, port: number): Promise<void> {
  const record = await readRecord(folder.home);
  await writeRecord(folder.home, { pgdata: record?.pgdata ?? 'pgdata', port });
}

/** Removes what lies outside the data directory too; the cluster must have been stopped. */
export async function discardCluster(dataDir: string): Promise<void> {
  const home = join(resolve(dataDir), 'postgres');
  const record = await readRecord(home);
  const pgdata = resolve(home, record?.pgdata ?? 'pgdata');
  if (!isInside(home, pgdata)) {
    await rm(resolve(pgdata, '..'), { recursive: true, force: true });
  }
  await rm(home, { recursive: true, force: true });
}
