import { layOut } from '../../src/optimiser/domain/board';
import type { Board } from '../../src/optimiser/domain/board';
import { CheapestWalk, Workspace } from '../../src/optimiser/domain/pricing/cheapest-walk';
import { personProgram } from '../../src/optimiser/domain/pricing/person-program';
import { scoreRoster } from '../../src/optimiser/domain/score-roster';
import type { RosterProblem } from '../../src/optimiser/problem';
import { randomFrom } from '../../src/optimiser/search/random';
import { runProblem } from './run-problem';

const DAYS = 7;
const seeds = Array.from({ length: 24 }, (_, at) => at + 1);

describe('the cheapest roster of one person', () => {
  it.each(seeds)('is the cheapest of all that keep the rules (%i)', (seed) => {
    const problem = { ...runProblem(seed, 1, DAYS), demand: [] };
    const board = layOut(problem);
    const random = randomFrom(seed + 100);
    const prices = Float64Array.from(board.cells, () => random() * 10 - 6);
    const walk = new CheapestWalk(personProgram(board, 0)!, new Workspace());
    const best = walk.find(prices);
    const costs = tryEveryWalk(board, problem, prices);
    expect(best?.cost ?? Infinity).toBeCloseTo(Math.min(...costs), 6);
    expect(best ? brokenRules(board, problem, best.cells) : []).toEqual([]);
    const limit = Math.min(...costs) + 3;
    const { walks, isAll } = walk.findAll(prices, limit, 1_000_000);
    expect(isAll).toBe(true);
    expect(walks).toHaveLength(costs.filter((cost) => cost <= limit).length);
  });

  it('is possible for most of them, so that there is something to compare', () => {
    const possible = seeds.filter((seed) => {
      const problem = { ...runProblem(seed, 1, DAYS), demand: [] };
      const board = layOut(problem);
      const walk = new CheapestWalk(personProgram(board, 0)!, new Workspace());
      return walk.find(new Float64Array(board.cells.length)) !== undefined;
    });
    expect(possible.length).toBeGreaterThan(12);
  });

  it.each([
    ['rest that only costs', { rest: { minutes: 660, price: 1 } }],
    ['runs of one kind of shift', { runs: [{ rule: 'nights', tag: 'night', atMost: 2 }] }],
    ['work that stands already', { duties: [{ day: 0, from: 0, until: 60 }] }],
  ])('is not asked for where a rule has no place in it: %s', (_, change) => {
    const problem = runProblem(1, 1, DAYS);
    const persons = problem.persons.map((person) => ({ ...person, ...change }));
    expect(personProgram(layOut({ ...problem, persons }), 0)).toBeUndefined();
  });
});

/** What each of them costs. */
function tryEveryWalk(board: Board, problem: RosterProblem, prices: Float64Array): number[] {
  const byDay = Array.from({ length: DAYS }, (_, day) =>
    [...board.cells.keys()].filter((cell) => problem.shifts[board.cells[cell]!.shift]!.day === day),
  );
  const visit = (day: number, cells: readonly number[]): number[] => {
    if (day < DAYS) {
      const choices = [cells, ...byDay[day]!.map((cell) => [...cells, cell])];
      return choices.flatMap((next) => visit(day + 1, next));
    }
    if (brokenRules(board, problem, cells).length > 0) return [];
    const target = scoreRoster(problem, assign(board, cells)).parts['target'] ?? 0;
    return [cells.reduce((sum, cell) => sum + prices[cell]!, target)];
  };
  return visit(0, []);
}

function brokenRules(board: Board, problem: RosterProblem, cells: readonly number[]): string[] {
  return scoreRoster(problem, assign(board, cells)).violations.map(({ rule }) => rule);
}

function assign(board: Board, cells: readonly number[]): { person: number; shift: number; field: number }[] {
  return cells.map((cell) => ({ person: 0, shift: board.cells[cell]!.shift, field: 0 }));
}
