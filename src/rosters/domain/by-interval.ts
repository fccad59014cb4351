import type { Interval } from '../../shared/interval';

/** A stretch of time in which the same members are there. */
export interface Segment<Member> extends Interval {
  readonly members: readonly Member[];
}

/** Cuts time wherever somebody comes or goes; stretches with nobody are left out (domain rule 46: by interval). */
export function cutByInterval<Member extends Interval>(spans: readonly Member[]): Segment<Member>[] {
  const edges = [...new Set(spans.flatMap(({ from, until }) => [from.getTime(), until.getTime()]))].toSorted(
    (a, b) => a - b,
  );
  return edges.slice(0, -1).flatMap((start, index) => {
    const end = edges[index + 1] ?? start;
    const members = spans.filter(({ from, until }) => from.getTime() <= start && end <= until.getTime());
    return members.length === 0 ? [] : [{ from: new Date(start), until: new Date(end), members }];
  });
}

export interface Shortfall extends Interval {
  readonly missing: number;
}

/** Joins stretches that follow each other and miss the same number. */
export function joinShortfalls(found: readonly Shortfall[]): Shortfall[] {
  const joined: Shortfall[] = [];
  for (const next of found) {
    const last = joined.at(-1);
    if (last && last.missing === next.missing && last.until.getTime() === next.from.getTime()) {
      joined[joined.length - 1] = { ...last, until: next.until };
    } else joined.push(next);
  }
  return joined;
}
