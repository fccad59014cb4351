import { generateHotline } from '../../bench/roster/generate-hotline';
import { toProblem } from '../../bench/roster/hotline-problem';
import { scoreRoster } from '../../src/optimiser/domain/score-roster';
import type { RosterProblem } from '../../src/optimiser/problem';
import type { BuildProgress } from '../../src/optimiser/roster-build';
import { runBuild } from '../../src/optimiser/run-build';
import type { BuildRequest } from '../../src/optimiser/start-build';
import { hardRulesBroken } from './hourly-checker';
import { smallProblem, tryEveryRoster } from './small-problem';

const never = new AbortController().signal;
const build = (request: BuildRequest): ReturnType<typeof runBuild> =>
  runBuild(request, never, () => undefined);

describe('a small problem', () => {
  it.each([1, 2, 4])('is built as well as the best of all rosters (%i)', async (seed) => {
    const problem = smallProblem(seed);
    const { score, bound, status } = await build({ problem, options: { seconds: 60, seed } });
    expect(score.objective).toBeCloseTo(tryEveryRoster(problem), 6);
    expect(bound).toBeCloseTo(score.objective, 3);
    expect(status).toBe('proven');
  });

  it('is repaired with the fewest changes after a cancellation', async () => {
    const problem = smallProblem(3);
    const { roster } = await build({ problem, options: { seconds: 60 } });
    const lost = roster[0]!;
    const cancelled: RosterProblem = {
      ...problem,
      draft: roster,
      prices: { ...problem.prices, change: 0.3, changedPerson: 1 },
      persons: problem.persons.map((person, number) =>
        number === lost.person
          ? { ...person, cells: person.cells.filter(({ shift }) => shift !== lost.shift) }
          : person,
      ),
    };
    const repaired = await build({ problem: cancelled, options: { seconds: 60 }, repairDays: [0, 2] });
    expect(repaired.score.objective).toBeCloseTo(tryEveryRoster(cancelled), 6);
  });

  it('keeps every pin', async () => {
    const free = smallProblem(2);
    const { roster } = await build({ problem: free, options: { seconds: 60 } });
    const given = new Set(roster.map(({ person, shift }) => `${person}:${shift}`));
    const isNight = (shift: number): boolean => free.shifts[shift]!.tags?.includes('night') ?? false;
    const unwanted = free.persons[0]!.cells.find(({ shift }) => !given.has(`0:${shift}`) && !isNight(shift))!;
    const pinned: RosterProblem = {
      ...free,
      persons: free.persons.map((person, number) => ({
        ...person,
        cells: person.cells.map((cell) => {
          if (number === 0) return cell.shift === unwanted.shift ? { ...cell, pin: 'must' as const } : cell;
          return given.has(`${number}:${cell.shift}`) ? { ...cell, pin: 'must-not' as const } : cell;
        }),
      })),
    };
    const result = await build({ problem: pinned, options: { seconds: 60 } });
    const now = result.roster.map(({ person, shift }) => `${person}:${shift}`);
    expect(now).toContain(`0:${unwanted.shift}`);
    expect(now.filter((one) => !one.startsWith('0:') && given.has(one))).toEqual([]);
  });
});

describe('a line of a dozen people over four days', () => {
  const hotline = generateHotline({ seed: 5, days: 4, people: 12 });
  const problem = toProblem(hotline);

  it('has the same roster for the same seed and steps, and breaks no rule hour by hour', async () => {
    const request = { problem, options: { steps: 1, seed: 7 } };
    const [first, second] = [await build(request), await build(request)];
    expect(second.roster).toEqual(first.roster);
    expect(hardRulesBroken(hotline, first.roster)).toEqual([]);
    expect(first.gap).toBeLessThan(0.05);
  });

  it('offers proposals no worse at what they are named after, with calls held', async () => {
    const result = await build({
      problem: { ...problem, prices: { ...problem.prices, yen: 1e-6 } },
      options: { steps: 1 },
      proposals: ['most-wishes', 'fairest', 'cheapest'],
    });
    const [wishes, fairest, cheapest] = result.proposals.map(({ score }) => score);
    const { parts, lostCalls } = result.score;
    expect(wishes!.parts['wishes']).toBeLessThanOrEqual(parts['wishes']!);
    expect(fairest!.parts['target-hours'] ?? 0).toBeLessThanOrEqual(parts['target-hours'] ?? 0);
    expect(cheapest!.parts['yen']).toBeLessThanOrEqual(parts['yen']!);
    const offered = problem.demand.reduce((sum, one) => sum + one.offered * one.weight, 0);
    for (const { score } of result.proposals) {
      expect(score.violations).toEqual([]);
      expect(score.lostCalls).toBeLessThan(lostCalls + offered * 0.01);
    }
  });

  it('tells how it stands, and gives up with the best so far when cancelled', async () => {
    const cancellation = new AbortController();
    const heard: BuildProgress[] = [];
    const result = await runBuild({ problem, options: {} }, cancellation.signal, (progress) => {
      heard.push(progress);
      if (progress.phase === 'improving') cancellation.abort();
    });
    expect(result.status).toBe('cancelled');
    expect(scoreRoster(problem, result.roster).violations).toEqual([]);
    expect(heard.map(({ phase }) => phase)).toEqual(
      expect.arrayContaining(['rounding', 'improving', 'done']),
    );
  });
});

it('says so when no roster keeps the hard rules', async () => {
  const problem = smallProblem(1);
  const persons = problem.persons.map((person) => ({
    ...person,
    limits: [{ rule: 'minimum', measure: 'minutes' as const, atLeast: 100_000 }],
  }));
  await expect(build({ problem: { ...problem, persons }, options: { seconds: 20 } })).rejects.toThrow(
    'hard rules',
  );
});
