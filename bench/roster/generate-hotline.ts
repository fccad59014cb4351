import { randomFrom } from '../../src/optimiser/search/random';
import type { Random } from '../../src/optimiser/search/random';
import type { Hotline } from './hotline-problem';

/** A line that eleven organisations answer together, from a seed; its numbers are assumptions, no real people. */
export function generateHotline({
  seed,
  days,
  people = 300,
}: {
  seed: number;
  days: number;
  people?: number;
}): Hotline {
  const random = randomFrom(seed * 7919 + 17);
  const scale = people / 300;
  const staff = SIZES.map((size) => Math.max(1, Math.round(size * scale)));
  const fieldsOf = staff.map((_, org) => organisationFields(org, random));
  const counsellors = staff.flatMap((size, org) =>
    Array.from({ length: size }, (_, at) => counsellor({ org, at, fields: fieldsOf[org]!, days }, random)),
  );
  return {
    seed,
    D: days,
    H: days * 24,
    fields: FIELDS.map(({ id, open, close, w }) => ({ id, open, close, w })),
    templates: TEMPLATES.map(([s, l]) => ({ s, l, night: s === 0 || s === 22 ? 1 : 0 })),
    orgs: staff.map((size, org) => organisation({ org, size, fields: fieldsOf[org]! }, counsellors, random)),
    counsellors: counsellors.map(({ org, ...rest }, at) => ({ ...rest, org, id: `c${at}` })),
    lambda: callsPerHour(days, scale, random),
    ahtMin: 27,
    patienceMin: 4,
    minSeats: FIELDS.map(({ id }) => (id === 'suicide' ? 2 : 1)),
    minRestH: 11,
    supervisorsPerHour: 2,
    nightPremium: 1.25,
  };
}

type Counsellor = Hotline['counsellors'][number];

const SIZES = [70, 45, 38, 30, 26, 22, 20, 16, 14, 11, 8];
const TEMPLATES = [
  [0, 8],
  [6, 6],
  [8, 6],
  [9, 8],
  [10, 6],
  [12, 6],
  [14, 8],
  [16, 6],
  [18, 6],
  [22, 8],
] as const;
const FIELDS = [
  { id: 'lonely', open: 0, close: 24, w: 1, share: 0.36 },
  { id: 'suicide', open: 0, close: 24, w: 1.6, share: 0.2 },
  { id: 'poverty', open: 0, close: 24, w: 1, share: 0.12 },
  { id: 'women', open: 0, close: 24, w: 1.2, share: 0.12 },
  { id: 'gender', open: 10, close: 22, w: 1, share: 0.06 },
  { id: 'foreign', open: 10, close: 22, w: 1, share: 0.04 },
  { id: 'single', open: 10, close: 20, w: 1, share: 0.05 },
  { id: 'under18', open: 10, close: 16, w: 1.3, share: 0.05 },
];
const CONTRACTS = [
  { maxWeekH: 40, targetH: 84, maxH: 110 },
  { maxWeekH: 24, targetH: 48, maxH: 66 },
  { maxWeekH: 16, targetH: 28, maxH: 42 },
];
const CALLS_PER_HOUR = 110;
const FULL_PERIOD_DAYS = 21;

/** Every field has at least two organisations behind it, whatever the dice say. */
function organisationFields(org: number, random: Random): number[] {
  const fields = new Set([org % FIELDS.length, (org * 3 + 1) % 4]);
  const wanted = 2 + Math.floor(random() * 3);
  while (fields.size < wanted) fields.add(Math.floor(random() * FIELDS.length));
  return [...fields];
}

function counsellor(
  { org, at, fields, days }: { org: number; at: number; fields: readonly number[]; days: number },
  random: Random,
): Counsellor {
  const contract = CONTRACTS[Math.floor(random() * CONTRACTS.length)]!;
  const takesNights = random() < 0.35;
  const works = random() < 0.5;
  const part = days / FULL_PERIOD_DAYS;
  const [main, ...others] = fields.map((_, turn) => fields[(turn + at) % fields.length]!);
  return {
    id: '',
    org,
    fields: [main!, ...others.filter(() => random() < 0.6)],
    sv: random() < 0.15 ? 1 : 0,
    maxWeekH: contract.maxWeekH,
    maxNights: takesNights ? 3 + Math.floor(random() * 4) : 0,
    maxConsec: 5,
    targetH: Math.round(contract.targetH * part),
    maxH: Math.round(contract.maxH * part),
    avail: availability({ days, takesNights, works }, random),
  };
}

function availability(
  { days, takesNights, works }: { days: number; takesNights: boolean; works: boolean },
  random: Random,
): string {
  const perDay = 0.25 + 0.5 * random();
  const perTemplate = 0.75 + 0.1 * random();
  let digits = '';
  for (let day = 0; day < days; day++) {
    const isFree = random() < perDay;
    const isHoliday = day % 7 >= 5 || day >= days - 7;
    for (const [start] of TEMPLATES) {
      const isNight = start === 0 || start === 22;
      const fits = isFree && (takesNights || !isNight) && (isHoliday || !works || start >= 16 || isNight);
      const offered = random() < perTemplate && fits;
      digits += offered ? (random() < 0.18 ? '2' : '1') : '0';
    }
  }
  return digits;
}

function organisation(
  { org, size, fields }: { org: number; size: number; fields: readonly number[] },
  counsellors: readonly Counsellor[],
  random: Random,
): Hotline['orgs'][number] {
  const target = counsellors.filter((one) => one.org === org).reduce((sum, { targetH }) => sum + targetH, 0);
  const rate = 1400 + 100 * Math.floor(random() * 7);
  const maxHours = Math.round(target * 1.05);
  const seatCap = Math.max(3, Math.round(size * 0.28));
  return {
    id: `org${org + 1}`,
    fields,
    size,
    seatCap,
    rate,
    maxHours,
    budget: Math.round(maxHours * rate * 1.12),
  };
}

/** Half as many at four in the morning as usual, half as many again at nine in the evening. */
function callsPerHour(days: number, scale: number, random: Random): number[][] {
  return Array.from({ length: days * 24 }, (_, hour) => {
    const ofDay = hour % 24;
    const day = Math.floor(hour / 24);
    const away = (ofDay - 4 + 24) % 24;
    const profile = away <= 17 ? 0.5 + away / 17 : 1.5 - (away - 17) / 7;
    const weekday = (day % 7 >= 5 ? 1.1 : 1) * (day >= days - 7 && days > 7 ? 1.35 : 1);
    return FIELDS.map(({ open, close, share }) => {
      const noise = 0.9 + 0.2 * random();
      return ofDay < open || ofDay >= close
        ? 0
        : round(CALLS_PER_HOUR * scale * share * profile * weekday * noise);
    });
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
