import type { FieldFault } from '../../shared/domain-error';
import { type Interval, overlaps, seconds } from '../../shared/interval';
import { HOUR_MS } from '../../shared/tokyo-time';
import { isNight } from './nights';
import type { WishLimits, WishSpan } from './wish';

/** Duties cross the limits of a period, but none by more than a day. */
const MARGIN_MS = 24 * HOUR_MS;

/** Everything that is wrong with the stretches as they were entered; pointers count as the request does. */
export function checkSpans(spans: readonly WishSpan[], period: Interval): FieldFault[] {
  return [
    ...spans.flatMap((span, index) => checkSpan(span, index, period)),
    ...overlapping(spans).map((index) =>
      fault(`/spans/${index}/from`, 'overlap', '他の時間帯と重なっています。'),
    ),
  ];
}

/** What the limits say against the wishes, over the whole sheet. */
export function checkLimits(spans: readonly WishSpan[], limits: WishLimits): FieldFault[] {
  const wanted = spans.filter(({ wish }) => wish === 'want');
  const offered = spans.filter(({ wish }) => wish !== 'cannot');
  const offeredMinutes = offered.reduce((sum, span) => sum + seconds(span), 0) / 60;
  const { targetMinutes, maxMinutes, maxNights, maxDays } = limits;
  const faults: FieldFault[] = [];
  if (targetMinutes !== null && maxMinutes !== null && targetMinutes > maxMinutes) {
    faults.push(fault('/targetMinutes', 'above_limit', '希望の時間が上限の時間を超えています。'));
  }
  if (targetMinutes !== null && targetMinutes > offeredMinutes) {
    faults.push(fault('/targetMinutes', 'above_offer', '希望の時間が、入れる時間帯の合計を超えています。'));
  }
  if (maxNights === 0 && wanted.some(isNight)) {
    faults.push(
      fault('/maxNights', 'contradicts_wish', '夜勤0回とありますが、夜間（22時〜5時）を希望しています。'),
    );
  }
  if (maxMinutes === 0 && wanted.length > 0) faults.push(noRoom('/maxMinutes'));
  if (maxDays === 0 && wanted.length > 0) faults.push(noRoom('/maxDays'));
  return faults;
}

function checkSpan(span: WishSpan, index: number, period: Interval): FieldFault[] {
  if (span.from >= span.until) {
    return [fault(`/spans/${index}/until`, 'span', '終了は開始より後にしてください。')];
  }
  const reach = {
    from: new Date(period.from.getTime() - MARGIN_MS),
    until: new Date(period.until.getTime() + MARGIN_MS),
  };
  if (overlaps(span, period) && span.from >= reach.from && span.until <= reach.until) return [];
  return [fault(`/spans/${index}/from`, 'outside_period', '時間帯が実施期の外にあります。')];
}

/** Of two that overlap, the one entered later. */
function overlapping(spans: readonly WishSpan[]): number[] {
  const ordered = spans
    .map((span, index) => ({ span, index }))
    .toSorted((a, b) => a.span.from.getTime() - b.span.from.getTime());
  const found = new Set<number>();
  let furthest = ordered[0];
  for (const each of ordered.slice(1)) {
    if (!furthest) break;
    if (overlaps(furthest.span, each.span)) found.add(Math.max(furthest.index, each.index));
    if (each.span.until > furthest.span.until) furthest = each;
  }
  return [...found].toSorted((a, b) => a - b);
}

function noRoom(pointer: string): FieldFault {
  return fault(pointer, 'contradicts_wish', '上限が0ですが、希望する時間帯があります。');
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
