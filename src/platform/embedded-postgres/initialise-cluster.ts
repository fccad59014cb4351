import { execFile } from 'node:child_process';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { parse } from 'node:path';
import { promisify } from 'node:util';
import { type ClusterFolder } from './cluster-folder';
import { ROLE_NAMES } from './credentials';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { type NativeBinaries } from './native-binaries';
import { giveTo } from './server-account';
import { toolEnvironment } from './tool-environment';

const execute = promisify(execFile);

/** Under --locale=C trigram similarity of Japanese names is 0 without any error, hence a UTF-8 locale in every case. */
const LOCALES = process.platform === 'win32' ? ['en-US'] : ['C.UTF-8', 'en_US.UTF-8', 'ja_JP.UTF-8'];

/** Builds the data directory beside its final place and moves it there complete, so that an interruption leaves nothing half made. */
export async function initialiseCluster(
  folder: ClusterFolder,
  binaries: NativeBinaries,
  adminPassword: string,
  durable: boolean,
): Promise<void> {
  const unfinished = `${folder.pgdata}.new`;
  const passwordFile = `${folder.pgdata}.password`;
  await rm(unfinished, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  try {
    await mkdir(unfinished);
    await giveTo(folder.account, unfinished, 0o700);
    await writeFile(passwordFile, adminPassword, { mode: 0o600, flag: 'wx' });
    await giveTo(folder.account, passwordFile, 0o600);
    await runInitdb(folder, binaries, [
      `--pgdata=${unfinished}`,
      `--pwfile=${passwordFile}`,
      ...(durable ? [] : ['--no-sync']),
    ]);
    await rename(unfinished, folder.pgdata);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function runInitdb(
  folder: ClusterFolder,
  binaries: NativeBinaries,
  places: readonly string[],
): Promise<void> {
  let failure: unknown;
  for (const locale of LOCALES) {
    const options = [
      `--username=${ROLE_NAMES.admin}`,
      '--encoding=UTF8',
      `--locale=${locale}`,
      '--locale-provider=icu',
      '--icu-locale=ja-JP',
      '--auth=scram-sha-256',
      '--data-checksums',
    ];
    try {
      await execute(binaries.initdb, [...places, ...options], {
        ...folder.account,
        cwd: parse(folder.pgdata).root,
        env: toolEnvironment(),
      });
      return;
    } catch (error) {
      failure = error;
      if (!String(error).includes('invalid locale')) {
        break;
      }
    }
  }
  throw new EmbeddedPostgresError(
    `The embedded database could not be created in ${folder.pgdata}; check that the disk is writable and has 100 MB free.`,
    `内蔵データベースを ${folder.pgdata} に作成できませんでした。書き込みの可否と空き容量(100 MB)を確認してください。`,
    failure,
  );
}
