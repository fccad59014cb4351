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
    const { seconds, seed, steps } = options;
    // A clock would make equal input give unequal rosters, so steps stand alone.
    const effort = steps === undefined ? { seconds } : { steps };
    const running = startBuild(
      { problem, options: { ...effort, seed, gap: GAP } },
      ({ best, bound, gap, shortages }) => report({ best, bound, gap, shortages }),
      { entry: entryPath() },
    );
    const stop = (): void => running.cancel();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      const { roster, score, bound, gap, status, seconds: taken } = await running.result;
      return {
        roster,
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
      throw new DomainError('conflict', 'build_failed', NO_ROSTER);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
}

/** Compiled beside this file; tests run from the sources and take what the build before them has compiled. */
function entryPath(): string {
  const beside = join(__dirname, '../../optimiser', ENTRY);
  return existsSync(beside) ? beside : resolve(__dirname, '../../../dist/src/optimiser', ENTRY);
}
