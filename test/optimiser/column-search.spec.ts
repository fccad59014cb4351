import { layOut } from '../../src/optimiser/domain/board';
import { restrict } from '../../src/optimiser/domain/model/restrict';
import type { RosterModel } from '../../src/optimiser/domain/model/roster-model';
import { buildModel, complete } from '../../src/optimiser/domain/model/roster-model';
import { runBuild } from '../../src/optimiser/run-build';
import type { ColumnNews } from '../../src/optimiser/search/columns/column-search';
import { columnSearch } from '../../src/optimiser/search/columns/column-search';
import type { Incumbent } from '../../src/optimiser/search/incumbent';
import { randomFrom } from '../../src/optimiser/search/random';
import { SolverThreads } from '../../src/optimiser/solver/solver-threads';
import { runProblem } from './run-problem';

const never = new AbortController().signal;

describe('search among whole rosters of persons', () => {
  it.each([1, 3])('has the best roster there is, and no bound above it (%i)', async (seed) => {
    const model = buildModel(layOut(runProblem(seed, 5, 8)));
    const solver = new SolverThreads(never);
    const search = columnSearch(model, solver, randomFrom(1))!;
    const bounds: number[] = [];
    const rosters: Incumbent[] = [];
    const news: ColumnNews = { bound: (one) => bounds.push(one), roster: (one) => rosters.push(one) };
    await search.start(news);
    await search.improve(rosters.at(-1)!, news);
    search.close();
    const best = await bestOfAll(model, solver);
    expect(Math.max(...bounds)).toBeLessThanOrEqual(best + 1e-6);
    expect(Math.max(...bounds)).toBeGreaterThan(best - 0.02 * Math.abs(best));
    expect(rosters.at(-1)!.objective).toBeCloseTo(best, 6);
  });

  it('gives the same roster for the same seed and steps', async () => {
    const request = { problem: runProblem(2, 6, 10), options: { steps: 2, seed: 3 } };
    const [first, second] = [
      await runBuild(request, never, () => undefined),
      await runBuild(request, never, () => undefined),
    ];
    expect(second.roster).toEqual(first.roster);
    expect(first.gap).toBeLessThan(0.02);
  });

  it('is not begun where runs have no lower limits', () => {
    const problem = runProblem(1, 4, 7);
    const persons = problem.persons.map((person) => ({ ...person, runs: [{ rule: 'days', atMost: 3 }] }));
    const model = buildModel(layOut({ ...problem, persons }));
    expect(columnSearch(model, new SolverThreads(never), randomFrom(1))).toBeUndefined();
  });
});

async function bestOfAll(model: RosterModel, solver: SolverThreads): Promise<number> {
  const cells = new Uint8Array(model.board.cells.length).fill(1);
  const nothing = complete(model, new Float64Array(model.linear.columns));
  const { status, objective } = await solver.solve({ program: restrict(model, { cells }, nothing) });
  expect(status).toBe('optimal');
  return objective;
}
