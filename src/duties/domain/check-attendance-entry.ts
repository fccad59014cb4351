import type { FieldFault } from '../../shared/domain-error';
import type { Interval } from '../../shared/interval';
import { HOUR_MS } from '../../shared/tokyo-time';

/** Nobody comes or leaves further from the duty than this; another day was meant. */
const MARGIN_MS = 12 * HOUR_MS;

/** Everything that is wrong with times that are entered afterwards. */
export function checkAttendanceEntry(entry: Interval, planned: Interval, now: Date): FieldFault[] {
  const faults: FieldFault[] = [];
  if (entry.from >= entry.until) faults.push(fault('/leftAt', 'span', '退勤は出勤より後にしてください。'));
  if (entry.until > now) faults.push(fault('/leftAt', 'future', 'まだ来ていない時刻は入力できません。'));
  if (entry.from.getTime() < planned.from.getTime() - MARGIN_MS || entry.from >= planned.until) {
    faults.push(fault('/cameAt', 'far_from_duty', '出勤が勤務の時間から離れすぎています。'));
  }
  if (entry.until.getTime() > planned.until.getTime() + MARGIN_MS || entry.until <= planned.from) {
    faults.push(fault('/leftAt', 'far_from_duty', '退勤が勤務の時間から離れすぎています。'));
  }
  return faults;
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
