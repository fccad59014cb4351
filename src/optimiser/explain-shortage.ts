import { layOut } from './domain/board';
import { complete, buildModel } from './domain/model/roster-model';
import { restrict } from './domain/model/restrict';
import { onlyShortages, ruleFamilies, withoutFamily } from './domain/rule-families';
import type { RosterProblem } from './problem';
import type { Shortage } from './roster-build';
import type { Solver } from './solver/solver';
import { SolverThreads } from './solver/solver-threads';

/**
 * Why several needs cannot be met at once: rule families none of which can be left out of the reason. Each family in turn
 * is taken away; if people are still missing without it, it is no part of the reason. An empty list says that too few
 * people offered; `null` that the needs can be met, only not together with everything else the roster is wanted for.
 */
export async function explainShortage(
  problem: RosterProblem,
  shortages: readonly Shortage[],
  signal: AbortSignal,
): Promise<string[] | null> {
  const solver = new SolverThreads(signal);
  const wanted = (shortage: Shortage): number =>
    (problem.needs.find(({ rule }) => rule === shortage.rule)?.atLeast ?? minimumOf(problem, shortage)) -
    shortage.missing;
  let reduced = onlyShortages(problem, shortages, wanted);
  if (!(await isShort(reduced, solver))) return null;
  const reason: string[] = [];
  for (const family of ruleFamilies(problem)) {
    const relaxed = withoutFamily(reduced, family);
    if (await isShort(relaxed, solver)) reduced = relaxed;
    else reason.push(family);
  }
  return reason;
}

function minimumOf({ demand }: RosterProblem, { from, until, field }: Shortage): number {
  return (
    demand.find((one) => one.field === field && one.from === from && one.until === until)?.minimum?.seats ?? 0
  );
}

async function isShort(problem: RosterProblem, solver: Solver): Promise<boolean> {
  const model = buildModel(layOut(problem));
  const cells = new Uint8Array(model.board.cells.length).fill(1);
  const program = restrict(model, { cells }, complete(model, new Float64Array(model.linear.columns)));
  if (program.cost.length === 0) return program.offset > 0.5;
  const { status, objective } = await solver.solve({ program });
  if (status === 'failed' || status === 'stopped') throw new Error('the reason could not be worked out');
  return status === 'infeasible' || objective > 0.5;
}
