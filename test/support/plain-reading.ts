import type { Criteria } from '../../src/directory/domain/match-services';
import type { DirectoryService } from '../../src/directory/domain/service-content';
import type { ServiceException } from '../../src/directory/domain/service-hours';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export interface PlainWorld {
  readonly holidays: ReadonlySet<string>;
  /** Old code → the one it went into. */
  readonly mergers: Readonly<Record<string, string>>;
}

/**
 * Would somebody who reads the entry send the caller there? Asked word by word, without any of the rules of the directory, so
 * that those can be compared with it.
 */
export function isOffered(entry: DirectoryService, need: Criteria, world: PlainWorld): boolean {
  return (
    entry.status === 'active' &&
    (need.worry === null || entry.worries.includes(need.worry)) &&
    (need.field === null || entry.fields.includes(need.field)) &&
    (need.language === null || entry.languages.includes(need.language)) &&
    (!need.accompaniment || entry.accompaniment === 'yes') &&
    (need.age === null || ((entry.minAge ?? 0) <= need.age && need.age <= (entry.maxAge ?? 200))) &&
    isNear(entry, need, world) &&
    isOpen(entry, need.at, world)
  );
}

function isOpen(entry: DirectoryService, at: Date, { holidays }: PlainWorld): boolean {
  const wall = new Date(at.getTime() + 9 * HOUR_MS);
  return [0, 1].some((back) => {
    const day = new Date(wall.getTime() - back * DAY_MS);
    const date = day.toISOString().slice(0, 10);
    const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes() + back * 1440;
    const within = (opens: string, closes: string) => clock(opens) <= minute && minute < clock(closes);
    if (date < entry.validFrom || (entry.validUntil !== null && date >= entry.validUntil)) return false;
    const exception = entry.exceptions.find((one) =>
      daysOf(one).has(one.from.length === 10 ? date : date.slice(5)),
    );
    if (exception) return exception.opensAt !== null && within(exception.opensAt, exception.closesAt ?? '');
    return entry.schedules.some(
      (line) =>
        line.weekdays.includes(day.getUTCDay() === 0 ? 7 : day.getUTCDay()) &&
        !(line.closedOnHolidays && holidays.has(date)) &&
        within(line.opensAt, line.closesAt),
    );
  });
}

/** Every day of it, one after the other. */
function daysOf({ from, until }: ServiceException): Set<string> {
  const yearly = from.length === 5;
  const days = new Set<string>();
  let day = yearly ? `2000-${from}` : from;
  while ((yearly ? day.slice(5) : day) !== until) {
    days.add(yearly ? day.slice(5) : day);
    day = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  }
  return days;
}

function isNear({ areas }: DirectoryService, { municipality }: Criteria, { mergers }: PlainWorld): boolean {
  if (municipality === null || areas.includes('JP') || areas.includes(municipality.slice(0, 2))) return true;
  const today = (code: string) => mergers[code] ?? code;
  return areas.some((area) => today(area) === today(municipality));
}

function clock(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}
