import type { DataSource } from 'typeorm';

interface RoleFacts {
  readonly name: string;
  readonly above_policies: boolean;
  readonly owns_tables: boolean;
}

/** Row-level security binds neither superusers nor BYPASSRLS roles: the server does not start as one. */
export async function refuseUnsafeRole(dataSource: DataSource): Promise<void> {
  const [facts] = (await dataSource.query(`
    SELECT r.rolname AS name, r.rolsuper OR r.rolbypassrls AS above_policies,
           EXISTS (SELECT FROM pg_catalog.pg_tables AS t WHERE t.schemaname = 'public' AND t.tableowner = r.rolname) AS owns_tables
    FROM pg_catalog.pg_roles AS r WHERE r.rolname = current_user`)) as RoleFacts[];
  if (!facts || facts.above_policies || facts.owns_tables) {
    throw new Error(
      `The application must not run as the database role ${facts?.name ?? '?'}: it is above row-level security or owns tables.`,
    );
  }
}
