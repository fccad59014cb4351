import 'reflect-metadata';
import { announcement } from './announce';
import { createApp } from './app.setup';
import { prepareDemo } from './demo';
import { migrate } from './migrate';
import { serveOpenApi } from './openapi';
import { type Config, ConfigError, type DatabaseUrls, readConfig } from './platform/config/config';
import { forgetfulSettings } from './platform/database/durability-check';
import type { ConnectionTarget } from './platform/database/data-source';
import { EmbeddedPostgresError } from './platform/embedded-postgres/embedded-postgres-error';
import { startCluster } from './platform/embedded-postgres/start-cluster';
import { probeAddress } from './probe-address';
import { StartRefused } from './start-refused';

/** What is running and must be stopped, in the order it was started. */
const running: { stop(): Promise<void> }[] = [];

async function main(): Promise<void> {
  const config = readConfig(process.env);
  await probeAddress(config.host, config.port);
  const urls = config.database ?? (await startEmbedded(config));
  await migrate(urls.owner).catch(refuseDatabase);
  await refuseForgetfulDatabase(urls.app ?? urls.owner);
  if (config.demo) await prepareDemo(urls.owner, config.demoPassword, new Date());
  const app = await createApp({
    app: target(urls.app, urls.owner, 'tsunagi_app'),
    statistics: target(urls.statistics, urls.owner, 'tsunagi_statistics'),
  });
  serveOpenApi(app);
  running.push({ stop: () => app.close() });
  await app.listen(config.port, config.host);
  process.stdout.write(announcement(config, (await app.getUrl()).replace('[::1]', 'localhost')));
}

async function startEmbedded(config: Config): Promise<DatabaseUrls> {
  const cluster = await startCluster({ dataDir: config.dataDir, durable: true });
  running.push(cluster);
  cluster.watch();
  return { owner: cluster.ownerUrl, app: cluster.appUrl, statistics: cluster.statisticsUrl };
}

/** Errors of connecting have a code of the network or of class 28 or 3D; all others are faults of ours. */
function refuseDatabase(error: unknown): never {
  const { code, message } = error as { code?: string; message?: string };
  if (code && /^(E[A-Z]+|28...|3D...|57P03)$/.test(code)) {
    throw new StartRefused(`DATABASE_URL: the database cannot be opened (${code}: ${message ?? ''}).`, {
      cause: error,
    });
  }
  throw error;
}

async function refuseForgetfulDatabase(url: string): Promise<void> {
  const settings = await forgetfulSettings(url);
  if (settings.length === 0) return;
  throw new StartRefused(
    `DATABASE_URL: this PostgreSQL may lose what it has confirmed; turn on ${settings.join(', ')}.`,
  );
}

function target(url: string | null, owner: string, role: string): ConnectionTarget {
  return url === null ? { url: owner, role } : { url, role: null };
}

/**
 * Ctrl-C under npm arrives twice and stops once. A start that is under way is waited for, since only what has started can
 * be stopped without leaving anything behind.
 */
function stopOnSignal(start: Promise<void>): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    start
      .catch(() => undefined)
      .then(stopAll)
      .then(() => process.exit(0), refuse);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (process.env['npm_lifecycle_event'] !== undefined) stopWithoutParent(stop);
  start.catch((error: unknown) => {
    if (!stopping) stopAll().then(() => refuse(error), refuse);
  });
}

/** npm does not pass every signal on: when it is killed, its shell goes and this process would stay behind unseen. */
function stopWithoutParent(stop: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 1_000).unref();
}

/** First the server finishes its requests and jobs, then the database under it goes. */
async function stopAll(): Promise<void> {
  for (const part of running.splice(0).reverse()) await part.stop();
}

function refuse(error: unknown): never {
  const expected =
    error instanceof ConfigError || error instanceof StartRefused || error instanceof EmbeddedPostgresError;
  process.stderr.write(
    `${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
}

stopOnSignal(main());
