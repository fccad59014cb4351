import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Program } from '../domain/model/restrict';
import { compiledHighs } from './compiled-highs';
import { GrowingThread } from './growing-program';
import type { GrowingProgram, SolveJob, SolveNews, SolveOutcome, Solver } from './solver';

const WORKER = join(__dirname, 'solver-worker.cjs');
const NOTHING = new Float64Array(0);
const NO_HEURISTICS = {
  mip_heuristic_effort: 0,
  mip_heuristic_run_rins: false,
  mip_heuristic_run_rens: false,
};
const HIGHS_OPTIMAL = 7;
const HIGHS_INFEASIBLE = 8;

interface WorkerAnswer {
  readonly done?: true;
  readonly failure?: string;
  readonly bound?: number;
  readonly values?: Float64Array;
  readonly rowDuals?: Float64Array;
  readonly status?: number;
  readonly hasSolution?: boolean;
  readonly objective?: number;
  readonly nodes?: number;
  readonly iterations?: number;
}

/** HiGHS in threads, a fresh one per solve. Whoever aborts the signal ends them at once, whatever they are in. */
export class SolverThreads implements Solver {
  constructor(private readonly signal: AbortSignal) {}

  grow(program: Program): GrowingProgram {
    return new GrowingThread(modelOf(program, true), this.signal);
  }

  solve(job: SolveJob, onNews?: (news: SolveNews) => void): Promise<SolveOutcome> {
    if (this.signal.aborted) return Promise.resolve(without('stopped'));
    return new Promise((resolve) => {
      const worker = new Worker(WORKER, {
        workerData: toHighs(job, onNews !== undefined),
      });
      const finish = (outcome: SolveOutcome): void => {
        this.signal.removeEventListener('abort', stop);
        void worker.terminate();
        resolve(outcome);
      };
      const stop = (): void => finish(without('stopped'));
      this.signal.addEventListener('abort', stop);
      worker.on('message', (answer: WorkerAnswer) => {
        if (answer.done) finish(readAnswer(answer));
        else onNews?.(answer);
      });
      worker.on('error', (error: Error) => finish({ ...without('failed'), failure: error.message }));
      worker.on('exit', () =>
        finish({ ...without('failed'), failure: 'the solver thread ended without an answer' }),
      );
    });
  }
}

function readAnswer(answer: WorkerAnswer): SolveOutcome {
  if (answer.failure !== undefined) return { ...without('failed'), failure: answer.failure };
  return {
    status: statusOf(answer),
    objective: answer.objective ?? Infinity,
    bound: answer.bound ?? -Infinity,
    nodes: answer.nodes ?? 0,
    iterations: answer.iterations ?? 0,
    values: answer.values ?? NOTHING,
    rowDuals: answer.rowDuals ?? NOTHING,
  };
}

function statusOf(answer: WorkerAnswer): SolveOutcome['status'] {
  if (answer.status === HIGHS_INFEASIBLE) return 'infeasible';
  if (!answer.hasSolution) return 'unknown';
  return answer.status === HIGHS_OPTIMAL ? 'optimal' : 'feasible';
}

function without(status: SolveOutcome['status']): SolveOutcome {
  return {
    status,
    objective: Infinity,
    bound: -Infinity,
    nodes: 0,
    iterations: 0,
    values: NOTHING,
    rowDuals: NOTHING,
  };
}

function toHighs(job: SolveJob, live: boolean): object {
  const { program } = job;
  return {
    model: modelOf(program, job.relaxed ?? false),
    options: job.relaxed
      ? { solver: 'ipm', run_crossover: 'on' }
      : {
          random_seed: job.seed ?? 0,
          mip_rel_gap: job.relativeGap ?? 0,
          ...(job.nodes !== undefined && { mip_max_nodes: job.nodes }),
          ...(job.boundsOnly && NO_HEURISTICS),
        },
    iterations: job.iterations ?? Infinity,
    start: job.start,
    live,
    compiled: compiledHighs(),
  };
}

function modelOf(program: Program, relaxed: boolean): object {
  return {
    numCols: program.cost.length,
    numRows: program.rowLower.length,
    offset: program.offset,
    colCost: program.cost,
    colLower: program.lower,
    colUpper: program.upper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    matrix: {
      format: 'csr',
      numCols: program.cost.length,
      numRows: program.rowLower.length,
      starts: program.rowStart,
      indices: program.columnOf,
      values: program.valueOf,
    },
    ...(!relaxed && { integrality: Int32Array.from(program.integer) }),
  };
}
