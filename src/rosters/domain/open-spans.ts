import { type Interval, intersection } from '../../shared/interval';
import { MINUTE_MS, nextTokyoDay, startOfTokyoDay, tokyoDay } from '../../shared/tokyo-time';
import type { OpeningWindow } from '../../periods/domain/opening-hours';

/** The parts of `within` in which these windows are open; parts of two windows may overlap. */
export function openSpans(windows: readonly OpeningWindow[], within: Interval): Interval[] {
  return windows.flatMap((window) => {
    const stretch = intersection(window.open, within);
    if (!stretch) return [];
    return window.daily === null ? [stretch] : hoursOfDays(window.daily, stretch);
  });
}

function hoursOfDays(daily: NonNullable<OpeningWindow['daily']>, stretch: Interval): Interval[] {
  const found: Interval[] = [];
  // The day before may run over midnight into the stretch.
  const dayBefore = tokyoDay(new Date(startOfTokyoDay(tokyoDay(stretch.from)).getTime() - MINUTE_MS));
  for (let day = dayBefore; startOfTokyoDay(day) < stretch.until; day = nextTokyoDay(day)) {
    const midnight = startOfTokyoDay(day).getTime();
    const overnight = daily.untilMinute <= daily.fromMinute ? 24 * 60 : 0;
    const hours = {
      from: new Date(midnight + daily.fromMinute * MINUTE_MS),
      until: new Date(midnight + (daily.untilMinute + overnight) * MINUTE_MS),
    };
    const shared = intersection(hours, stretch);
    if (shared) found.push(shared);
  }
  return found;
}
