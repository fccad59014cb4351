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

/** One published seat as the print takes it. */
export interface PrintedDuty {
  readonly personId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly organisationName: string;
  readonly channel: string;
  /** As the period's voice menu calls it; null: no field in particular. */
  readonly field: string | null;
  readonly role: string;
  readonly span: Interval;
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

/** Days × hours × desks: who sits where at each hour of the day in Tokyo. */
export function deskHours(duties: readonly PrintedDuty[]): PrintTable {
  const names = shortNames(duties);
  const rows = daysOf(duties).flatMap((day) => {
    const opens = startOfTokyoDay(day).getTime();
    const dayLong = { from: new Date(opens), until: new Date(opens + 24 * HOUR_MS) };
    const today = duties.filter(({ span }) => overlaps(span, dayLong));
    return desksOf(today).map((desk) => {
      const here = today.filter((duty) => deskOf(duty) === desk);
      return [dayLabel(day), desk, ...HOURS.map((hour) => hourText(here, hourOf(opens, hour), names))];
    });
  });
  return { title: '窓口別・時間別', header: ['日', '窓口', ...HOURS.map((hour) => `${hour}時`)], rows };
}

/** People × days: a duty stands on the day it begins, as it is counted (domain rule 40). */
export function peopleDays(duties: readonly PrintedDuty[]): PrintTable {
  const days = [...new Set(duties.map(({ span }) => tokyoDay(span.from)))].toSorted();
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
  const inOrder = rows.toSorted((a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]));
  return { title: '担当者別・日別', header: ['団体', '氏名', ...days.map(dayLabel), '計'], rows: inOrder };
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

/** Every day in Tokyo that some duty touches. */
function daysOf(duties: readonly PrintedDuty[]): string[] {
  const days = new Set<string>();
  for (const { span } of duties) {
    const last = tokyoDay(new Date(span.until.getTime() - 1));
    for (let day = tokyoDay(span.from); day <= last; day = nextTokyoDay(day)) days.add(day);
  }
  return [...days].toSorted();
}

function desksOf(duties: readonly PrintedDuty[]): string[] {
  return [...new Set(duties.map(deskOf))].toSorted(compareText);
}

function deskOf({ channel, field, role }: PrintedDuty): string {
  const where = [channelWord(channel), field].filter((part) => part !== null).join(' ');
  return role === 'counsellor' ? where : `${where}（${roleWord(role)}）`;
}

function dutyText({ span, channel, role }: PrintedDuty): string {
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
function total(duties: readonly PrintedDuty[]): string {
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
