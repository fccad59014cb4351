import type { DirectoryService } from '../domain/service-content';
import { daysMeant } from '../domain/exchange-cells';
import { minutes, type ServiceException, type ServiceSchedule } from '../domain/service-hours';
import { daysLater } from '../domain/staleness';
import { partId } from './hsds-ids';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const JAPANESE_DAYS = '月火水木金土日';
const DAY_MINUTES = 1440;

/** RFC 5545 has no closing on holidays and no yearly exception that HSDS could carry: those are told in words. */
export function hsdsSchedules(service: DirectoryService): object[] {
  const closings = service.exceptions.map(describeException);
  return service.schedules.map((line, at) => ({
    id: partId(service.id, 'schedule', String(at)),
    service_id: service.id,
    valid_from: service.validFrom,
    ...(service.validUntil === null ? {} : { valid_to: daysLater(service.validUntil, -1) }),
    dtstart: service.validFrom,
    timezone: 9,
    freq: 'WEEKLY',
    interval: 1,
    wkst: 'MO',
    byday: line.weekdays.map((day) => DAYS[day - 1] ?? '').join(','),
    opens_at: `${line.opensAt}+09:00`,
    closes_at: `${withinDay(line.closesAt)}+09:00`,
    description: describeLine(line),
    ...(closings.length === 0 ? {} : { notes: closings.join('、') }),
  }));
}

function describeLine({ weekdays, opensAt, closesAt, closedOnHolidays }: ServiceSchedule): string {
  const days = weekdays.map((day) => JAPANESE_DAYS.charAt(day - 1)).join('・');
  const next = minutes(closesAt) > DAY_MINUTES ? '翌' : '';
  const end = closesAt === '24:00' ? '24:00' : `${next}${withinDay(closesAt)}`;
  return `${days}曜 ${opensAt}〜${end}${closedOnHolidays ? '（祝日休み）' : ''}`;
}

function describeException({ from, until, opensAt, closesAt }: ServiceException): string {
  const span = daysMeant(from, until);
  const years = from.length === 10 ? '' : '毎年';
  return opensAt === null ? `${years}${span} 休み` : `${years}${span} ${opensAt}〜${closesAt ?? ''}`;
}

/** `29:00` → `05:00`, `24:00` → `00:00`. */
function withinDay(clock: string): string {
  const left = minutes(clock) % DAY_MINUTES;
  return `${String(Math.floor(left / 60)).padStart(2, '0')}:${String(left % 60).padStart(2, '0')}`;
}
