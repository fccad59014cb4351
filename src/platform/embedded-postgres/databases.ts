import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { ROLE_NAMES, type Credentials } from './credentials';

/** What the helpers need of a running cluster. */
export interface ClusterAddress {
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly statisticsUrl: string;
}

export interface DatabaseUrls {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly statisticsUrl: string;
}

const LOGIN_ROLES = ['owner', 'app', 'statistics'] as const;

/** Creates the three roles or, where they exist, brings their attributes and passwords back in line. */
export async function ensureRoles(adminUrl: string, credentials: Credentials): Promise<void> {
  await withClient(adminUrl, async (client) => {
    for (const role of LOGIN_ROLES) {
      const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [ROLE_NAMES[role]]);
      const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER';
      await client.query(
        `${verb} ROLE ${escapeIdentifier(ROLE_NAMES[role])}
           WITH LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION
           PASSWORD ${escapeLiteral(credentials[role])}`,
      );
    }
  });
}

/** Creates the database if it is missing, with the extension exclusion constraints need, and lets the roles connect. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) {
      await client.query(
        `CREATE DATABASE ${escapeIdentifier(name)} OWNER ${escapeIdentifier(ROLE_NAMES.owner)}`,
      );
    }
    await allowConnections(client, name);
  });
  await withClient(withDatabase(adminUrl, name), async (client) => {
    await client.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
  });
}

export async function createDatabase(cluster: ClusterAddress, name: string): Promise<DatabaseUrls> {
  await ensureDatabase(cluster.adminUrl, name);
  return databaseUrls(cluster, name);
}

/** Copies a template to which nobody is connected. Grants on the database itself are not copied by PostgreSQL. */
export async function cloneDatabase(
  cluster: ClusterAddress,
  template: string,
  name: string,
): Promise<DatabaseUrls> {
  await withClient(cluster.adminUrl, async (client) => {
    await client.query(
      `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template)}
         OWNER ${escapeIdentifier(ROLE_NAMES.owner)}`,
    );
    await allowConnections(client, name);
  });
  return databaseUrls(cluster, name);
}

/** Ends remaining connections. */
export async function dropDatabase(cluster: ClusterAddress, name: string): Promise<void> {
  await withClient(cluster.adminUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
  });
}

async function allowConnections(client: Client, name: string): Promise<void> {
  const database = escapeIdentifier(name);
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(
    `GRANT CONNECT, TEMPORARY ON DATABASE ${database}
       TO ${escapeIdentifier(ROLE_NAMES.app)}, ${escapeIdentifier(ROLE_NAMES.statistics)}`,
  );
}

function databaseUrls(cluster: ClusterAddress, name: string): DatabaseUrls {
  return {
    ownerUrl: withDatabase(cluster.ownerUrl, name),
    appUrl: withDatabase(cluster.appUrl, name),
    statisticsUrl: withDatabase(cluster.statisticsUrl, name),
  };
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(name)}`;
  return changed.href;
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
