import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Assignment, RosterProblem } from '../../src/optimiser/problem';
import { runBuild } from '../../src/optimiser/run-build';
import { readCurtoisQu } from './curtois-qu';
import { generateHotline } from './generate-hotline';
import type { Hotline } from './hotline-problem';
import { toProblem } from './hotline-problem';

/** What starting Node and writing the answer take of the seconds given. */
const STARTING_SECONDS = 1;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      steps: { type: 'string' },
      progress: { type: 'boolean', default: false },
    },
  });
  const [file] = positionals;
  if (file === undefined) {
    throw new Error(
      'usage: bench:roster -- FILE|hotline:SEED:DAYS [--seconds N] [--seed S] [--steps N] [--progress]',
    );
  }
  const problem = read(file);
  const options = {
    seconds: Math.max(1, Number(values.seconds) - STARTING_SECONDS),
    seed: Number(values.seed),
    ...(values.steps !== undefined && { steps: Number(values.steps) }),
  };
  const result = await runBuild({ problem, options }, new AbortController().signal, (progress) => {
    if (values.progress) console.error(JSON.stringify({ ...progress, cpuSeconds: cpuSeconds() }));
  });
  const answer = {
    instance: basename(file, extname(file)),
    objective: round(result.score.objective),
    bound: result.bound === null ? null : round(result.bound),
    seconds: round(result.seconds),
    feasible: result.score.violations.length === 0,
    roster: byEmployee(problem, result.roster),
    cpuSeconds: round(result.cpuSeconds),
    steps: result.steps,
    status: result.status,
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0));
}

function read(file: string): RosterProblem {
  if (file.startsWith('hotline:')) {
    const [, seed, days = '21'] = file.split(':');
    return toProblem(generateHotline({ seed: Number(seed), days: Number(days) }));
  }
  const text = readFileSync(file, 'utf8');
  return text.trimStart().startsWith('{') ? toProblem(JSON.parse(text) as Hotline) : readCurtoisQu(text);
}

/** Per day: the shift's id, or null. */
function byEmployee(
  problem: RosterProblem,
  roster: readonly Assignment[],
): Record<string, (string | null)[]> {
  const days = problem.dayStarts.length - 1;
  const rows = problem.persons.map(
    ({ id }) => [id, Array.from({ length: days }, (): string | null => null)] as const,
  );
  for (const { person, shift } of roster) {
    const { day, kind, id } = problem.shifts[shift]!;
    rows[person]![1][day] = kind ?? id;
  }
  return Object.fromEntries(rows);
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return round((user + system) / 1e6);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

void main();
