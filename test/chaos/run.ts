import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openPeriod } from '../support/factories/period';
import { OwnerAccess, type TestAccount } from '../support/owner-access';
import { BuiltServer } from './built-server';
import type { BrowserSettings } from './browser/main';
import { Fleet } from './fleet';
import type { ClientEvent } from './history';
import { type Kill, killPlan } from './kill-plan';
import { isGreen, judge } from './oracle/judge';
import { gather } from './oracle/told';
import { type Recovery, summarise } from './summary';
import { readStored } from './stored';

export interface ChaosSettings {
  readonly seed: number;
  readonly kills: number;
  /** Most milliseconds between two kills. */
  readonly pause: number;
  /** They go on writing at least so long. */
  readonly minutes: number;
  readonly writers: number;
  /** The folder with the server that is tried, built. */
  readonly program: string;
}

const ORGANISATIONS = 8;
/** Of the year before, since no sheet may start in the future. */
const STARTS_AT = Date.parse('2025-12-25T10:00:00+09:00');
const AIM_PATIENCE_MS = 3_000;
/** A browser that did nothing for so long does nothing more. */
const STILLNESS_MS = 60_000;

/** Lets counsellors write, kills what the seed says, and holds what the clients know against what is stored. */
export async function runChaos(settings: ChaosSettings): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'tsunagi-chaos-'));
  const server = await BuiltServer.start(settings.program, join(folder, 'data')).catch(
    async (error: unknown) => {
      await rm(folder, { recursive: true, force: true });
      throw error;
    },
  );
  try {
    return await writeKillAndJudge(server, folder, settings);
  } finally {
    await server.discard();
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeKillAndJudge(
  server: BuiltServer,
  folder: string,
  { seed, kills, pause: longest, minutes, writers }: ChaosSettings,
): Promise<boolean> {
  const began = Date.now();
  const [periodId, counsellors] = await withOwner(server, (owner) => prepare(owner, writers));
  const fleet = new Fleet(
    counsellors.map(({ token }, i) => browserOf(i, { folder, url: server.url, token, periodId, seed })),
  );
  await pause(1_500);
  const recoveries: Recovery[] = [];
  for (const kill of killPlan(seed, kills, writers, longest)) {
    await carryOut(kill, server, fleet, recoveries);
    if (recoveries.length % 10 === 0) tell(`${recoveries.length} of ${kills} kills`);
  }
  tell('all kills done; waiting for the server');
  await server.untilHealthy();
  await pause(Math.max(500, began + 60_000 * minutes - Date.now()));
  tell('waiting for the browsers');
  const stuck = await fleet.finish(STILLNESS_MS);

  tell('reading everything back');
  const heard = gather(await readLogs(folder));
  const tokens = new Map(counsellors.map(({ accountId, token }) => [accountId, token]));
  const stored = await withOwner(server, (owner) => readStored(owner, server.url, tokens));
  const { verdict, losses } = judge(heard, stored, fleet.deaths);
  const stopped = await server.stop();
  const crashes = [...server.crashes, ...fleet.crashes];
  const green = isGreen(verdict) && stuck.length + crashes.length === 0 && stopped === 0;
  const run = { seed, writers, kills: recoveries, seconds: Math.round((Date.now() - began) / 1_000) };
  const troubles = { stuck, crashes, exitCode: stopped };
  const line = { green, ...summarise(run, heard, stored, losses), ...troubles, verdict: counted(verdict) };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return green;
}

/** Where a run stood that does not come to its end. */
function tell(stage: string): void {
  process.stderr.write(`${stage}\n`);
}

async function carryOut(
  kill: Kill,
  server: BuiltServer,
  fleet: Fleet,
  recoveries: Recovery[],
): Promise<void> {
  await pause(kill.after);
  if (kill.aimed !== null) {
    await fleet.submission(AIM_PATIENCE_MS);
    await pause(kill.aimed);
  }
  const began = performance.now();
  if (kill.fault === 'server' || kill.fault === 'everything') server.killServer();
  if (kill.fault === 'client') fleet.kill(kill.browsers);
  if (kill.fault === 'everything') fleet.kill([...Array(1_000).keys()]);
  if (kill.fault === 'database' || kill.fault === 'everything') await server.killDatabase();
  if (kill.fault === 'backend' && !(await server.killBackend(kill.draw))) await server.killDatabase();
  if (kill.patient && kill.fault !== 'client') await server.untilHealthy();
  recoveries.push({ fault: kill.fault, ms: Math.round(performance.now() - began) });
}

function browserOf(i: number, rest: Omit<BrowserSettings, 'name' | 'tabs' | 'startsAt'>): BrowserSettings {
  return { ...rest, name: `b${i}`, tabs: i % 2 === 0 ? 2 : 1, startsAt: STARTS_AT };
}

async function readLogs(folder: string): Promise<Map<string, ClientEvent[]>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
  const logs = new Map<string, ClientEvent[]>();
  for (const name of names) {
    const lines = (await readFile(join(folder, name), 'utf8')).split('\n').filter((line) => line !== '');
    logs.set(
      name.replace('.jsonl', ''),
      lines.map((line) => JSON.parse(line) as ClientEvent),
    );
  }
  return logs;
}

/** How often each promise was broken, with a few examples. */
function counted(verdict: object): object {
  return Object.fromEntries(
    Object.entries(verdict).map(([promise, broken]: [string, readonly string[]]) => [
      promise,
      broken.length === 0 ? 0 : { times: broken.length, such: broken.slice(0, 3) },
    ]),
  );
}

async function withOwner<Result>(
  server: BuiltServer,
  work: (owner: OwnerAccess) => Promise<Result>,
): Promise<Result> {
  const pool = new pg.Pool({ connectionString: await server.databaseUrl('owner'), max: 2 });
  try {
    return await work(new OwnerAccess(pool));
  } finally {
    await pool.end();
  }
}

async function prepare(
  owner: OwnerAccess,
  writers: number,
): Promise<[periodId: string, counsellors: TestAccount[]]> {
  const organisations: string[] = [];
  for (let i = 0; i < ORGANISATIONS; i += 1) organisations.push(await owner.organisation());
  const counsellors: TestAccount[] = [];
  for (let i = 0; i < writers; i += 1) {
    counsellors.push(await owner.account('counsellor', organisations[i % ORGANISATIONS]));
  }
  const periodId = await openPeriod(owner, organisations);
  await owner.sql(
    `UPDATE period SET starts_at = starts_at - interval '1 year', ends_at = ends_at - interval '1 year' WHERE id = $1`,
    [periodId],
  );
  return [periodId, counsellors];
}
