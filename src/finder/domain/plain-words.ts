import type { Match } from '../../directory/domain/match-services';
import type { DirectoryService } from '../../directory/domain/service-content';
import {
  isRoundTheClock,
  type ServiceException,
  type ServiceHours,
  type ServiceSchedule,
} from '../../directory/domain/service-hours';
import { daysMeant } from '../../directory/domain/exchange-cells';

/** やさしい日本語: short sentences, plain words, nothing that has to be known before. */

const DAYS = '月火水木金土日';

export interface CallNumber {
  readonly number: string;
  readonly note: string | null;
}

/** Numbers to call, those that are answered by a voice. */
export function numbersToCall({ phones }: DirectoryService): CallNumber[] {
  return phones.filter(({ kind }) => kind !== 'fax').map(({ number, note }) => ({ number, note }));
}

/** In groups with a pause between, as they are read out. */
export function spokenNumber(number: string): string {
  return number.replaceAll('-', '、');
}

export function hoursInWords(hours: ServiceHours): string[] {
  if (isRoundTheClock(hours)) return ['毎日、24時間、電話できます。'];
  return [...hours.schedules.map(scheduleInWords), ...hours.exceptions.map(exceptionInWords)];
}

/** What has to be said besides name, number and hours. */
export function cautionsInWords({ ageFit, staleness }: Match): string[] {
  return [
    ...(ageFit === 'partly' ? ['年齢によっては、使えないことがあります。電話で聞いてください。'] : []),
    ...(staleness === 'stale' || staleness === 'never' ? ['番号や時間が変わっているかもしれません。'] : []),
  ];
}

function scheduleInWords({ weekdays, opensAt, closesAt, closedOnHolidays }: ServiceSchedule): string {
  const days =
    weekdays.length === DAYS.length
      ? '毎日'
      : `${weekdays.map((day) => DAYS.charAt(day - 1)).join('・')}曜日`;
  return `${days}、${spanInWords(opensAt, closesAt)}。${closedOnHolidays ? '祝日は休みです。' : ''}`;
}

function exceptionInWords({ from, until, opensAt, closesAt }: ServiceException): string {
  const [first = '', last] = daysMeant(from, until).split('〜').map(dayInWords);
  const days = last === undefined ? first : `${first}から${last}まで`;
  return opensAt === null || closesAt === null
    ? `${days}は休みです。`
    : `${days}は、${spanInWords(opensAt, closesAt)}。`;
}

function spanInWords(opensAt: string, closesAt: string): string {
  return `${clockInWords(opensAt)}から${clockInWords(closesAt)}まで`;
}

/** `26:30` → 次の日の2時30分. */
function clockInWords(clock: string): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const isNextDay = hour > 24 || (hour === 24 && minute > 0);
  const rest = minute === 0 ? '' : `${minute}分`;
  return isNextDay ? `次の日の${hour - 24}時${rest}` : `${hour}時${rest}`;
}

/** `12-29` → 12月29日, `2025-12-29` → 2025年12月29日. */
function dayInWords(day: string): string {
  const [date = 0, month = 0, year] = day.split('-').map(Number).toReversed();
  return `${year === undefined ? '' : `${year}年`}${month}月${date}日`;
}
