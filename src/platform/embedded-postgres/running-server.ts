import { realpath } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { type ClusterFolder } from './cluster-folder';
import { connectionUrl, type Credentials } from './credentials';
import { findServerPort } from './postmaster-pid';

/** SQLSTATE cannot_connect_now: starting up, recovering or shutting down. */
const NOT_YET = '57P03';
const PATIENCE_MS = 60_000;

/** Port of a server still alive from an earlier run on this very directory, or undefined when there is none. */
export async function findRunningServer(
  folder: ClusterFolder,
  credentials: Credentials,
): Promise<number | undefined> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (Date.now() < giveUpAt) {
    const port = await findServerPort(folder);
    if (port === undefined) {
      return undefined;
    }
    const answer = await ask(connectionUrl('admin', credentials, port, 'postgres'));
    if (answer !== NOT_YET) {
      const same = answer !== undefined && (await realpath(answer)) === (await realpath(folder.pgdata));
      return same ? port : undefined;
    }
    await delay(200);
  }
  return undefined;
}

/** The data directory the server names, NOT_YET, or undefined when none of ours answers. */
async function ask(url: string): Promise<string | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory;
  } catch (error) {
    return (error as { code?: string }).code === NOT_YET ? NOT_YET : undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}
