/** Whole years, both ends inside; null: no limit. */
export interface AgeLimits {
  readonly minAge: number | null;
  readonly maxAge: number | null;
}

/**
 * Bands of the public website for those aged 18 or under (2021-08), and two for the rest. The young ones overlap: a school year
 * holds two ages, and somebody of fifteen may be in junior high school or not.
 */
const AGE_BANDS = {
  elementary_1_2: { least: 6, most: 8 },
  elementary_3_4: { least: 8, most: 10 },
  elementary_5_6: { least: 10, most: 12 },
  junior_high: { least: 12, most: 15 },
  age_15_18: { least: 15, most: 18 },
  adult: { least: 19, most: 64 },
  senior: { least: 65, most: 120 },
} as const;

export type AgeBand = keyof typeof AGE_BANDS;
export const AGE_BAND_CODES = Object.keys(AGE_BANDS) as AgeBand[];

/** `partly`: some of the band are too young or too old, so the age has to be asked. */
export type AgeFit = 'fits' | 'partly' | 'no';

export function bandsOfAge(age: number): AgeBand[] {
  return AGE_BAND_CODES.filter((code) => AGE_BANDS[code].least <= age && age <= AGE_BANDS[code].most);
}

export function fitsAge(limits: AgeLimits, age: number): AgeFit {
  return fitsAges(limits, { least: age, most: age });
}

export function fitsBand(limits: AgeLimits, band: AgeBand): AgeFit {
  return fitsAges(limits, AGE_BANDS[band]);
}

function fitsAges({ minAge, maxAge }: AgeLimits, ages: { least: number; most: number }): AgeFit {
  const least = minAge ?? 0;
  const most = maxAge ?? Number.POSITIVE_INFINITY;
  if (ages.most < least || ages.least > most) return 'no';
  return least <= ages.least && ages.most <= most ? 'fits' : 'partly';
}
