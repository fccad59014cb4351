import { createHash } from 'node:crypto';
import type { MenuField } from './demo-period';
import type { Random, Weights } from './random';

export type Gender = 'female' | 'male' | 'other';
type Origin = 'mobile' | 'fixed' | 'ip' | 'public' | 'unknown';
type Relation =
  'self' | 'spouse' | 'parent' | 'child' | 'other_family' | 'friend' | 'supporter' | 'other' | 'unknown';

interface Someone {
  readonly gender: Gender;
  readonly age: number;
}

/** Somebody who calls, perhaps often. What sheets say about the same caller is drawn from here, so that they agree. */
export interface Caller extends Someone {
  readonly number: number;
  readonly trouble: MenuField;
  readonly relation: Relation;
  /** Whom it is about; the caller, unless somebody calls for somebody else (domain rule 26). */
  readonly subject: Someone;
  readonly prefecture: string;
  readonly origin: Origin;
  /** Null when the number was withheld. Callers of the demo have no telephone number to hash. */
  readonly hash: string | null;
}

const AGES: Readonly<Record<MenuField, readonly [youngest: number, oldest: number]>> = {
  poverty: [22, 76],
  foreign: [19, 58],
  suicide: [15, 71],
  women: [17, 68],
  gender: [15, 52],
  single_mother: [20, 49],
  under18: [9, 18],
  other: [19, 82],
  loneliness: [20, 88],
};

const GENDERS: Readonly<Record<MenuField, Weights<Gender>>> = {
  poverty: { male: 58, female: 41, other: 1 },
  foreign: { female: 55, male: 44, other: 1 },
  suicide: { female: 56, male: 42, other: 2 },
  women: { female: 97, male: 2, other: 1 },
  gender: { male: 34, female: 31, other: 35 },
  single_mother: { female: 98, male: 2 },
  under18: { female: 58, male: 38, other: 4 },
  other: { female: 51, male: 48, other: 1 },
  loneliness: { female: 53, male: 46, other: 1 },
};

const RELATIONS: Weights<Relation> = {
  self: 880,
  spouse: 17,
  parent: 48,
  child: 14,
  other_family: 15,
  friend: 13,
  supporter: 7,
  other: 4,
  unknown: 2,
};

/** How much older or younger than the person concerned somebody of this relation is. */
const YEARS_APART: Readonly<Record<Relation, readonly [least: number, most: number]>> = {
  self: [0, 0],
  spouse: [-6, 6],
  parent: [23, 36],
  child: [-36, -23],
  other_family: [-14, 20],
  friend: [-5, 5],
  supporter: [-10, 25],
  other: [-15, 25],
  unknown: [-10, 10],
};

const ORIGINS: Weights<Origin> = { mobile: 780, fixed: 120, ip: 60, public: 25, unknown: 15 };

/** Share of the population, in tenths of a per cent (2020 census, rounded); the rest is small and equal. */
const LARGE_PREFECTURES: Weights<string> = {
  '01': 41,
  '04': 18,
  '08': 23,
  '11': 58,
  '12': 50,
  '13': 111,
  '14': 73,
  '15': 17,
  '20': 16,
  '22': 29,
  '23': 60,
  '26': 20,
  '27': 70,
  '28': 43,
  '33': 15,
  '34': 22,
  '40': 41,
  '43': 14,
};
const SMALL_PREFECTURE = 10;

const PREFECTURES: Weights<string> = Object.fromEntries(
  Array.from({ length: 47 }, (_, index) => String(index + 1).padStart(2, '0')).map((code) => [
    code,
    LARGE_PREFECTURES[code] ?? SMALL_PREFECTURE,
  ]),
);

const WITHHELD = 0.09;
/** As long as the hash of a number from a carrier's file. */
const HASH_HEX = 32;
const YOUNGEST_CALLER = 9;
const YOUNGEST_HELPER = 14;
const OLDEST = 93;

export function newCaller(random: Random, number: number, trouble: MenuField): Caller {
  const subject = { gender: random.weighted(GENDERS[trouble]), age: drawAge(random, trouble) };
  const relation = drawRelation(random, subject.age);
  return {
    number,
    trouble,
    relation,
    subject,
    ...(relation === 'self' ? subject : drawHelper(random, relation, subject)),
    prefecture: random.weighted(PREFECTURES),
    origin: random.weighted(ORIGINS),
    hash: random.chance(WITHHELD)
      ? null
      : createHash('sha256').update(`tsunagi/demo/caller/${number}`).digest('hex').slice(0, HASH_HEX),
  };
}

/** Two draws make the middle of the span more likely than its ends. */
function drawAge(random: Random, trouble: MenuField): number {
  const [youngest, oldest] = AGES[trouble];
  return youngest + Math.round(((random.fraction() + random.fraction()) / 2) * (oldest - youngest));
}

/** Spouses and grown-up children need a person of some age; otherwise it is the person itself who calls. */
function drawRelation(random: Random, subjectAge: number): Relation {
  const relation = random.weighted(RELATIONS);
  if (relation === 'spouse' && subjectAge < 22) return 'self';
  if (relation === 'child' && subjectAge < 50) return 'self';
  if (relation === 'parent' && subjectAge > 55) return 'self';
  return relation;
}

function drawHelper(random: Random, relation: Relation, subject: Someone): Someone {
  const [least, most] = YEARS_APART[relation];
  const age = subject.age + random.whole(least, most);
  const youngest = relation === 'supporter' ? 24 : relation === 'friend' ? YOUNGEST_CALLER : YOUNGEST_HELPER;
  return {
    gender: random.weighted<Gender>({ female: 64, male: 36 }),
    age: Math.min(OLDEST, Math.max(youngest, age)),
  };
}
