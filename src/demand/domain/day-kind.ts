import { startOfTokyoDay, type TokyoDay, tokyoDay } from '../../shared/tokyo-time';

/** Days that bring unlike numbers of calls over the turn of the year. A holiday of its own at another time of year is a weekday. */
export const DAY_KINDS = ['eve', 'new_year', 'second', 'third', 'weekend', 'weekday'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

const BY_DATE: Readonly<Record<string, DayKind>> = {
  '12-31': 'eve',
  '01-01': 'new_year',
  '01-02': 'second',
  '01-03': 'third',
};

/** Of the calendar day in Asia/Tokyo: one in the morning of 1 January is New Year, not the eve. */
export function dayKind(at: Date): DayKind {
  const day: TokyoDay = tokyoDay(at);
  const dated = BY_DATE[day.slice(5)];
  if (dated) return dated;
  // Noon in Tokyo lies on the same day in UTC.
  const noon = new Date(startOfTokyoDay(day).getTime() + 12 * 3_600_000);
  return [0, 6].includes(noon.getUTCDay()) ? 'weekend' : 'weekday';
}
