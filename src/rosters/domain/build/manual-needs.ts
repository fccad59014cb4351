import type { Need } from '../../../optimiser/problem';
import { intersection } from '../../../shared/interval';
import { tokyoDay } from '../../../shared/tokyo-time';
import { cutByInterval } from '../by-interval';
import { holds, type PeopleNeed, type PersonFacts, type ShiftFacts } from '../roster-facts';
import { minutes } from '../work-time';
import type { BuildMaterial } from './build-material';
import type { BuildCalendar } from './calendar';
import { deskKey } from './demand-rows';
import { standingSeats } from './standing';
import { HARD_PRICE } from './together';

interface Seat extends ShiftFacts {
  readonly person: PersonFacts | null;
}

/**
 * Needs set by hand look at all organisations together; who stands already counts. Cut wherever a shift begins or ends, since
 * nobody covers a whole day. A need for every field counts whoever is on duty then; the check afterwards is exact.
 */
export function manualNeeds(
  material: BuildMaterial,
  desks: readonly string[],
  calendar: BuildCalendar,
): Need[] {
  if (material.needs.length === 0) return [];
  const standing = material.organisations.flatMap((organisation) => {
    const people = new Map(organisation.people.map((person) => [person.id, person]));
    return standingSeats(organisation).map(({ shift, personId }): Seat => ({
      ...shift,
      person: people.get(personId) ?? null,
    }));
  });
  const free = material.organisations.flatMap(({ shifts, freeShiftIds }) =>
    shifts.filter(({ id }) => freeShiftIds.has(id)).map((shift): Seat => ({ ...shift, person: null })),
  );
  return material.needs.flatMap((need) => rowsOf(need, { standing, free, desks, calendar }));
}

interface Ground {
  readonly standing: readonly Seat[];
  readonly free: readonly Seat[];
  readonly desks: readonly string[];
  readonly calendar: BuildCalendar;
}

function rowsOf(need: PeopleNeed, { standing, free, desks, calendar }: Ground): Need[] {
  const { skill, channel, fieldCode, atLeast } = need;
  const price = need.strength === 'hard' ? HARD_PRICE : need.weight;
  const field = fieldCode === null ? -1 : desks.indexOf(deskKey({ channel, fieldCode }));
  const fits = (seat: Seat): boolean =>
    seat.role !== 'standby' &&
    seat.channel === channel &&
    (fieldCode === null || seat.fieldCode === null || seat.fieldCode === fieldCode);
  const able = ({ person, from }: Seat): boolean =>
    skill === null || (person !== null && holds(person, skill.kind, skill.code, tokyoDay(from)));
  const there = standing.filter((seat) => fits(seat) && able(seat));
  const spans = [...there, ...free.filter(fits)].flatMap((seat) => {
    const shared = intersection(seat, need);
    return shared ? [{ ...shared, counts: seat.person !== null }] : [];
  });
  return cutByInterval(spans).flatMap(({ from, until, members }): Need[] => {
    const wanted = atLeast - members.filter(({ counts }) => counts).length;
    if (wanted <= 0 || members.every(({ counts }) => counts)) return [];
    return [
      {
        rule: 'people_needs',
        ...calendar.span({ from, until }),
        ...(skill ? { skill: `${skill.kind}:${skill.code}` } : {}),
        ...(field >= 0 ? { field } : {}),
        atLeast: wanted,
        price: (price * minutes({ from, until })) / minutes(need),
      },
    ];
  });
}
