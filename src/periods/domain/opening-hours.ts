import { contains, type Interval } from '../../shared/interval';
import { tokyoMinuteOfDay } from '../../shared/tokyo-time';

/** When a channel, or one field on it, is answered. `daily` narrows the stretch to hours of the day in Asia/Tokyo. */
export interface OpeningWindow {
  readonly channel: string;
  /** Null: every field of the channel that has no window of its own. */
  readonly fieldCode: string | null;
  readonly open: Interval;
  /** Minutes since midnight, half-open; `from` after `until` runs over midnight. */
  readonly daily: { readonly fromMinute: number; readonly untilMinute: number } | null;
}

export interface Place {
  readonly channel: string;
  readonly fieldCode: string | null;
}

/**
 * Is this field answered on this channel at this instant? Windows of the field decide alone where it has any, else those of
 * the channel, else the period itself (domain rules 11 and 12).
 */
export function isOpen(windows: readonly OpeningWindow[], period: Interval, place: Place, at: Date): boolean {
  const onChannel = windows.filter((window) => window.channel === place.channel);
  const ofField = onChannel.filter(
    (window) => window.fieldCode !== null && window.fieldCode === place.fieldCode,
  );
  const deciding = ofField.length > 0 ? ofField : onChannel.filter((window) => window.fieldCode === null);
  if (deciding.length === 0) return contains(period, at);
  return deciding.some(
    (window) => contains(window.open, at) && withinDay(window.daily, tokyoMinuteOfDay(at)),
  );
}

function withinDay(daily: OpeningWindow['daily'], minute: number): boolean {
  if (daily === null) return true;
  const { fromMinute, untilMinute } = daily;
  return fromMinute < untilMinute
    ? fromMinute <= minute && minute < untilMinute
    : fromMinute <= minute || minute < untilMinute;
}

/** `10:00` or `10:00:00` → 600; `24:00` → 1440. */
export function minuteOfClock(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}
