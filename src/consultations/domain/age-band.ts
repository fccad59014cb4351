/** Whole years, both ends inside. */
interface AgeRange {
  readonly from: number;
  readonly to: number;
}

/** The bands of the standard sheet. 18歳以下 is the first four, 10代 the second to fifth, 19歳以下 the first five. */
const STANDARD_BANDS: readonly string[] = [
  ...['a00_09', 'a10_12', 'a13_15', 'a16_18', 'a19'],
  ...['a20s', 'a30s', 'a40s', 'a50s', 'a60s', 'a70s', 'a80_over'],
];

const BAND = /^a(\d{2})(?:_(\d{2,3})|(_over)|(s))?$/;

/**
 * What a band's code says: `a13_15` is 13 to 15, `a19` is 19 alone, `a20s` is 20 to 29, `a80_over` is 80 and more. Every
 * programme cuts ages its own way, so a form brings its own bands; null for a code that names no range, such as `unknown`.
 */
export function readAgeBand(code: string): AgeRange | null {
  const found = BAND.exec(code);
  if (!found) return null;
  const [, first = '', last, over, decade] = found;
  const from = Number(first);
  if (over !== undefined) return { from, to: Number.POSITIVE_INFINITY };
  if (decade !== undefined) return { from, to: from + 9 };
  return { from, to: last === undefined ? from : Number(last) };
}

/** The one band that holds this age; null when none does, or several (中学生 and 15〜18歳 share the age of 15). */
export function bandOfAge(years: number, bands: readonly string[] = STANDARD_BANDS): string | null {
  const fitting = bands.filter((code) => {
    const range = readAgeBand(code);
    return range !== null && range.from <= years && years <= range.to;
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
