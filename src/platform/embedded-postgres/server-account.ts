import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error';

const execute = promisify(execFile);

/** Operating system account PostgreSQL runs as when Node itself runs as root, which PostgreSQL refuses. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

const PREFERRED_ACCOUNTS = ['postgres', 'nobody', 'daemon'];

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/** An account that exists already: creating users on somebody's machine is not ours to do. */
export function findUnprivilegedAccount(): ServerAccount {
  const entries = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }] as const),
  );
  for (const name of PREFERRED_ACCOUNTS) {
    const account = entries.get(name);
    if (account !== undefined && account.uid !== 0) {
      return account;
    }
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL cannot run as root and none of the users ${PREFERRED_ACCOUNTS.join(', ')} exists; start Tsunagi as an ordinary user or set DATABASE_URL.`,
    `PostgreSQL は root では動作せず、代わりに使える利用者(${PREFERRED_ACCOUNTS.join('、')})もありません。一般利用者で起動するか、DATABASE_URL を設定してください。`,
  );
}

/** Asked of the system rather than computed from mode bits, so that ACLs and mount options count too. */
export async function canEnter(account: ServerAccount, folder: string): Promise<boolean> {
  return execute('/bin/sh', ['-c', 'cd "$0"', folder], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

/** Gives a path to the server account and to nobody else. */
export async function giveTo(
  account: ServerAccount | undefined,
  path: string,
  mode: 0o600 | 0o700,
): Promise<void> {
  await chmod(path, mode);
  if (account !== undefined) {
    await chown(path, account.uid, account.gid);
  }
}

/** Creates a folder and its missing parents so that the server account can pass through all of them. */
export async function makeOpenFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined || !runsAsRoot()) {
    return;
  }
  const outermost = resolve(first);
  for (let path = resolve(folder); path.length >= outermost.length; path = dirname(path)) {
    await chmod(path, 0o755);
  }
}
