/** A half-open stretch of time: `from` is inside, `until` is outside. */
export interface Interval {
  readonly from: Date;
  readonly until: Date;
}

export function contains(interval: Interval, at: Date): boolean {
  return interval.from <= at && at < interval.until;
}

export function overlaps(a: Interval, b: Interval): boolean {
  return a.from < b.until && b.from < a.until;
}

/** The shared part of two intervals, or null when they do not overlap. */
export function intersection(a: Interval, b: Interval): Interval | null {
  if (!overlaps(a, b)) return null;
  return { from: a.from > b.from ? a.from : b.from, until: a.until < b.until ? a.until : b.until };
}

/** Whole seconds between the ends. */
export function seconds(interval: Interval): number {
  return Math.floor((interval.until.getTime() - interval.from.getTime()) / 1000);
}
