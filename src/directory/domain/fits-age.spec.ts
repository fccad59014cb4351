import { bandsOfAge, fitsAge, fitsBand, type AgeBand } from './fits-age';

describe('age', () => {
  it.each([
    [5, []],
    [6, ['elementary_1_2']],
    [8, ['elementary_1_2', 'elementary_3_4']],
    [12, ['elementary_5_6', 'junior_high']],
    [15, ['junior_high', 'age_15_18']],
    [18, ['age_15_18']],
    [19, ['adult']],
    [65, ['senior']],
  ])('of %i is in the bands %j', (age, bands) => {
    expect(bandsOfAge(age)).toEqual(bands);
  });

  it.each([
    [null, null, 90, 'fits'],
    [null, 18, 18, 'fits'],
    [null, 18, 19, 'no'],
    [20, null, 19, 'no'],
    [20, null, 20, 'fits'],
    [0, 0, 0, 'fits'],
  ])('limits %j–%j, age %i: %s', (minAge, maxAge, age, fit) => {
    expect(fitsAge({ minAge, maxAge }, age)).toBe(fit);
  });

  it.each([
    [null, 18, 'age_15_18', 'fits'],
    [null, 17, 'age_15_18', 'partly'],
    [13, null, 'junior_high', 'partly'],
    [19, null, 'age_15_18', 'no'],
    [null, 11, 'junior_high', 'no'],
  ] as [number | null, number | null, AgeBand, string][])(
    'limits %j–%j, band %s: %s',
    (minAge, maxAge, band, fit) => {
      expect(fitsBand({ minAge, maxAge }, band)).toBe(fit);
    },
  );
});
