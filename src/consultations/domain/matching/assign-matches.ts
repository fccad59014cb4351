/** A call and a sheet that may belong together. */
export interface Pair {
  readonly callId: string;
  readonly sheetId: string;
  readonly score: number;
}

export interface Assignment {
  readonly matches: readonly Pair[];
  /** Sheets with a call good enough, that is not clearly better than another. */
  readonly ambiguous: readonly string[];
}

/** Worse pairs are for people to judge. */
export const THRESHOLD = 60;
/** A pair this near to the next best of its call or its sheet is a guess. */
export const MARGIN = 10;
/** Pairs worth knowing of: also those that only cast doubt on a better one. */
export const WORTH_KNOWING = THRESHOLD - MARGIN;

/**
 * One call to one sheet, best first, as long as nothing that is still free comes within the margin. One walk is enough: what
 * takes a rival out of the way beats it by the margin, so it beats the pair in doubt, too, and came before it. The order of
 * the input does not matter.
 */
export function assignMatches(pairs: readonly Pair[]): Assignment {
  const known = pairs.filter(({ score }) => score >= WORTH_KNOWING).toSorted(bestFirst);
  const bySheet = groupBy(known, ({ sheetId }) => sheetId);
  const byCall = groupBy(known, ({ callId }) => callId);
  const taken = new Set<string>();
  const isFree = ({ callId, sheetId }: Pair) =>
    !taken.has(`call ${callId}`) && !taken.has(`sheet ${sheetId}`);
  const isClear = (pair: Pair) =>
    [...(bySheet.get(pair.sheetId) ?? []), ...(byCall.get(pair.callId) ?? [])].every(
      (rival) => rival === pair || rival.score <= pair.score - MARGIN || !isFree(rival),
    );
  const good = known.filter(({ score }) => score >= THRESHOLD);
  const matches: Pair[] = [];
  for (const pair of good) {
    if (!isFree(pair) || !isClear(pair)) continue;
    taken.add(`call ${pair.callId}`).add(`sheet ${pair.sheetId}`);
    matches.push(pair);
  }
  return { matches, ambiguous: [...new Set(good.filter(isFree).map(({ sheetId }) => sheetId))] };
}

function groupBy(pairs: readonly Pair[], keyOf: (pair: Pair) => string): Map<string, Pair[]> {
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const group = groups.get(keyOf(pair));
    if (group) group.push(pair);
    else groups.set(keyOf(pair), [pair]);
  }
  return groups;
}

function bestFirst(a: Pair, b: Pair): number {
  return b.score - a.score || compare(a.sheetId, b.sheetId) || compare(a.callId, b.callId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
