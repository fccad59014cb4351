import { isDemoLoaded, loadDemo, refreshDemoPassword } from '../seeds/demo/load-demo';
import { ownerDataSource } from './platform/database/data-source';

/** Loads the demo on the first start; later starts keep its data and only follow a changed demo password. */
export async function prepareDemo(ownerUrl: string, password: string, now: Date): Promise<void> {
  const dataSource = await ownerDataSource(ownerUrl, []).initialize();
  try {
    await dataSource.transaction(async (tx) => {
      if (await isDemoLoaded(tx)) await refreshDemoPassword(tx, password);
      else await loadDemo(tx, now, password);
    });
  } finally {
    await dataSource.destroy();
  }
}
