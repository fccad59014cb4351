import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster, type RunningCluster } from '../../src/platform/embedded-postgres/start-cluster';
import { createDatabase } from '../../src/platform/embedded-postgres/databases';
import { migrate } from '../../src/migrate';
import { CLUSTER_VARIABLE, TEMPLATE } from './test-database';

declare global {
  var tsunagiTestCluster: { cluster: RunningCluster; dataDir: string } | undefined;
}

/** One real PostgreSQL for the whole run, with a migrated template that each test file copies. */
export default async function globalSetup(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tsunagi-test-'));
  const cluster = await startCluster({ dataDir, durable: false });
  globalThis.tsunagiTestCluster = { cluster, dataDir };
  const { adminUrl, ownerUrl, appUrl, statisticsUrl } = cluster;
  process.env[CLUSTER_VARIABLE] = JSON.stringify({ adminUrl, ownerUrl, appUrl, statisticsUrl });
  const template = await createDatabase(cluster, TEMPLATE);
  await migrate(template.ownerUrl);
}
