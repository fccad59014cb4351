import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../shared/domain-error';
import { failureFacts } from '../../platform/logging/failure-facts';
import type { RosterProblem } from '../../optimiser/problem';
import { startBuild } from '../../optimiser/start-build';
import { type EngineAnswer, type EngineOptions, type EngineProgress, RosterEngine } from './roster-engine';

/** Good enough to stop before time is up: a thousandth of what the roster costs. */
const GAP = 0.001;
const NO_ROSTER =
  '時間内に勤務表の案を作れませんでした。時間を延ばすか、動かせる日や団体を絞ってやり直してください。';
const GRACE_SECONDS = 15;
const OUT_OF_MEMORY =
  '自動作成に使えるメモリの上限を超えたため、案を作れませんでした。動かせる日や団体を絞ってやり直してください。';
const ENTRY = 'build-process.js';

/** The optimiser in a process of its own with a memory limit: the API's event loop stays free, and a build that dies takes nothing with it. */
@Injectable()
export class EngineProcess extends RosterEngine {
  private readonly logger = new Logger('EngineProcess');

  async build(
    problem: RosterProblem,
    options: EngineOptions,
    signal: AbortSignal,
    report: (progress: EngineProgress) => void,
  ): Promise<EngineAnswer> {
    const { seconds, seed, steps, proposals: wanted } = options;
    // A clock would make equal input give unequal rosters, so steps stand alone.
    const effort = steps === undefined ? { seconds } : { steps };
    const running = startBuild(
      { problem, options: { ...effort, seed, gap: GAP }, proposals: wanted },
      ({ best, bound, gap, shortages }) => report({ best, bound, gap, shortages }),
      { entry: entryPath() },
    );
    const stop = (): void => running.cancel();
    // The engine keeps its own time; this ends a build that does not, or whose steps take longer than anybody waits.
    const patience = setTimeout(stop, (seconds + GRACE_SECONDS) * 1_000).unref();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      const { roster, proposals, score, bound, gap, status, seconds: taken } = await running.result;
      return {
        roster,
        proposals: proposals.map(({ name, roster: own, score: { objective } }) => ({
          name,
          roster: own,
          cost: objective,
        })),
        best: score.objective,
        bound,
        gap,
        shortages: score.shortages.length,
        status,
        seconds: taken,
      };
    } catch (error) {
      if (signal.aborted) throw error;
      this.logger.warn(JSON.stringify(failureFacts(error)));
      throw ranOutOfMemory(error)
        ? new DomainError('conflict', 'build_out_of_memory', OUT_OF_MEMORY)
        : new DomainError('conflict', 'build_failed', NO_ROSTER);
    } finally {
      clearTimeout(patience);
      signal.removeEventListener('abort', stop);
    }
  }
}

/** A process whose heap is full is ended by V8 with SIGABRT; some shells and containers tell it as code 134. */
function ranOutOfMemory(error: unknown): boolean {
  return error instanceof Error && /SIGABRT|code 134|heap|memory/u.test(error.message);
}

/** Compiled beside this file; tests run from the sources and take what the build before them has compiled. */
function entryPath(): string {
  const beside = join(__dirname, '../../optimiser', ENTRY);
  return existsSync(beside) ? beside : resolve(__dirname, '../../../dist/src/optimiser', ENTRY);
}
