import { type Pair, WORTH_KNOWING } from './assign-matches';
import { type Duty, type FreeCall, type FreeSheet, scoreMatch, wasOnDuty, WINDOW_MS } from './score-match';

/** What the sheets of one organisation can be brought together with. */
export interface FreeEnds {
  readonly calls: readonly FreeCall[];
  readonly duties: readonly Duty[];
}

/** No desk is held longer than this; a planning rule of rosters, and what keeps the search short. */
const LONGEST_DUTY_MS = 24 * 3_600_000;

/** Finds every pair worth knowing of for some sheets at a time. Each sheet meets only the calls within its window. */
export function pairFinder({ calls, duties }: FreeEnds): (sheets: readonly FreeSheet[]) => Pair[] {
  const ordered = withDuties(calls, duties).toSorted((a, b) => a.at - b.at);
  const times = ordered.map(({ at }) => at);
  const pairsOf = (sheet: FreeSheet): Pair[] => {
    const at = sheet.startedAt.getTime();
    const near = ordered.slice(firstFrom(times, at - WINDOW_MS), firstFrom(times, at + WINDOW_MS + 1));
    return near.flatMap(({ call, onDuty }): Pair[] => {
      const score = scoreMatch(call, sheet, onDuty);
      if (score === null || score < WORTH_KNOWING) return [];
      return [{ callId: call.id, sheetId: sheet.id, score }];
    });
  };
  return (sheets) => sheets.flatMap(pairsOf);
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
