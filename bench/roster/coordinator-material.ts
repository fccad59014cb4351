import type { BuildMaterial, OrganisationMaterial } from '../../src/rosters/domain/build/build-material';
import type { PersonFacts, ShiftFacts } from '../../src/rosters/domain/roster-facts';
import { rulesInForce } from '../../src/rosters/domain/rules-in-force';
import { type Random, randomFrom } from '../../src/optimiser/search/random';
import type { Interval } from '../../src/shared/interval';
import { HOUR_MS } from '../../src/shared/tokyo-time';

const PEOPLE = 60;
const DAYS = 10;
const PINS = 5;
/** 00:00 on 1 December 2026 in Tokyo. */
const FROM = new Date('2026-12-01T00:00:00+09:00').getTime();
/** Start, hours and seats; every second day one of them is a desk that asks for a skill. */
const TEMPLATES = [
  [6, 6, 4],
  [10, 6, 8],
  [14, 8, 6],
  [16, 6, 8],
  [22, 8, 6],
] as const;

/** One organisation as its coordinator has it after wishes came in: some duties elsewhere, five seats pinned. No real people. */
export function coordinatorMaterial(seed: number): BuildMaterial {
  const random = randomFrom(seed * 7919 + 29);
  const shifts = Array.from({ length: DAYS }, (_, day) =>
    TEMPLATES.map(([start, hours, seats], at) => shiftOn({ day, start, hours, seats, at })),
  ).flat();
  const people = Array.from({ length: PEOPLE }, (_, at) => person(at, random));
  const draft = shifts.slice(0, PINS).flatMap((shift, at) => {
    const one = people.find(({ wishes, elsewhere }, index) => {
      const isOffered = wishes?.spans.some(({ from, until }) => from <= shift.from && shift.until <= until);
      return index % PINS === at && isOffered === true && elsewhere.length === 0;
    });
    return one && shift.fieldCode === null ? [{ shiftId: shift.id, personId: one.id, isPinned: true }] : [];
  });
  const organisation: OrganisationMaterial = {
    organisationId: 'organisation',
    shifts,
    freeShiftIds: new Set(shifts.map(({ id }) => id)),
    people,
    draft,
    rules: rulesInForce([], 'organisation'),
  };
  return {
    period: { from: new Date(FROM), until: new Date(FROM + DAYS * 24 * HOUR_MS) },
    organisations: [organisation],
    openingHours: [],
    isNational: false,
    curves: [],
    needs: [],
    yenPerHour: 1_500,
  };
}

function shiftOn(place: {
  day: number;
  start: number;
  hours: number;
  seats: number;
  at: number;
}): ShiftFacts {
  const { day, start, hours, seats, at } = place;
  const isDesk = at === 3 && day % 2 === 1;
  return {
    id: `d${day}-${start}+${hours}`,
    channel: 'phone',
    fieldCode: isDesk ? 'suicide' : null,
    role: 'counsellor',
    seats,
    ...spanOf(day * 24 + start, hours),
  };
}

function person(at: number, random: Random): PersonFacts {
  const free = 0.3 + random() * 0.4;
  const spans = Array.from({ length: DAYS }, (_, day) => day).flatMap((day) =>
    TEMPLATES.flatMap(([start, hours]) => {
      if (random() > free) return [];
      const wish = random() < 0.3 ? ('want' as const) : ('can' as const);
      return [{ ...spanOf(day * 24 + start, hours), wish: random() < 0.1 ? ('reluctant' as const) : wish }];
    }),
  );
  return {
    id: `p${at}`,
    skills:
      random() < 0.5 ? [{ kind: 'field', code: 'suicide', validFrom: '2026-01-01', validUntil: null }] : [],
    unread: [],
    wishes: {
      revisionNo: 1,
      spans: apart(spans),
      maxMinutes: random() < 0.5 ? 2_400 : null,
      targetMinutes: null,
      maxNights: random() < 0.4 ? 0 : 2,
      maxDays: 7,
    },
    duties: [],
    elsewhere: random() < 0.2 ? [spanOf(Math.floor(random() * DAYS) * 24 + 9, 8)] : [],
  };
}

/** Each template is offered by itself; where two overlap, the earlier one stays. */
function apart<Span extends Interval>(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    const last = kept.at(-1);
    if (!last || last.until <= span.from) kept.push(span);
  }
  return kept;
}

function spanOf(hour: number, hours: number): Interval {
  return { from: new Date(FROM + hour * HOUR_MS), until: new Date(FROM + (hour + hours) * HOUR_MS) };
}
