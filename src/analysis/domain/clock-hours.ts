import type { Interval } from '../../shared/interval';
import { HOUR_MS, tokyoDay, tokyoHour } from '../../shared/tokyo-time';

export const CLOCK_HOURS: readonly number[] = Array.from({ length: 24 }, (_, hour) => hour);

export interface ClockHour {
  /** On how many dates this hour of the day lies at least partly inside. */
  readonly occurrences: number;
  readonly seconds: number;
}

/** How often, and for how long, each hour of the day (Asia/Tokyo) lies inside the interval (domain rule 3). */
export function clockHours(interval: Interval): readonly ClockHour[] {
  const hours = CLOCK_HOURS.map(() => ({ occurrences: 0, seconds: 0 }));
  for (const piece of splitAtHours(interval)) {
    const hour = hours[tokyoHour(piece.from)];
    if (!hour) continue;
    hour.occurrences += 1;
    hour.seconds += (piece.until.getTime() - piece.from.getTime()) / 1000;
  }
  return hours.map(({ occurrences, seconds }) => ({ occurrences, seconds: Math.floor(seconds) }));
}

/** Calendar dates the interval touches: first and last may be partial (domain rule 2). */
export function datesTouched(interval: Interval): number {
  const last = new Date(interval.until.getTime() - 1);
  return Math.round((Date.parse(tokyoDay(last)) - Date.parse(tokyoDay(interval.from))) / (24 * HOUR_MS)) + 1;
}

/** Hours of the Tokyo clock begin when hours of UTC do. */
function splitAtHours(interval: Interval): Interval[] {
  const pieces: Interval[] = [];
  for (let from = interval.from; from < interval.until;) {
    const nextHour = new Date((Math.floor(from.getTime() / HOUR_MS) + 1) * HOUR_MS);
    const until = nextHour < interval.until ? nextHour : interval.until;
    pieces.push({ from, until });
    from = until;
  }
  return pieces;
}
