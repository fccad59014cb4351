import type { Interval } from '../../../shared/interval';
import {
  HOUR_MS,
  MINUTE_MS,
  nextTokyoDay,
  startOfTokyoDay,
  type TokyoDay,
  tokyoDay,
} from '../../../shared/tokyo-time';
import type { Span } from '../../../optimiser/problem';
import { weekOf } from '../work-time';

/** A week before and after, so that weekly hours and runs of days see what was worked around the period. */
const MARGIN_MS = 7 * 24 * HOUR_MS;

/** Turns instants into the engine's minutes and days. */
export class BuildCalendar {
  readonly days: readonly TokyoDay[];
  private readonly origin: number;
  private readonly indexOf: ReadonlyMap<TokyoDay, number>;

  constructor(period: Interval) {
    const first = tokyoDay(new Date(period.from.getTime() - MARGIN_MS));
    const last = tokyoDay(new Date(period.until.getTime() + MARGIN_MS));
    const days: TokyoDay[] = [];
    for (let day = first; day <= last; day = nextTokyoDay(day)) days.push(day);
    this.days = days;
    this.origin = startOfTokyoDay(first).getTime();
    this.indexOf = new Map(days.map((day, index) => [day, index]));
  }

  get dayStarts(): number[] {
    return Array.from({ length: this.days.length + 1 }, (_, index) => index * 24 * 60);
  }

  span({ from, until }: Interval): Span {
    return { from: this.minute(from), until: this.minute(until) };
  }

  /** The day on which it begins, or null when that lies outside what is looked at. */
  day(at: Date): number | null {
    return this.indexOf.get(tokyoDay(at)) ?? null;
  }

  /** Weeks from Monday, as half-open ranges of days. */
  weeks(): [number, number][] {
    const weeks: [number, number][] = [];
    this.days.forEach((day, index) => {
      const last = weeks.at(-1);
      if (last && weekOf(day) === weekOf(this.days[last[0]] ?? day)) last[1] = index + 1;
      else weeks.push([index, index + 1]);
    });
    return weeks;
  }

  private minute(at: Date): number {
    return Math.round((at.getTime() - this.origin) / MINUTE_MS);
  }
}
