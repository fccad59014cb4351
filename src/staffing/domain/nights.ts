import type { Interval } from '../../shared/interval';
import { HOUR_MS, nextTokyoDay, startOfTokyoDay, type TokyoDay, tokyoDay } from '../../shared/tokyo-time';

/** Late night is 22:00 to 05:00 (労働基準法第37条第4項). */
const NIGHT_BEGINS_MS = 22 * HOUR_MS;
const NIGHT_ENDS_MS = 29 * HOUR_MS;

/** The nights a stretch of time touches, each by the day on which it begins. */
export function nightsOf({ from, until }: Interval): TokyoDay[] {
  const nights: TokyoDay[] = [];
  const lastDay = tokyoDay(until);
  for (let day = tokyoDay(new Date(from.getTime() - 24 * HOUR_MS)); day <= lastDay; day = nextTokyoDay(day)) {
    const midnight = startOfTokyoDay(day).getTime();
    const touches = from.getTime() < midnight + NIGHT_ENDS_MS && until.getTime() > midnight + NIGHT_BEGINS_MS;
    if (touches) nights.push(day);
  }
  return nights;
}
