import { isDemoLoaded, loadDemo, refreshDemoPassword } from '../seeds/demo/load-demo';
import { ownerDataSource } from './platform/database/data-source';

/** Any number that only this use has: of several processes that start together one loads the demo, the others find it. */
const DEMO_LOCK = 9_999_494_950;

/** Loads the demo on the first start; later starts keep its data and only follow a changed demo password. */
export async function prepareDemo(ownerUrl: string, password: string, now: Date): Promise<void> {
  const dataSource = await ownerDataSource(ownerUrl, []).initialize();
  try {
    await dataSource.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1)', [DEMO_LOCK]);
      if (await isDemoLoaded(tx)) await refreshDemoPassword(tx, password);
      else await loadDemo(tx, now, password);
    });
  } finally {
    await dataSource.destroy();
  }
}
