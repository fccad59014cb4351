import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Random } from '../../seeds/demo/random';
import { openPeriod } from '../support/factories/period';
import { OwnerAccess, type TestAccount } from '../support/owner-access';
import { BuiltServer } from './built-server';
import { ClientLog } from './client-log';
import { compareWithDatabase, readSampleBack } from './oracle';
import { writeSheets } from './writer';

jest.setTimeout(300_000);

const SEED = Number(process.env['TSUNAGI_CHAOS_SEED'] ?? randomInt(2 ** 31));
const ROUNDS = 10;
const WRITERS = 16;
const ORGANISATIONS = 8;
const FAULTS = ['server', 'database', 'both'] as const;
/** For a machine that runs other tests too; a quiet one needs a tenth. */
const BACK_WITHIN_MS = 30_000;

describe('kill -9 in the middle of writing', () => {
  let dataDir: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tsunagi-chaos-'));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('loses no acknowledged sheet, writes none twice, and comes back by itself', async () => {
    const server = await BuiltServer.start(dataDir);
    try {
      await writeAndKill(server);
      expect(await server.stop()).toBe(0);
    } finally {
      await server.discard();
    }
  });
});

async function writeAndKill(server: BuiltServer): Promise<void> {
  const [periodId, counsellors] = await withOwner(server, prepare);
  const log = new ClientLog();
  const start = Date.parse('2026-12-25T10:00:00+09:00');
  let filed = 0;
  let stopped = false;
  const writers = counsellors.map(({ token }, i) =>
    writeSheets(
      {
        url: server.url,
        token,
        periodId,
        random: Random.stream(SEED, `writer ${i}`),
        log,
        moment: () => new Date(start + 1_000 * (filed += 1)),
        patient: i % 4 !== 0,
      },
      () => stopped,
    ),
  );
  const recoveries = await killAgainAndAgain(server).finally(() => (stopped = true));
  await Promise.all(writers);

  const found = await withOwner(server, (owner) => compareWithDatabase(owner, periodId, log));
  const misread = await readSampleBack(server.url, log, Random.stream(SEED, 'sample'));
  process.stderr.write(`${JSON.stringify({ seed: SEED, ...figures(log), recoveries })}\n`);
  const { violations } = log;
  expect({ seed: SEED, ...found, misread, violations, crashes: server.crashes }).toEqual({
    seed: SEED,
    lost: [],
    refusedButPresent: [],
    neverSent: [],
    changed: [],
    withoutOneAudit: [],
    withoutOneRevision: [],
    numbersWithGaps: [],
    misread: [],
    violations: [],
    crashes: [],
  });
  expect(log.with('acknowledged').length).toBeGreaterThan(100);
  expect(Math.max(...recoveries.map(({ ms }) => ms))).toBeLessThan(BACK_WITHIN_MS);
}

async function killAgainAndAgain(server: BuiltServer): Promise<{ fault: string; ms: number }[]> {
  const random = Random.stream(SEED, 'kills');
  const recoveries: { fault: string; ms: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const fault = FAULTS[round % FAULTS.length] ?? 'both';
    await pause(random.whole(400, 2_400));
    if (fault !== 'database') server.killServer();
    if (fault === 'both') await pause(random.whole(0, 100));
    if (fault !== 'server') await server.killDatabase();
    recoveries.push({ fault, ms: Math.round(await server.untilHealthy()) });
  }
  await pause(500);
  return recoveries;
}

async function withOwner<Result>(
  server: BuiltServer,
  work: (owner: OwnerAccess) => Promise<Result>,
): Promise<Result> {
  const pool = new pg.Pool({ connectionString: await server.ownerUrl(), max: 2 });
  try {
    return await work(new OwnerAccess(pool));
  } finally {
    await pool.end();
  }
}

async function prepare(owner: OwnerAccess): Promise<[periodId: string, counsellors: TestAccount[]]> {
  const organisations: string[] = [];
  for (let i = 0; i < ORGANISATIONS; i += 1) organisations.push(await owner.organisation());
  const counsellors: TestAccount[] = [];
  for (let i = 0; i < WRITERS; i += 1) {
    counsellors.push(await owner.account('counsellor', organisations[i % ORGANISATIONS]));
  }
  return [await openPeriod(owner, organisations), counsellors];
}

function figures(log: ClientLog) {
  const sorted = log.latencies.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return {
    requests: sorted.length,
    acknowledged: log.with('acknowledged').length,
    refused: log.with('refused').length,
    unknown: log.with('unknown').length,
    resolvedByRetry: log.resolvedByRetry(),
    milliseconds: { p50: at(0.5), p99: at(0.99), longest: at(1) },
  };
}
