import { type Interval, intersection } from '../../shared/interval';
import { HOUR_MS, nextTokyoDay, startOfTokyoDay, type TokyoDay, tokyoDay } from '../../shared/tokyo-time';

/** Late night is 22:00 to 05:00 (労働基準法第37条第4項). */
const NIGHT_BEGINS_MS = 22 * HOUR_MS;
const NIGHT_ENDS_MS = 29 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

/** The nights a stretch of time touches, each by the day on which it begins. */
export function nightsOf(span: Interval): TokyoDay[] {
  return lateHours(span).map(({ night }) => night);
}

/** A duty that touches the late night: what people mean when they name how many they take, and what every rule counts. */
export function isNight(span: Interval): boolean {
  return lateHours(span).length > 0;
}

/** The part of a stretch of time, 0 to 1, that lies in the late night. */
export function nightShare(span: Interval): number {
  const late = lateHours(span).reduce((sum, { from, until }) => sum + until.getTime() - from.getTime(), 0);
  return late === 0 ? 0 : late / (span.until.getTime() - span.from.getTime());
}

function lateHours(span: Interval): (Interval & { readonly night: TokyoDay })[] {
  const found: (Interval & { readonly night: TokyoDay })[] = [];
  const lastDay = tokyoDay(span.until);
  const firstDay = tokyoDay(new Date(span.from.getTime() - DAY_MS));
  for (let night = firstDay; night <= lastDay; night = nextTokyoDay(night)) {
    const midnight = startOfTokyoDay(night).getTime();
    const late = { from: new Date(midnight + NIGHT_BEGINS_MS), until: new Date(midnight + NIGHT_ENDS_MS) };
    const shared = intersection(span, late);
    if (shared) found.push({ ...shared, night });
  }
  return found;
}
