import type { FieldFault } from '../../shared/domain-error';
import { type Interval, intersection, overlaps } from '../../shared/interval';
import { MINUTE_MS, nextTokyoDay, startOfTokyoDay, tokyoDay } from '../../shared/tokyo-time';
import { cutOut } from './settle-spans';
import { byStart, type Wish, type WishSpan } from './wish';

const DAY_MINUTES = 24 * 60;

/** "On these weekdays from … to …": saves entering every day. An end at or before the start lies on the next day. */
export interface WeekdayWish {
  /** 1 is Monday, 7 is Sunday (ISO 8601). */
  readonly weekdays: readonly number[];
  readonly fromMinute: number;
  readonly untilMinute: number;
  readonly wish: Wish;
}

type Spread = WishSpan & { readonly rule: number };

/** The days of the period as such rules fill them, without what was said about single stretches. */
export function spreadWeekdays(
  rules: readonly WeekdayWish[],
  single: readonly Interval[],
  period: Interval,
): WishSpan[] {
  const spread = rules.flatMap((rule, index) => spreadRule(rule, index, period));
  return cutOut(
    spread.map(({ from, until, wish }) => ({ from, until, wish })),
    single,
  );
}

/** Two rules must not speak of the same hour. */
export function checkWeekdays(rules: readonly WeekdayWish[], period: Interval): FieldFault[] {
  const spread = rules.flatMap((rule, index) => spreadRule(rule, index, period)).toSorted(byStart);
  const clashing = new Set<number>();
  for (const [index, span] of spread.entries()) {
    const next = spread[index + 1];
    if (next && overlaps(span, next)) clashing.add(Math.max(span.rule, next.rule));
  }
  return [...clashing]
    .toSorted((a, b) => a - b)
    .map((rule) => ({
      pointer: `/weekdays/${rule}`,
      code: 'overlap',
      message: '曜日ごとの希望の時間帯が、別の曜日の希望と重なっています。',
    }));
}

function spreadRule(rule: WeekdayWish, index: number, period: Interval): Spread[] {
  const spans: Spread[] = [];
  const crosses = rule.untilMinute <= rule.fromMinute;
  const untilMinute = rule.untilMinute + (crosses ? DAY_MINUTES : 0);
  const firstDay = tokyoDay(new Date(period.from.getTime() - DAY_MINUTES * MINUTE_MS));
  for (let day = firstDay; startOfTokyoDay(day) < period.until; day = nextTokyoDay(day)) {
    if (!rule.weekdays.includes(isoWeekday(day))) continue;
    const midnight = startOfTokyoDay(day).getTime();
    const whole = {
      from: new Date(midnight + rule.fromMinute * MINUTE_MS),
      until: new Date(midnight + untilMinute * MINUTE_MS),
    };
    const inside = intersection(whole, period);
    if (inside) spans.push({ ...inside, wish: rule.wish, rule: index });
  }
  return spans;
}

function isoWeekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
