import { migrations } from '../migrations/migrations';
import { loadReferenceData } from '../seeds/reference/load-reference-data';
import { ownerDataSource } from './platform/database/data-source';

/** Any number that only this program uses: one process migrates at a time, the others wait and find nothing to do. */
const MIGRATION_LOCK = 9_999_494_949;

/** Brings the schema and the code lists to this version. Idempotent; safe when several processes start together. */
export async function migrate(ownerUrl: string): Promise<void> {
  const dataSource = await ownerDataSource(ownerUrl, migrations).initialize();
  try {
    await dataSource.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations();
    await dataSource.transaction((tx) => loadReferenceData(tx, new Date()));
  } finally {
    await dataSource.destroy();
  }
}
