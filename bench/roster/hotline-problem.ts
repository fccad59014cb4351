import type { Demand, Need, Person, RosterProblem, Shift, WishLevel } from '../../src/optimiser/problem';
import { answeredPerHour } from './erlang-a';

/** The generated hotline: one document per seed, hours counted from the first midnight. */
export interface Hotline {
  readonly seed: number;
  readonly D: number;
  readonly H: number;
  readonly fields: readonly { id: string; open: number; close: number; w: number }[];
  readonly templates: readonly { s: number; l: number; night: 0 | 1 }[];
  readonly orgs: readonly HotlineOrganisation[];
  readonly counsellors: readonly Counsellor[];
  readonly lambda: readonly (readonly number[])[];
  readonly ahtMin: number;
  readonly patienceMin: number;
  readonly minSeats: readonly number[];
  readonly minRestH: number;
  readonly supervisorsPerHour: number;
  readonly nightPremium: number;
}

interface HotlineOrganisation {
  readonly id: string;
  readonly fields: readonly number[];
  readonly size: number;
  readonly seatCap: number;
  readonly rate: number;
  readonly maxHours: number;
  readonly budget: number;
}

interface Counsellor {
  readonly id: string;
  readonly org: number;
  readonly fields: readonly number[];
  readonly sv: 0 | 1;
  readonly maxWeekH: number;
  readonly maxNights: number;
  readonly maxConsec: number;
  readonly targetH: number;
  readonly maxH: number;
  /** One digit per day and template: 0 not offered, 1 can, 2 want. */
  readonly avail: string;
}

const HOUR = 60;
const DAY = 24 * HOUR;
const MISSING_SEAT = 15;
const WISH = 0.5;
const HOUR_OFF_TARGET = 0.15;
const TARGET_BAND_HOURS = 6;

export function toProblem(hotline: Hotline): RosterProblem {
  const { D, templates, orgs } = hotline;
  return {
    dayStarts: Array.from({ length: D + 1 }, (_, day) => day * DAY),
    fields: hotline.fields,
    organisations: orgs.map(({ id, seatCap, rate, maxHours, budget }) => ({
      id,
      yenPerHour: rate,
      seats: [{ from: 0, until: (D + 1) * DAY, atMost: seatCap }],
      limits: [
        { rule: 'organisation-hours', measure: 'minutes', atMost: maxHours * HOUR },
        { rule: 'organisation-budget', measure: 'yen', atMost: budget },
      ],
    })),
    shifts: Array.from({ length: D }, (_, day) =>
      [...templates.keys()].map((at) => shiftOn(hotline, day, at)),
    ).flat(),
    persons: hotline.counsellors.map((counsellor) => person(hotline, counsellor)),
    demand: demand(hotline),
    needs: Array.from({ length: hotline.H }, (_, hour) => supervisorNeed(hotline, hour)),
    prices: { wish: { want: -WISH, can: 0, reluctant: 1 }, yen: 0 },
  };
}

function shiftOn(hotline: Hotline, day: number, at: number): Shift {
  const { s, l, night } = hotline.templates[at]!;
  const from = day * DAY + s * HOUR;
  return {
    id: `d${day}-${s}+${l}`,
    day,
    from,
    until: from + l * HOUR,
    ...(night === 1 && { tags: ['night'], payFactor: hotline.nightPremium }),
  };
}

function person(hotline: Hotline, one: Counsellor): Person {
  const weeks = Array.from({ length: Math.ceil(hotline.D / 7) }, (_, week) => week);
  const hoursLimit = { rule: 'target-hours', measure: 'minutes', price: HOUR_OFF_TARGET / HOUR } as const;
  return {
    id: one.id,
    organisation: one.org,
    fields: one.fields.map((field) => ({ field })),
    skills: one.sv === 1 ? [{ skill: 'supervisor' }] : [],
    rest: { minutes: hotline.minRestH * HOUR },
    limits: [
      ...weeks.map((week) => ({
        rule: 'week-hours',
        measure: 'minutes' as const,
        days: [week * 7, week * 7 + 7] as const,
        atMost: one.maxWeekH * HOUR,
      })),
      { rule: 'nights', measure: 'tag:night', atMost: one.maxNights },
      { rule: 'hours', measure: 'minutes', atMost: one.maxH * HOUR },
      {
        ...hoursLimit,
        atLeast: (one.targetH - TARGET_BAND_HOURS) * HOUR,
        atMost: (one.targetH + TARGET_BAND_HOURS) * HOUR,
      },
    ],
    runs: [{ rule: 'days-in-row', atMost: one.maxConsec }],
    cells: one.avail
      .split('')
      .flatMap((digit, shift) =>
        digit === '0' ? [] : [{ shift, level: (digit === '2' ? 'want' : 'can') satisfies WishLevel }],
      ),
  };
}

function demand(hotline: Hotline): Demand[] {
  return hotline.lambda.flatMap((fields, hour) =>
    fields.flatMap((calls, field): Demand[] => {
      const { open, close, w } = hotline.fields[field]!;
      const ofDay = hour % 24;
      if (ofDay < open || ofDay >= close) return [];
      return [
        {
          from: hour * HOUR,
          until: (hour + 1) * HOUR,
          field,
          offered: calls,
          answered: answeredCurve(hotline, calls),
          weight: w,
          minimum: { seats: hotline.minSeats[field]!, price: MISSING_SEAT },
        },
      ];
    }),
  );
}

/** As far as another seat still answers a ten-thousandth of a call. */
function answeredCurve({ ahtMin, patienceMin }: Hotline, calls: number): number[] {
  const curve = [0];
  for (let seats = 1; seats <= 300; seats++) {
    const answered = answeredPerHour(calls, seats, ahtMin, patienceMin);
    if (answered - curve.at(-1)! < 1e-4) break;
    curve.push(answered);
  }
  return curve;
}

function supervisorNeed({ supervisorsPerHour }: Hotline, hour: number): Need {
  return {
    rule: 'supervisor',
    from: hour * HOUR,
    until: (hour + 1) * HOUR,
    skill: 'supervisor',
    atLeast: supervisorsPerHour,
    price: MISSING_SEAT,
  };
}
