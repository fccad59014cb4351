import { totalMinutes, type BandRun } from './pay-bands';

/**
 * Shortens from the end of the shift, or lengthens its last band: minutes that were not worked are paid
 * as the last minute that was. A shift without any minute stays without.
 */
export function resizeRuns(runs: readonly BandRun[], minutes: number): readonly BandRun[] {
  const last = runs.at(-1);
  const extra = minutes - totalMinutes(runs);
  if (!last || extra === 0) return runs;
  if (extra > 0) return [...runs.slice(0, -1), { ...last, minutes: last.minutes + extra }];
  let left = minutes;
  return runs.flatMap((run) => {
    const kept = Math.min(run.minutes, left);
    left -= kept;
    return kept > 0 ? [{ ...run, minutes: kept }] : [];
  });
}
