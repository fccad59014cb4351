import type { FieldFault } from '../../shared/domain-error';
import { type Interval, overlaps } from '../../shared/interval';

export interface WindowPlan {
  readonly open: Interval;
  readonly daily: { readonly from: string; readonly until: string } | null;
}

/**
 * Everything that is wrong with opening hours. They may begin before the period or end after it, as the metaverse of one real
 * run did, but hours that never touch the period would close the channel without a word (domain rule 12).
 */
export function checkOpeningWindow(plan: WindowPlan, period: Interval): FieldFault[] {
  return [...checkSpan(plan.open, period), ...checkDaily(plan.daily)];
}

function checkSpan(open: Interval, period: Interval): FieldFault[] {
  if (open.from >= open.until) {
    return [fault('/closesAt', 'span', '受付終了は受付開始より後にしてください。')];
  }
  if (overlaps(open, period)) return [];
  const pointer = open.from >= period.until ? '/opensAt' : '/closesAt';
  return [fault(pointer, 'outside_period', '受付時間が実施期と重なりません。')];
}

/** 24:00 is the end of a day and the beginning of none. */
function checkDaily(daily: WindowPlan['daily']): FieldFault[] {
  if (daily === null) return [];
  if (daily.from === '24:00') {
    return [fault('/daily/from', 'clock_time', '開始時刻は00:00〜23:59で入力してください。')];
  }
  return daily.from === daily.until
    ? [fault('/daily', 'span', '毎日の受付時間の開始と終了が同じです。')]
    : [];
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
