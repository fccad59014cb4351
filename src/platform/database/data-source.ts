import pg from 'pg';
import { DataSource, type DataSourceOptions, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { SnakeCaseNaming } from './naming-strategy';

// bigint columns hold yen and counters: never a JavaScript number. A `date` is a calendar day, never an instant.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text));
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export interface ConnectionTarget {
  readonly url: string;
  /** Role to switch to at connect, for a login that may do more than it should. */
  readonly role: string | null;
}

type Entities = readonly EntityTarget<ObjectLiteral>[];
type Migrations = Extract<DataSourceOptions['migrations'], readonly unknown[]>;

/** The application's pool: server-side time-outs, so that no request waits for ever on a lock or a lost peer. */
export function appDataSource(target: ConnectionTarget, entities: Entities): DataSource {
  return new DataSource({
    ...connection(target),
    entities: [...entities] as NonNullable<Extract<DataSourceOptions['entities'], readonly unknown[]>>,
    poolSize: 16,
    connectTimeoutMS: 5_000,
    extra: {
      options: sessionOptions(target, { statement_timeout: '60s', lock_timeout: '5s' }),
      keepAlive: true,
    },
  });
}

/** The owner's connection, for migrations and reference data. */
export function ownerDataSource(url: string, migrations: Migrations): DataSource {
  return new DataSource({
    ...connection({ url, role: null }),
    migrations,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'all',
    poolSize: 1,
    connectTimeoutMS: 5_000,
  });
}

export function sessionOptions(target: ConnectionTarget, settings: Record<string, string>): string {
  const all: Record<string, string> = {
    ...settings,
    TimeZone: 'UTC',
    idle_in_transaction_session_timeout: '60s',
    ...(target.role ? { role: target.role } : {}),
  };
  return Object.entries(all)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

function connection(target: ConnectionTarget) {
  return {
    type: 'postgres' as const,
    url: target.url,
    applicationName: 'tsunagi',
    namingStrategy: new SnakeCaseNaming(),
    synchronize: false,
    installExtensions: false,
    logging: false,
  };
}
