import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, cp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, parse, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { makeOpenFolder, type ServerAccount } from './server-account';
import { toolEnvironment } from './tool-environment';

const execute = promisify(execFile);

export interface NativeBinaries {
  readonly initdb: string;
  readonly pgCtl: string;
  /** Major version, as PG_VERSION in a data directory states it. */
  readonly major: string;
}

/**
 * Finds the PostgreSQL programs npm installed and makes sure that the server account can run them.
 * When it cannot (a project inside a 0700 home, a read-only or noexec node_modules) they are copied to `copyRoot`.
 */
export async function prepareBinaries(
  account: ServerAccount | undefined,
  copyRoot: string,
): Promise<NativeBinaries> {
  const packageFolder = locatePackage();
  const installed = join(packageFolder, 'native');
  await linkLibraries(installed).catch(() => undefined);
  const inPlace = await probe(installed, account);
  if (inPlace !== undefined) {
    return inPlace;
  }
  const copied = await copyOnce(packageFolder, copyRoot);
  const runnable = await probe(copied, account);
  if (runnable === undefined) {
    throw new EmbeddedPostgresError(
      'The embedded PostgreSQL cannot run on this system (it needs glibc 2.27 or later); set DATABASE_URL to a PostgreSQL 18 instead.',
      'この環境では内蔵の PostgreSQL を実行できません(glibc 2.27 以降が必要です)。DATABASE_URL に PostgreSQL 18 を指定してください。',
    );
  }
  return runnable;
}

function locatePackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return resolve(dirname(require.resolve(name)), '..');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The package ${name} is not installed; run "npm ci --include=optional" or set DATABASE_URL.`,
      `${name} がインストールされていません。npm ci --include=optional を実行するか、DATABASE_URL を設定してください。`,
      cause,
    );
  }
}

/** npm packages cannot contain symbolic links, and the package's own install script may be switched off. */
async function linkLibraries(native: string): Promise<void> {
  const listing = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: readonly { source: string; target: string }[] = JSON.parse(listing);
  for (const link of links) {
    const target = resolve(native, relative('native', link.target));
    const source = relative(dirname(target), resolve(native, relative('native', link.source)));
    await symlink(source, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') {
        throw error;
      }
    });
  }
}

/** Running the server program is the one test that covers permissions, mount options and missing libraries. */
async function probe(
  native: string,
  account: ServerAccount | undefined,
): Promise<NativeBinaries | undefined> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(native, 'bin', name + suffix);
  try {
    const { stdout } = await execute(program('postgres'), ['--version'], {
      ...account,
      cwd: parse(native).root,
      env: toolEnvironment(),
    });
    const major = /(\d+)[.\w]*\s*$/.exec(stdout)?.[1];
    return major === undefined ? undefined : { initdb: program('initdb'), pgCtl: program('pg_ctl'), major };
  } catch {
    return undefined;
  }
}

async function copyOnce(packageFolder: string, copyRoot: string): Promise<string> {
  const manifest = await readFile(join(packageFolder, 'package.json'), 'utf8');
  const { version }: { version: string } = JSON.parse(manifest);
  const destination = join(copyRoot, `postgresql-${version}-${basename(packageFolder)}`);
  const unfinished = `${destination}.${randomUUID()}`;
  try {
    await readdir(destination);
    return destination;
  } catch {
    await makeOpenFolder(copyRoot);
  }
  try {
    await cp(join(packageFolder, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
    await linkLibraries(unfinished);
    await openToEveryone(unfinished);
    await rename(unfinished, destination);
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    if (await readdir(destination).catch(() => undefined)) {
      return destination;
    }
    throw new EmbeddedPostgresError(
      `The PostgreSQL programs could not be copied to ${copyRoot}; make it writable or set DATABASE_URL.`,
      `PostgreSQL の実行ファイルを ${copyRoot} に複製できませんでした。書き込めるようにするか、DATABASE_URL を設定してください。`,
      cause,
    );
  }
  return destination;
}

/** Readable by all, writable by the copier alone, whatever the umask was. */
async function openToEveryone(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await openToEveryone(path);
    } else if (entry.isFile()) {
      await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
    }
  }
}
