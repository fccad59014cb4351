import type { FieldFault } from '../../shared/domain-error';
import { type Interval, seconds } from '../../shared/interval';

/** The line has run for a day to three weeks, a fiscal year is the longest span compared with it; more is a slip of the pen. */
const LONGEST_DAYS = 400;

export function checkPeriodSpan(span: Interval): FieldFault[] {
  if (span.from >= span.until) return [fault('span', '終了は開始より後にしてください。')];
  return seconds(span) > LONGEST_DAYS * 24 * 3600
    ? [fault('too_long', `実施期は${LONGEST_DAYS}日以内にしてください。`)]
    : [];
}

function fault(code: string, message: string): FieldFault {
  return { pointer: '/endsAt', code, message };
}
