import { daysLater } from './staleness';
import type { ServicePhone } from './service-content';
import type { ServiceException, ServiceSchedule } from './service-hours';

/** Cells of the exchange file that hold more than one value: a line each, as people write them. */

const DAYS = '月火水木金土日';
const EVERY_DAY = '毎日';
const PHONE_WORDS = { voice: '電話', fax: 'FAX', sms: 'SMS', night: '夜間' } as const;
const CLOCKS = String.raw`(\d{1,2}:\d{2})\s*[-〜~]\s*(\d{1,2}:\d{2})`;
const SCHEDULE = new RegExp(`^([${DAYS}・]+|${EVERY_DAY})\\s*${CLOCKS}(\\s*祝日休み?)?$`);
const DAY = String.raw`((?:\d{4}-)?\d{2}-\d{2})`;
const EXCEPTION = new RegExp(`^${DAY}(?:\\s*〜\\s*${DAY})?\\s+(?:休み|${CLOCKS})$`);
const PHONE = /^(電話|FAX|SMS|夜間)\s+([#0-9-]+)(?:（(.*)）)?$/;

export function writeSchedules(schedules: readonly ServiceSchedule[]): string {
  return lines(
    schedules.map(({ weekdays, opensAt, closesAt, closedOnHolidays }) => {
      const days = weekdays.length === 7 ? EVERY_DAY : weekdays.map((day) => DAYS.charAt(day - 1)).join('');
      return `${days} ${opensAt}-${closesAt}${closedOnHolidays ? ' 祝日休み' : ''}`;
    }),
  );
}

/** Null: not written as a timetable is. */
export function readSchedules(cell: string): ServiceSchedule[] | null {
  return readLines(cell, SCHEDULE, ([, days = '', opens = '', closes = '', holidays]) => ({
    weekdays:
      days === EVERY_DAY
        ? [1, 2, 3, 4, 5, 6, 7]
        : Array.from(days.replaceAll('・', ''), (day) => DAYS.indexOf(day) + 1).sort((a, b) => a - b),
    opensAt: opens.padStart(5, '0'),
    closesAt: closes.padStart(5, '0'),
    closedOnHolidays: holidays !== undefined,
  }));
}

/** The file names the last day that is meant, as people do. */
export function writeExceptions(exceptions: readonly ServiceException[]): string {
  return lines(
    exceptions.map(({ from, until, opensAt, closesAt }) => {
      const hours = opensAt === null || closesAt === null ? '休み' : `${opensAt}-${closesAt}`;
      return `${daysMeant(from, until)} ${hours}`;
    }),
  );
}

export function readExceptions(cell: string): ServiceException[] | null {
  return readLines(cell, EXCEPTION, ([, from = '', last = from, opens, closes]) => ({
    from,
    until: shifted(last, 1),
    opensAt: opens?.padStart(5, '0') ?? null,
    closesAt: closes?.padStart(5, '0') ?? null,
  }));
}

/** `12-29〜01-03`, or the one day. */
export function daysMeant(from: string, until: string): string {
  const last = shifted(until, -1);
  return last === from ? from : `${from}〜${last}`;
}

export function writePhones(phones: readonly ServicePhone[]): string {
  return lines(
    phones.map(
      ({ kind, number, note }) => `${PHONE_WORDS[kind]} ${number}${note === null ? '' : `（${note}）`}`,
    ),
  );
}

export function readPhones(cell: string): ServicePhone[] | null {
  const kinds = new Map(Object.entries(PHONE_WORDS).map(([kind, word]) => [word as string, kind]));
  return readLines(cell, PHONE, ([, word = '', number = '', note]) => ({
    kind: kinds.get(word) as ServicePhone['kind'],
    number,
    note: note ?? null,
  }));
}

export function writeList(codes: readonly string[]): string {
  return codes.join('、');
}

export function readList(cell: string): string[] {
  return cell
    .split(/[、,，;；\s]+/)
    .map((code) => code.trim())
    .filter((code) => code !== '');
}

function lines(written: readonly string[]): string {
  return written.join('\n');
}

function readLines<T>(
  cell: string,
  pattern: RegExp,
  read: (found: readonly (string | undefined)[]) => T,
): T[] | null {
  const found = cell
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => pattern.exec(line));
  return found.every((match) => match !== null) ? found.map(read) : null;
}

/** A day of every year is counted in a leap year, so that 29 February is one. */
function shifted(day: string, days: number): string {
  return day.length === 10 ? daysLater(day, days) : daysLater(`2000-${day}`, days).slice(5);
}
