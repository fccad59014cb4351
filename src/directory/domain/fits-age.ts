/** Whole years, both ends inside; null: no limit. */
export interface AgeLimits {
  readonly minAge: number | null;
  readonly maxAge: number | null;
}

/**
 * Bands of the public website for those aged 18 or under (2021-08). They overlap: a school year holds two ages, and somebody of
 * fifteen may be in junior high school or not.
 */
const YOUTH_BANDS = {
  elementary_1_2: { label: '小学校1・2年', least: 6, most: 8 },
  elementary_3_4: { label: '小学校3・4年', least: 8, most: 10 },
  elementary_5_6: { label: '小学校5・6年', least: 10, most: 12 },
  junior_high: { label: '中学生', least: 12, most: 15 },
  age_15_18: { label: '15〜18歳', least: 15, most: 18 },
} as const;

export type YouthBand = keyof typeof YOUTH_BANDS;
export const YOUTH_BAND_CODES = Object.keys(YOUTH_BANDS) as YouthBand[];

/** `partly`: some of the band are too young or too old, so the age has to be asked. */
export type AgeFit = 'fits' | 'partly' | 'no';

export function bandsOfAge(age: number): YouthBand[] {
  return YOUTH_BAND_CODES.filter((code) => YOUTH_BANDS[code].least <= age && age <= YOUTH_BANDS[code].most);
}

export function fitsAge(limits: AgeLimits, age: number): AgeFit {
  return fitsAges(limits, { least: age, most: age });
}

export function fitsBand(limits: AgeLimits, band: YouthBand): AgeFit {
  return fitsAges(limits, YOUTH_BANDS[band]);
}

function fitsAges({ minAge, maxAge }: AgeLimits, ages: { least: number; most: number }): AgeFit {
  const least = minAge ?? 0;
  const most = maxAge ?? Number.POSITIVE_INFINITY;
  if (ages.most < least || ages.least > most) return 'no';
  return least <= ages.least && ages.most <= most ? 'fits' : 'partly';
}
