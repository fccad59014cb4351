import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runEdits } from './edits';
import { killsIn } from './kill-plan';
import { runChaos } from './run';

const NUMBERS = ['minutes', 'kills', 'pause', 'writers', 'seed', 'edits'] as const;

type Wishes = Partial<Record<(typeof NUMBERS)[number], number>>;

/** Runs against the server built in `program`; true when every promise was kept. */
export async function main(args: readonly string[], program: string): Promise<boolean> {
  const { edits, minutes = 10, writers = 32, seed = randomInt(2 ** 31), kills, pause = 4_000 } = read(args);
  if (edits !== undefined) return runEdits(program, edits);
  process.stderr.write(`seed ${seed}\n`);
  if (kills !== undefined) return runChaos({ program, seed, writers, kills, pause, minutes: 0 });
  return runChaos({ program, seed, writers, kills: killsIn(minutes), pause, minutes });
}

function read(args: readonly string[]): Wishes {
  const string = { type: 'string' } as const;
  const options = Object.fromEntries(NUMBERS.map((name) => [name, string]));
  const { values } = parseArgs({ args: [...args], options });
  const wishes: Wishes = {};
  for (const name of NUMBERS) {
    const given = values[name];
    if (given === undefined) continue;
    const value = Number(given);
    if (!(value > 0)) throw new Error(`--${name} must be a number above 0`);
    wishes[name] = value;
  }
  return wishes;
}
