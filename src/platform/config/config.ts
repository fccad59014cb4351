/** Everything the environment may decide, checked once before anything else happens. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Null: the embedded PostgreSQL under `dataDir` is used. */
  readonly database: DatabaseUrls | null;
  readonly dataDir: string;
  readonly demo: boolean;
  readonly demoPassword: string;
}

export interface DatabaseUrls {
  /** Owner of the schema; used for migrations and reference data only. */
  readonly owner: string;
  /** Null: the owner's login is used and switched to the role `tsunagi_app` at connect. */
  readonly app: string | null;
  readonly statistics: string | null;
}

export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

const KNOWN = ['TSUNAGI_DATA_DIR', 'TSUNAGI_DEMO', 'TSUNAGI_DEMO_PASSWORD'];

export function readConfig(env: Environment): Config {
  for (const name of Object.keys(env)) {
    if (name.startsWith('TSUNAGI_') && !KNOWN.includes(name)) {
      throw new ConfigError(`${name}: unknown setting; known are ${KNOWN.join(', ')}.`);
    }
  }
  const database = readDatabase(env);
  return {
    host: env['HOST'] || '127.0.0.1',
    port: readPort(env['PORT']),
    database,
    dataDir: env['TSUNAGI_DATA_DIR'] || '.data',
    demo: readFlag('TSUNAGI_DEMO', env['TSUNAGI_DEMO'], database === null),
    demoPassword: readDemoPassword(env['TSUNAGI_DEMO_PASSWORD']),
  };
}

function readDatabase(env: Environment): DatabaseUrls | null {
  const owner = readUrl('DATABASE_URL', env['DATABASE_URL']);
  const app = readUrl('DATABASE_APP_URL', env['DATABASE_APP_URL']);
  const statistics = readUrl('DATABASE_STATISTICS_URL', env['DATABASE_STATISTICS_URL']);
  if (owner) return { owner, app, statistics };
  if (app || statistics) {
    const given = app ? 'DATABASE_APP_URL' : 'DATABASE_STATISTICS_URL';
    throw new ConfigError(`DATABASE_URL: missing, although ${given} is set.`);
  }
  return null;
}

function readUrl(name: string, value: string | undefined): string | null {
  if (!value) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol) || url.pathname.length < 2) {
    throw new ConfigError(`${name}: must look like postgresql://user:password@host:5432/database.`);
  }
  return value;
}

function readPort(value: string | undefined): number {
  if (!value) return 3000;
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535) {
    throw new ConfigError('PORT: must be a whole number from 0 to 65535.');
  }
  return port;
}

function readFlag(name: string, value: string | undefined, fallback: boolean): boolean {
  if (!value) return fallback;
  if (value !== '0' && value !== '1') throw new ConfigError(`${name}: must be 0 or 1.`);
  return value === '1';
}

function readDemoPassword(value: string | undefined): string {
  if (!value) return 'tsunagi-demo-9999';
  if (value.length < 12 || value.length > 128) {
    throw new ConfigError('TSUNAGI_DEMO_PASSWORD: must have 12 to 128 characters.');
  }
  return value;
}
