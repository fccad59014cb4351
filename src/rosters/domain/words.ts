import type { Interval } from '../../shared/interval';
import { type TokyoDay, tokyoDay, tokyoMinuteOfDay } from '../../shared/tokyo-time';

/** 「6時間30分」 */
export function lengthWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest}分`;
  return rest === 0 ? `${hours}時間` : `${hours}時間${rest}分`;
}

/** 「12月31日」 */
export function dayWords(day: TokyoDay): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** 「12月31日 22:00〜翌6:00」 */
export function spanWords(span: Interval): string {
  const [first, last] = [tokyoDay(span.from), tokyoDay(span.until)];
  const end = first === last ? '' : isNext(first, last) ? '翌' : `${dayWords(last)} `;
  return `${dayWords(first)} ${clock(span.from)}〜${end}${clock(span.until)}`;
}

function clock(at: Date): string {
  const minute = tokyoMinuteOfDay(at);
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
}

function isNext(first: TokyoDay, last: TokyoDay): boolean {
  return Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`) === 86_400_000;
}
