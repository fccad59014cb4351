import { bandOfAge, readAgeBand } from './age-band';

describe('bandOfAge', () => {
  it.each([
    [0, 'a00_09'],
    [9, 'a00_09'],
    [10, 'a10_12'],
    [12, 'a10_12'],
    [13, 'a13_15'],
    [15, 'a13_15'],
    [16, 'a16_18'],
    [18, 'a16_18'],
    [19, 'a19'],
    [20, 'a20s'],
    [29, 'a20s'],
    [79, 'a70s'],
    [80, 'a80_over'],
    [119, 'a80_over'],
  ])('%i years: %s', (years, band) => {
    expect(bandOfAge(years)).toBe(band);
  });

  it.each([
    ['in a cut of its own', 15, ['a00_15', 'a16_19', 'unknown'], 'a00_15'],
    ['in no band', 70, ['a00_15', 'a16_19', 'unknown'], null],
    ['in two bands that share an age', 15, ['a13_15', 'a15_18'], null],
    ['in bands with names', 15, ['junior_high', 'unknown'], null],
  ])('%s', (_, years, bands, band) => {
    expect(bandOfAge(years, bands)).toBe(band);
  });

  it('reads a single year and an open end', () => {
    expect(readAgeBand('a19')).toEqual({ from: 19, to: 19 });
    expect(readAgeBand('a70_over')).toEqual({ from: 70, to: Number.POSITIVE_INFINITY });
    expect(readAgeBand('unknown')).toBeNull();
  });
});
