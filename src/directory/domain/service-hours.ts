import { MINUTE_MS, nextTokyoDay, startOfTokyoDay, type TokyoDay, tokyoDay } from '../../shared/tokyo-time';

/** One line of a weekly timetable, on the wall clock of Asia/Tokyo. An opening belongs to the day on which it begins. */
export interface ServiceSchedule {
  /** 1 Monday … 7 Sunday (ISO 8601). */
  readonly weekdays: readonly number[];
  /** `HH:MM`. */
  readonly opensAt: string;
  /** `HH:MM`, up to 48:00: 26:00 is two o'clock of the next morning. */
  readonly closesAt: string;
  /** 国民の祝日 by the holiday table. */
  readonly closedOnHolidays: boolean;
}

/** Days on which the weekly timetable does not hold: half-open, `MM-DD` for every year or `YYYY-MM-DD` for one. */
export interface ServiceException {
  readonly from: string;
  readonly until: string;
  /** Both null: closed. */
  readonly opensAt: string | null;
  readonly closesAt: string | null;
}

export interface ServiceHours {
  readonly schedules: readonly ServiceSchedule[];
  readonly exceptions: readonly ServiceException[];
  readonly validFrom: TokyoDay;
  /** First day on which it is no longer offered. */
  readonly validUntil: TokyoDay | null;
}

type Holidays = ReadonlySet<TokyoDay>;

interface Opening {
  readonly from: number;
  readonly until: number;
}

/** A year and the longest closing of a year's end: whoever does not open in that time has no next opening. */
const LOOK_AHEAD_DAYS = 400;

/** Somebody answers at this instant, as far as the directory knows. */
export function isServiceOpen(service: ServiceHours, at: Date, holidays: Holidays): boolean {
  const today = tokyoDay(at);
  return [dayBefore(today), today].some((day) =>
    openingsOf(service, day, holidays).some(
      ({ from, until }) => from <= at.getTime() && at.getTime() < until,
    ),
  );
}

/** The instant itself while it is open, else when it opens next; null when it does not. */
export function nextOpening(service: ServiceHours, at: Date, holidays: Holidays): Date | null {
  if (isServiceOpen(service, at, holidays)) return at;
  let day = tokyoDay(at);
  for (let looked = 0; looked < LOOK_AHEAD_DAYS; looked += 1) {
    const starts = openingsOf(service, day, holidays)
      .map(({ from }) => from)
      .filter((from) => from > at.getTime());
    if (starts.length > 0) return new Date(Math.min(...starts));
    day = nextTokyoDay(day);
  }
  return null;
}

/**
 * The day number answers at this instant, where a service has another one for the night: the timetable says one pair of hours for
 * both. Openings that reach into the night (22:00–05:00) are left out; where nothing else is left, an office's hours are assumed.
 */
export function isOpenByDay(service: ServiceHours, at: Date, holidays: Holidays): boolean {
  const schedules = service.schedules.filter((line) => !isNightly(line.opensAt, line.closesAt));
  return isServiceOpen(
    {
      ...service,
      schedules: schedules.length === 0 ? [OFFICE] : schedules,
      exceptions: service.exceptions.map((exception) =>
        exception.opensAt !== null &&
        exception.closesAt !== null &&
        isNightly(exception.opensAt, exception.closesAt)
          ? { ...exception, opensAt: null, closesAt: null }
          : exception,
      ),
    },
    at,
    holidays,
  );
}

const OFFICE: ServiceSchedule = {
  weekdays: [1, 2, 3, 4, 5],
  opensAt: '08:30',
  closesAt: '17:15',
  closedOnHolidays: true,
};

function isNightly(opensAt: string, closesAt: string): boolean {
  return minutes(opensAt) < 5 * 60 || minutes(closesAt) > 22 * 60;
}

/** The instant by which it has been open for so long; hours in which two openings overlap count once. Null: it never is. */
export function afterOpenTime(
  service: ServiceHours,
  from: Date,
  wanted: number,
  holidays: Holidays,
): Date | null {
  let at = from.getTime();
  let left = wanted;
  let day = dayBefore(tokyoDay(from));
  for (let closed = 0; closed < LOOK_AHEAD_DAYS; closed += 1) {
    for (const open of openingsOf(service, day, holidays).toSorted((a, b) => a.from - b.from)) {
      at = Math.max(at, open.from);
      if (open.until - at >= left) return new Date(at + left);
      if (open.until <= at) continue;
      left -= open.until - at;
      at = open.until;
      closed = 0;
    }
    day = nextTokyoDay(day);
  }
  return null;
}

/** Day and night, every day of the year. */
export function isRoundTheClock({ schedules, exceptions }: ServiceHours): boolean {
  const daily = new Set(
    schedules
      .filter((line) => !line.closedOnHolidays && line.opensAt === '00:00' && minutes(line.closesAt) >= 1440)
      .flatMap(({ weekdays }) => weekdays),
  );
  return exceptions.length === 0 && daily.size === 7;
}

/** An exception decides alone; of several the first. */
function openingsOf(service: ServiceHours, day: TokyoDay, holidays: Holidays): Opening[] {
  if (day < service.validFrom || (service.validUntil !== null && day >= service.validUntil)) return [];
  const exception = service.exceptions.find((candidate) => holdsOn(candidate, day));
  if (exception) {
    const { opensAt, closesAt } = exception;
    return opensAt === null || closesAt === null ? [] : [opening(day, opensAt, closesAt)];
  }
  return service.schedules
    .filter((line) => line.weekdays.includes(weekday(day)))
    .filter((line) => !(line.closedOnHolidays && holidays.has(day)))
    .map((line) => opening(day, line.opensAt, line.closesAt));
}

function holdsOn({ from, until }: ServiceException, day: TokyoDay): boolean {
  if (from.length !== until.length) return false;
  if (from.length === 10) return from <= day && day < until;
  const date = day.slice(5);
  // The turn of the year lies inside: 12-29 until 01-04.
  return from < until ? from <= date && date < until : from <= date || date < until;
}

function opening(day: TokyoDay, opensAt: string, closesAt: string): Opening {
  const midnight = startOfTokyoDay(day).getTime();
  return {
    from: midnight + minutes(opensAt) * MINUTE_MS,
    until: midnight + minutes(closesAt) * MINUTE_MS,
  };
}

/** `26:30` → 1590. */
export function minutes(clock: string): number {
  const [hour = '0', minute = '0'] = clock.split(':');
  return Number(hour) * 60 + Number(minute);
}

function weekday(day: TokyoDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

function dayBefore(day: TokyoDay): TokyoDay {
  return tokyoDay(new Date(startOfTokyoDay(day).getTime() - MINUTE_MS));
}
