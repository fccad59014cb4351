import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { RosterProblem } from './problem';
import type { BuildOptions, BuildProgress, BuildResult, ProposalName } from './roster-build';

export interface BuildRequest {
  readonly problem: RosterProblem;
  readonly options: BuildOptions;
  /** Further rosters wanted beside the best one; each takes its share of the time. */
  readonly proposals?: readonly ProposalName[];
  /** Only these days may change, against the draft: the small exact repair after a cancellation. */
  readonly repairDays?: readonly [from: number, until: number];
}

export type ToBuild = { readonly request: BuildRequest } | { readonly cancel: true };

export type FromBuild =
  | { readonly ready: true }
  | { readonly progress: BuildProgress }
  | { readonly result: BuildResult }
  | { readonly failure: string };

export interface RunningBuild {
  /** Rejects when no roster keeps the hard rules, when the build runs out of memory, or when its process dies. */
  readonly result: Promise<BuildResult>;
  /** Ends the search at once; the result is the best roster so far, if there is one. */
  cancel(): void;
}

export interface ProcessLimits {
  /** Heap of the building process, without what its solvers take (at most 2 GB each). */
  readonly memoryMegabytes?: number;
  readonly entry?: string;
}

const ENTRY = join(__dirname, 'build-process.js');
const PATIENCE_AFTER_CANCEL_MS = 5_000;

/** Builds in a process of its own, so that the caller keeps its memory and its pace whatever the solver does. */
export function startBuild(
  request: BuildRequest,
  onProgress: (progress: BuildProgress) => void,
  { memoryMegabytes = 1536, entry = ENTRY }: ProcessLimits = {},
): RunningBuild {
  const child = fork(entry, {
    execArgv: [`--max-old-space-size=${memoryMegabytes}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  const say = (message: ToBuild): void => {
    if (child.connected) child.send(message);
  };
  const result = new Promise<BuildResult>((resolve, reject) => {
    child.on('message', (message: FromBuild) => {
      if ('ready' in message) say({ request });
      else if ('progress' in message) onProgress(message.progress);
      else if ('result' in message) resolve(message.result);
      else reject(new Error(message.failure));
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      reject(new Error(`the building process ended without a roster (${signal ?? `code ${code}`})`));
    });
  });
  return {
    result,
    cancel() {
      say({ cancel: true });
      setTimeout(() => child.kill('SIGKILL'), PATIENCE_AFTER_CANCEL_MS).unref();
    },
  };
}
