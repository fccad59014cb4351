import type { TestApp } from './test-app';

/** Waits until so many transactions of this database stand before a lock of another one. */
export async function lockWaits(app: TestApp, wanted: number): Promise<void> {
  for (;;) {
    const waiting = await app.sql(
      `SELECT a.pid FROM pg_stat_activity AS a
       WHERE a.datname = current_database() AND cardinality(pg_blocking_pids(a.pid)) > 0`,
    );
    if (waiting.length >= wanted) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
