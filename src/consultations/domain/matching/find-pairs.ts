import { type Pair, WORTH_KNOWING } from './assign-matches';
import { type Duty, type FreeCall, type FreeSheet, scoreMatch, wasOnDuty, WINDOW_MS } from './score-match';

/** What one organisation has to bring together. */
export interface FreeEnds {
  readonly calls: readonly FreeCall[];
  readonly sheets: readonly FreeSheet[];
  readonly duties: readonly Duty[];
}

/** No desk is held longer than this; a planning rule of rosters, and what keeps the search short. */
const LONGEST_DUTY_MS = 24 * 3_600_000;

/** Every pair worth knowing of. Each sheet meets only the calls within its window. */
export function findPairs({ calls, sheets, duties }: FreeEnds): Pair[] {
  const ordered = withDuties(calls, duties).toSorted((a, b) => a.at - b.at);
  const times = ordered.map(({ at }) => at);
  return sheets.flatMap((sheet) => {
    const at = sheet.startedAt.getTime();
    const near = ordered.slice(firstFrom(times, at - WINDOW_MS), firstFrom(times, at + WINDOW_MS + 1));
    return near.flatMap(({ call, onDuty }): Pair[] => {
      const score = scoreMatch(call, sheet, onDuty);
      if (score === null || score < WORTH_KNOWING) return [];
      return [{ callId: call.id, sheetId: sheet.id, score }];
    });
  });
}

interface CallAtDesks {
  readonly call: FreeCall;
  readonly at: number;
  readonly onDuty: readonly Duty[];
}

function withDuties(calls: readonly FreeCall[], duties: readonly Duty[]): CallAtDesks[] {
  const byStart = duties.toSorted((a, b) => a.from.getTime() - b.from.getTime());
  const starts = byStart.map(({ from }) => from.getTime());
  return calls.map((call) => {
    const at = call.answeredAt.getTime();
    const begun = byStart.slice(firstFrom(starts, at - LONGEST_DUTY_MS), firstFrom(starts, at + 1));
    return { call, at, onDuty: begun.filter((duty) => wasOnDuty(duty, call)) };
  });
}

/** Index of the first of the ordered numbers that is not less. */
function firstFrom(ordered: readonly number[], least: number): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ordered[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
