import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.setup';
import { DEMO_ACCOUNTS } from '../seeds/demo/demo-accounts';
import { prepareDemo } from './demo';
import { migrate } from './migrate';
import { DOCS_PATH, serveOpenApi } from './openapi';
import { type Config, ConfigError, type DatabaseUrls, readConfig } from './platform/config/config';
import { forgetfulSettings } from './platform/database/durability-check';
import type { ConnectionTarget } from './platform/database/data-source';
import { EmbeddedPostgresError } from './platform/embedded-postgres/embedded-postgres-error';
import { type RunningCluster, startCluster } from './platform/embedded-postgres/start-cluster';

/** A reason not to start that the operator can act on; everything else shows its stack. */
class StartRefused extends Error {}

/** What is running and must be stopped, in the order it was started. */
const running: { stop(): Promise<void> }[] = [];

async function main(): Promise<void> {
  stopOnSignal();
  const config = readConfig(process.env);
  const cluster = config.database ? null : await startCluster({ dataDir: config.dataDir, durable: true });
  if (cluster) {
    running.push(cluster);
    cluster.watch();
  }
  await serve(config, cluster);
}

async function serve(config: Config, cluster: RunningCluster | null): Promise<void> {
  const urls = config.database ?? embeddedUrls(cluster);
  await migrate(urls.owner);
  await refuseForgetfulDatabase(urls.app ?? urls.owner);
  if (config.demo) await prepareDemo(urls.owner, config.demoPassword, new Date());
  const app = await createApp({
    app: target(urls.app, urls.owner, 'tsunagi_app'),
    statistics: target(urls.statistics, urls.owner, 'tsunagi_statistics'),
  });
  serveOpenApi(app);
  running.push({ stop: () => app.close() });
  await listen(app, config);
  announce(config, (await app.getUrl()).replace('[::1]', 'localhost'));
}

async function refuseForgetfulDatabase(url: string): Promise<void> {
  const settings = await forgetfulSettings(url);
  if (settings.length === 0) return;
  throw new StartRefused(
    `DATABASE_URL: this PostgreSQL may lose what it has confirmed; turn on ${settings.join(', ')}.`,
  );
}

function embeddedUrls(cluster: RunningCluster | null): DatabaseUrls {
  if (!cluster) throw new Error('no database');
  return { owner: cluster.ownerUrl, app: cluster.appUrl, statistics: cluster.statisticsUrl };
}

function target(url: string | null, owner: string, role: string): ConnectionTarget {
  return url === null ? { url: owner, role } : { url, role: null };
}

async function listen(app: NestFastifyApplication, config: Config): Promise<void> {
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'EADDRINUSE') {
      throw new StartRefused(
        `PORT: ${config.port} is already in use; set another, for example PORT=${config.port + 1}.`,
      );
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new StartRefused(`HOST: ${config.host} is not an address of this machine.`);
    }
    if (code === 'EACCES') throw new StartRefused(`PORT: ${config.port} may not be opened by this user.`);
    throw error;
  }
}

/** Ctrl-C under npm arrives twice, and a killed npm leaves its child to another parent: both stop once, and cleanly. */
function stopOnSignal(): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    stopAll().then(() => process.exit(0), refuse);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 1_000).unref();
}

/** First the server finishes its requests and jobs, then the database under it goes. */
async function stopAll(): Promise<void> {
  for (const part of running.splice(0).reverse()) await part.stop();
}

function announce(config: Config, url: string): void {
  const lines = [
    '',
    `  Tsunagi（つなぎ）  ${url}`,
    `  API の説明 / API docs   ${url}${DOCS_PATH}`,
    ...(config.demo ? demoLines(config, url) : []),
    '  Ctrl-C で終了します / stops it.',
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function demoLines(config: Config, url: string): string[] {
  return [
    '',
    `  デモのアカウント / demo accounts（パスワード / password: ${config.demoPassword}）`,
    ...DEMO_ACCOUNTS.map(({ email, label }) => `    ${email.padEnd(28)} ${label}`),
    '',
    '  次に試す / try next:',
    `    TOKEN=$(curl -s ${url}/api/v1/sessions -H 'content-type: application/json' \\`,
    `      -d '{"email":"analyst@demo.example","password":"${config.demoPassword}"}' | node -pe 'JSON.parse(require("fs").readFileSync(0)).token')`,
    `    curl -s ${url}/api/v1/periods -H "authorization: Bearer $TOKEN"`,
    '',
  ];
}

function refuse(error: unknown): never {
  const expected =
    error instanceof ConfigError || error instanceof StartRefused || error instanceof EmbeddedPostgresError;
  process.stderr.write(
    `${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
}

main().catch((error: unknown) => stopAll().finally(() => refuse(error)));
