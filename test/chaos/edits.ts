import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { OwnerAccess } from '../support/owner-access';
import { BuiltServer } from './built-server';
import { Wire } from './browser/wire';

const EDITORS = 8;

interface Words {
  readonly answers: { readonly summary: string };
}

interface Tally {
  readonly notOneWinner: number[];
  readonly texts: { readonly winners: string[]; readonly losers: string[] };
  readonly versions: number[];
}

/** Rounds of eight edits at once with one ETag: one wins, nobody's text is gone, versions only go up. */
export async function runEdits(program: string, rounds: number): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'tsunagi-edits-'));
  const server = await BuiltServer.start(program, folder);
  try {
    const token = await tokenOfCounsellor(server);
    const began = Date.now();
    const wire = new Wire(server.url, token, EDITORS);
    const path = `/consultations/${randomUUID()}`;
    const { notOneWinner, texts, versions } = await play(wire, path, rounds);
    const { items } = (await read(wire, `${path}/conflicts`)) as { items: { content: Words }[] };
    const kept = new Set(items.map(({ content }) => content.answers.summary));
    const lost = texts.losers.filter((text) => !kept.has(text));
    const notUp = versions.filter((version, i) => version !== i + 1);
    const green = notOneWinner.length + lost.length + notUp.length === 0 && rounds + 1 === versions.length;
    const figures = { rounds, editors: EDITORS, winners: texts.winners.length, losers: texts.losers.length };
    const faults = { notOneWinner: notOneWinner.length, lost: lost.length, versionsNotUp: notUp.length };
    const seconds = Math.round((Date.now() - began) / 1_000);
    process.stdout.write(`${JSON.stringify({ green, ...figures, copies: kept.size, ...faults, seconds })}\n`);
    return green;
  } finally {
    await server.discard();
    await rm(folder, { recursive: true, force: true });
  }
}

async function play(wire: Wire, path: string, rounds: number): Promise<Tally> {
  const tally: Tally = { notOneWinner: [], texts: { winners: [], losers: [] }, versions: [1] };
  const put = (text: string, headers: Record<string, string>) =>
    wire.call({
      method: 'PUT',
      path: `${path}/draft`,
      headers,
      body: { answers: { summary: text } },
    });
  await put('初め', {});
  for (let round = 0; round < rounds; round += 1) {
    const basis = { 'if-match': `"v${tally.versions.at(-1) ?? 1}"` };
    const texts = Array.from({ length: EDITORS }, (_, i) => `${round}-${i} ${'文'.repeat(i)}`);
    const answers = await Promise.all(texts.map((text) => put(text, basis)));
    const won = answers.findIndex((answer) => answer?.status === 200);
    const refused = answers.filter((answer) => answer?.status === 412).length;
    if (won < 0 || refused !== EDITORS - 1) tally.notOneWinner.push(round);
    const { content } = (await read(wire, `${path}/draft`)) as { content: Words };
    if (content.answers.summary !== texts[won]) tally.notOneWinner.push(round);
    texts.forEach((text, i) => (i === won ? tally.texts.winners : tally.texts.losers).push(text));
    tally.versions.push(answers[won]?.version ?? 0);
  }
  return tally;
}

async function read(wire: Wire, path: string): Promise<unknown> {
  const answer = await wire.call({ method: 'GET', path });
  if (answer?.status !== 200) throw new Error(`${path} cannot be read: ${answer?.status ?? 'no answer'}`);
  return answer.body;
}

async function tokenOfCounsellor(server: BuiltServer): Promise<string> {
  const pool = new pg.Pool({ connectionString: await server.databaseUrl('owner'), max: 1 });
  try {
    return (await new OwnerAccess(pool).account('counsellor')).token;
  } finally {
    await pool.end();
  }
}
