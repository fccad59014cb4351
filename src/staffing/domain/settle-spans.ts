import type { Interval } from '../../shared/interval';
import { byStart, type WishSpan } from './wish';

/** In order of time, with what continues in the same words joined: one form for what is meant alike. */
export function settleSpans(spans: readonly WishSpan[]): WishSpan[] {
  const settled: WishSpan[] = [];
  for (const span of spans.toSorted(byStart)) {
    const last = settled.at(-1);
    const continues = last?.wish === span.wish && last.until.getTime() === span.from.getTime();
    if (continues) settled[settled.length - 1] = { ...last, until: span.until };
    else settled.push(span);
  }
  return settled;
}

/** What is left of the spans outside the holes. */
export function cutOut(spans: readonly WishSpan[], holes: readonly Interval[]): WishSpan[] {
  return holes.reduce<WishSpan[]>((left, hole) => left.flatMap((span) => around(span, hole)), [...spans]);
}

function around(span: WishSpan, hole: Interval): WishSpan[] {
  if (hole.until <= span.from || span.until <= hole.from) return [span];
  return [
    ...(span.from < hole.from ? [{ ...span, until: hole.from }] : []),
    ...(hole.until < span.until ? [{ ...span, from: hole.until }] : []),
  ];
}
