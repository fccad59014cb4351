import { formatTokyo } from '../../shared/tokyo-time';
import type { AttendedDuty } from '../attendance.reader';
import { comparePunctuality } from '../domain/attendance';
import type { AttendanceView } from './attendance.dto';

export function presentAttendance({ planned, attendance, ...duty }: AttendedDuty): AttendanceView {
  return {
    ...duty,
    startsAt: formatTokyo(planned.from),
    endsAt: formatTokyo(planned.until),
    ...attendance,
    cameAt: attendance.cameAt && formatTokyo(attendance.cameAt),
    leftAt: attendance.leftAt && formatTokyo(attendance.leftAt),
    ...comparePunctuality(planned, attendance),
  };
}
