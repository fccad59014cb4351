import { randomUUID } from 'node:crypto';
import {
  cloneDatabase,
  type ClusterAddress,
  type DatabaseUrls,
  dropDatabase,
} from '../../src/platform/embedded-postgres/databases';

export const CLUSTER_VARIABLE = 'JEST_TSUNAGI_CLUSTER';
export const TEMPLATE = 'tsunagi_test_template';

export interface TestDatabase extends DatabaseUrls {
  drop(): Promise<void>;
}

/** A migrated database of one's own. */
export async function newTestDatabase(): Promise<TestDatabase> {
  const name = `tsunagi_test_${randomUUID().slice(0, 8)}`;
  const cluster = testCluster();
  const urls = await cloneDatabase(cluster, TEMPLATE, name);
  return { ...urls, drop: () => dropDatabase(cluster, name) };
}

function testCluster(): ClusterAddress {
  const found = process.env[CLUSTER_VARIABLE];
  if (!found) throw new Error('The test cluster is not running; start the tests through jest.');
  return JSON.parse(found) as ClusterAddress;
}
