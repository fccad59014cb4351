import type { Outcome } from './build-roster';
import { buildRoster } from './build-roster';
import { proposalProblem } from './domain/proposals';
import { repairProblem } from './domain/repair-problem';
import { scoreRoster } from './domain/score-roster';
import type { Assignment, RosterProblem } from './problem';
import type { BuildProgress, BuildResult, Proposal } from './roster-build';
import { SolverThreads } from './solver/solver-threads';
import type { BuildRequest } from './start-build';

const SOLVER = 'HiGHS 1.15.1 (highs 1.15.3)';
/** Of the time, when proposals are wanted too; they start from its roster and share what is left. */
const FIRST_SHARE = 0.5;

/** One request in this process. Time counts from the call; without seconds, nothing depends on a clock. */
export async function runBuild(
  request: BuildRequest,
  cancellation: AbortSignal,
  report: (progress: BuildProgress) => void,
): Promise<BuildResult> {
  const { options, proposals: wanted = [], repairDays } = request;
  const problem = repairDays ? repairProblem(request.problem, repairDays) : request.problem;
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  const run = async (
    asked: RosterProblem,
    until: number,
    start?: readonly Assignment[],
  ): Promise<Outcome> => {
    const left = until - elapsed();
    const end = endOf(cancellation, left);
    const surroundings = { solver: new SolverThreads(end.signal), signal: end.signal, elapsed, report };
    try {
      return await buildRoster(asked, options, { ...surroundings, ...(start && { start }) });
    } finally {
      end.release();
    }
  };
  const { seconds = Infinity } = options;
  const { isProven, ...best } = await run(problem, seconds * (wanted.length > 0 ? FIRST_SHARE : 1));
  const proposals: Proposal[] = [];
  for (const [at, name] of wanted.entries()) {
    if (cancellation.aborted) break;
    const until = elapsed() + (seconds - elapsed()) / (wanted.length - at);
    const { roster } = await run(proposalProblem(problem, name, best.score), until, best.roster);
    proposals.push({ name, roster, score: scoreRoster(problem, roster) });
  }
  const { user, system } = process.cpuUsage();
  return {
    ...best,
    proposals,
    status: cancellation.aborted ? 'cancelled' : isProven ? 'proven' : 'limit',
    seconds: elapsed(),
    cpuSeconds: (user + system) / 1e6,
    solver: SOLVER,
  };
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Aborted on cancellation or when time is up. Not `AbortSignal.any` with `AbortSignal.timeout`: Node 20 may collect the
 * timeout as garbage, and then a long build never ends (nodejs/node issue 57736).
 */
function endOf(cancellation: AbortSignal, seconds: number): { signal: AbortSignal; release(): void } {
  const end = new AbortController();
  const stop = (): void => end.abort();
  const milliseconds = Math.min(LONGEST_TIMER_MS, Math.max(1, Math.round(seconds * 1000)));
  const timer = Number.isFinite(seconds) ? setTimeout(stop, milliseconds) : undefined;
  cancellation.addEventListener('abort', stop);
  if (cancellation.aborted) stop();
  return {
    signal: end.signal,
    release() {
      clearTimeout(timer);
      cancellation.removeEventListener('abort', stop);
      // Whatever still looks for columns beside the search has nothing left to look for.
      stop();
    },
  };
}
