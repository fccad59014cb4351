import { formatTokyo } from '../../../src/shared/tokyo-time';

export interface Span {
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Instant of row `at` of `total`, in whole seconds, evenly over the span and always inside it. */
export function instantOfRow(span: Span, at: number, total: number): number {
  const start = Date.parse(span.startsAt);
  const seconds = (Date.parse(span.endsAt) - start) / 1000;
  return start + Math.floor((at * seconds) / total) * 1000;
}

/** As carriers print it: `2011-04-01 00:00:00`, wall clock of Tokyo. */
export function wallClock(instant: number): string {
  return formatTokyo(new Date(instant)).slice(0, 19).replace('T', ' ');
}
