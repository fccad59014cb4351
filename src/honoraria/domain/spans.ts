import { intersection, type Interval } from '../../shared/interval';
import { MINUTE_MS } from '../../shared/tokyo-time';

/** The same time as separate stretches, earliest first, touching or overlapping ones joined. */
export function joined(spans: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = [];
  for (const span of spans.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = result.at(-1);
    if (last && span.from <= last.until) {
      result[result.length - 1] = { from: last.from, until: later(last.until, span.until) };
    } else {
      result.push(span);
    }
  }
  return result;
}

/** The parts of `spans` that lie inside `window`. */
export function within(spans: readonly Interval[], window: Interval): readonly Interval[] {
  return joined(spans).flatMap((span) => intersection(span, window) ?? []);
}

/** The parts of `spans` that no `hole` covers. */
export function without(spans: readonly Interval[], holes: readonly Interval[]): readonly Interval[] {
  return holes.reduce<readonly Interval[]>(
    (left, hole) =>
      left.flatMap((span) =>
        [
          { from: span.from, until: earlier(span.until, hole.from) },
          { from: later(span.from, hole.until), until: span.until },
        ].filter((part) => part.from < part.until),
      ),
    joined(spans),
  );
}

export function minutesIn(spans: readonly Interval[]): number {
  return spans.reduce((sum, span) => sum + (span.until.getTime() - span.from.getTime()) / MINUTE_MS, 0);
}

export function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

export function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
