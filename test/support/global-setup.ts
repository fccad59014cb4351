import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster, type RunningCluster } from '../../src/platform/embedded-postgres/start-cluster';
import { createDatabase } from '../../src/platform/embedded-postgres/databases';
import { migrate } from '../../src/migrate';
import { CLUSTER_VARIABLE, TEMPLATE } from './test-database';

declare global {
  var tsunagiTestCluster: RunningCluster | undefined;
}

/** One real PostgreSQL for the whole run, with a migrated template that each test file copies. */
export default async function globalSetup(): Promise<void> {
  const cluster = await startCluster({
    dataDir: mkdtempSync(join(tmpdir(), 'tsunagi-test-')),
    durable: false,
  });
  globalThis.tsunagiTestCluster = cluster;
  const { adminUrl, ownerUrl, appUrl, statisticsUrl } = cluster;
  process.env[CLUSTER_VARIABLE] = JSON.stringify({ adminUrl, ownerUrl, appUrl, statisticsUrl });
  const template = await createDatabase(cluster, TEMPLATE);
  await migrate(template.ownerUrl);
}
