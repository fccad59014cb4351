import { type Interval, overlaps, seconds } from '../../shared/interval';
import {
  HOUR_MS,
  MINUTE_MS,
  nextTokyoDay,
  startOfTokyoDay,
  tokyoDay,
  tokyoMinuteOfDay,
} from '../../shared/tokyo-time';
import { channelWord, roleWord } from './duty-words';
import { shortNames } from './short-names';

interface PrintedSeat {
  readonly organisationName: string;
  readonly channel: string;
  /** As the period's voice menu calls it; null: no field in particular. */
  readonly field: string | null;
  readonly role: string;
  readonly span: Interval;
}

/** One published seat as the print takes it. */
export interface PrintedDuty extends PrintedSeat {
  readonly personId: string;
  readonly familyName: string;
  readonly givenName: string;
}

/** Seats of one shift in which nobody sits. */
export interface EmptySeats extends PrintedSeat {
  readonly seats: number;
}

export interface PrintTable {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** More names than this in one hour are a number: the cell of an A3 page holds no more. */
const NAMES_SHOWN = 3;
const WEEKDAYS = '日月火水木金土';
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Days × hours × desks: who sits where at each hour of the day in Tokyo, and how many seats stand empty. */
export function deskHours(duties: readonly PrintedDuty[], empty: readonly EmptySeats[]): PrintTable {
  const names = shortNames(duties);
  const rows = daysOf([...duties, ...empty]).flatMap((day) => {
    const opens = startOfTokyoDay(day).getTime();
    const dayLong = { from: new Date(opens), until: new Date(opens + 24 * HOUR_MS) };
    const today = duties.filter(({ span }) => overlaps(span, dayLong));
    const emptyToday = empty.filter(({ span }) => overlaps(span, dayLong));
    return desksOf([...today, ...emptyToday]).map((desk) => {
      const here = today.filter((duty) => deskOf(duty) === desk);
      const free = emptyToday.filter((seats) => deskOf(seats) === desk);
      const texts = HOURS.map((hour) => {
        const span = hourOf(opens, hour);
        return [hourText(here, span, names), emptyText(free, span)].filter((text) => text !== '').join('\n');
      });
      return [dayLabel(day), desk, ...texts];
    });
  });
  return { title: '窓口別・時間別', header: ['日', '窓口', ...HOURS.map((hour) => `${hour}時`)], rows };
}

/**
 * People × days: a duty stands on the day it begins, as it is counted (domain rule 40). What stands empty is the last row of each
 * organisation.
 */
export function peopleDays(duties: readonly PrintedDuty[], empty: readonly EmptySeats[]): PrintTable {
  const days = [...new Set([...duties, ...empty].map(({ span }) => tokyoDay(span.from)))].toSorted();
  const rows = [...personRows(duties, days), ...emptyRows(empty, days)];
  // The sort is stable: empty seats stay behind the people.
  const inOrder = rows.toSorted((a, b) => compareText(a[0], b[0]));
  return { title: '担当者別・日別', header: ['団体', '氏名', ...days.map(dayLabel), '計'], rows: inOrder };
}

function personRows(duties: readonly PrintedDuty[], days: readonly string[]): string[][] {
  const byPerson = new Map<string, PrintedDuty[]>();
  for (const duty of duties) byPerson.set(duty.personId, [...(byPerson.get(duty.personId) ?? []), duty]);
  const rows = [...byPerson.values()].map((own) => {
    const [{ organisationName, familyName, givenName } = NOBODY] = own;
    const onDay = (day: string) => own.filter(({ span }) => tokyoDay(span.from) === day);
    const bodies = [...new Set(own.map((duty) => duty.organisationName))].join('・') || organisationName;
    return [
      bodies,
      `${familyName} ${givenName}`,
      ...days.map((day) => onDay(day).map(dutyText).join('\n')),
      total(own),
    ];
  });
  return rows.toSorted((a, b) => compareText(a[1], b[1]));
}

function emptyRows(empty: readonly EmptySeats[], days: readonly string[]): string[][] {
  const organisations = [...new Set(empty.map(({ organisationName }) => organisationName))];
  return organisations.map((name) => {
    const own = empty.filter(({ organisationName }) => organisationName === name);
    const onDay = (day: string) => own.filter(({ span }) => tokyoDay(span.from) === day);
    const text = (one: EmptySeats) => `${dutyText(one)} ${one.seats}席`;
    const each = own.flatMap((one) => Array.from({ length: one.seats }, () => one));
    return [name, '空席', ...days.map((day) => onDay(day).map(text).join('\n')), total(each)];
  });
}

const NOBODY = { organisationName: '', familyName: '', givenName: '' };

function hourOf(opens: number, hour: number): Interval {
  return { from: new Date(opens + hour * HOUR_MS), until: new Date(opens + (hour + 1) * HOUR_MS) };
}

function hourText(here: readonly PrintedDuty[], hour: Interval, names: ReadonlyMap<string, string>): string {
  const people = [
    ...new Set(here.filter(({ span }) => overlaps(span, hour)).map(({ personId }) => personId)),
  ];
  if (people.length > NAMES_SHOWN) return `${people.length}名`;
  return people
    .map((personId) => names.get(personId) ?? '')
    .toSorted(compareText)
    .join('\n');
}

function emptyText(here: readonly EmptySeats[], hour: Interval): string {
  const seats = here
    .filter(({ span }) => overlaps(span, hour))
    .reduce((sum, { seats: free }) => sum + free, 0);
  return seats === 0 ? '' : `空席${seats}`;
}

/** Every day in Tokyo that some duty touches. */
function daysOf(duties: readonly PrintedSeat[]): string[] {
  const days = new Set<string>();
  for (const { span } of duties) {
    const last = tokyoDay(new Date(span.until.getTime() - 1));
    for (let day = tokyoDay(span.from); day <= last; day = nextTokyoDay(day)) days.add(day);
  }
  return [...days].toSorted();
}

function desksOf(duties: readonly PrintedSeat[]): string[] {
  return [...new Set(duties.map(deskOf))].toSorted(compareText);
}

function deskOf({ channel, field, role }: PrintedSeat): string {
  const where = [channelWord(channel), field].filter((part) => part !== null).join(' ');
  return role === 'counsellor' ? where : `${where}（${roleWord(role)}）`;
}

function dutyText({ span, channel, role }: PrintedSeat): string {
  const from = clockText(span.from);
  const isOvernight = tokyoDay(span.from) !== tokyoDay(span.until);
  const what = role === 'counsellor' ? channelWord(channel) : roleWord(role);
  return `${from}–${isOvernight ? '翌' : ''}${clockText(span.until)} ${what}`;
}

function clockText(at: Date): string {
  const minute = tokyoMinuteOfDay(at);
  const rest = minute % 60;
  return `${Math.floor(minute / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** Hours and minutes of all duties, as `12:30`. */
function total(duties: readonly PrintedSeat[]): string {
  const minutes = duties.reduce((sum, { span }) => sum + (seconds(span) * 1000) / MINUTE_MS, 0);
  return `${Math.floor(minutes / 60)}:${String(Math.floor(minutes % 60)).padStart(2, '0')}`;
}

function dayLabel(day: string): string {
  const weekday = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
  return `${Number(day.slice(5, 7))}/${Number(day.slice(8, 10))}（${weekday}）`;
}

const COLLATOR = new Intl.Collator('ja-JP');

function compareText(a = '', b = ''): number {
  return COLLATOR.compare(a, b);
}
