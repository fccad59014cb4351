import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { type ClusterFolder } from './cluster-folder';

export const ROLE_NAMES = {
  admin: 'tsunagi_admin',
  owner: 'tsunagi_owner',
  app: 'tsunagi_app',
  statistics: 'tsunagi_statistics',
} as const;

type RoleKey = keyof typeof ROLE_NAMES;

export type Credentials = Readonly<Record<RoleKey, string>>;

/** One random password a role, kept beside the database and readable by the user who runs Node alone. */
export async function loadCredentials(folder: ClusterFolder): Promise<Credentials> {
  const path = join(folder.home, 'credentials.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined) {
    return JSON.parse(text) as Credentials;
  }
  if (folder.exists) {
    throw new EmbeddedPostgresError(
      `The passwords of the embedded database cannot be read from ${path}; restore the file or delete ${folder.home} to begin with an empty database.`,
      `内蔵データベースのパスワードを ${path} から読めません。元に戻すか、空の状態から始める場合は ${folder.home} を削除してください。`,
    );
  }
  const password = (): string => randomBytes(24).toString('base64url');
  const fresh = { admin: password(), owner: password(), app: password(), statistics: password() };
  await writeFile(path, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600 });
  return fresh;
}

export function connectionUrl(
  role: RoleKey,
  credentials: Credentials,
  port: number,
  database: string,
): string {
  return `postgresql://${ROLE_NAMES[role]}:${credentials[role]}@127.0.0.1:${port}/${database}`;
}
