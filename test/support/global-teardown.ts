import { rm } from 'node:fs/promises';
import { discardCluster } from '../../src/platform/embedded-postgres/cluster-folder';

export default async function globalTeardown(): Promise<void> {
  const running = globalThis.tsunagiTestCluster;
  if (!running) return;
  await running.cluster.stop();
  await discardCluster(running.dataDir);
  await rm(running.dataDir, { recursive: true, force: true });
}
