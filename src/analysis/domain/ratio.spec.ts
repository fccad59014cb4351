import { mean, meanTime, percent, perDay, quotient } from './ratio';

describe('printed values', () => {
  it.each([
    [0, 7, '0.0'],
    [1, 3, '33.3'],
    [2, 3, '66.7'],
    [9, 48, '18.8'],
    [1, 2000, '0.1'],
    [1, 2001, '0.0'],
    [70_487, 199_113, '35.4'],
    [7, 7, '100.0'],
    [3, 2, '150.0'],
    [0, 0, null],
    [5, 0, null],
  ])('percent %i of %i', (numerator, denominator, printed) => {
    expect(percent(numerator, denominator)).toEqual({ numerator, denominator, printed });
  });

  it('keeps a quotient in lowest terms', () => {
    expect(quotient(90, 60)).toEqual({ numerator: 3, denominator: 2, printed: '1.5' });
    expect(quotient(0, 60)).toEqual({ numerator: 0, denominator: 1, printed: '0.0' });
    expect(quotient(0, 0)).toEqual({ numerator: 0, denominator: 0, printed: null });
  });

  it.each([
    ['a leap year', 15_154, 366 * 24, { numerator: 15_154, denominator: 366, printed: '41.4' }],
    ['seven days over eight dates', 70, 168, { numerator: 70, denominator: 7, printed: '10.0' }],
    ['half a day', 5, 12, { numerator: 10, denominator: 1, printed: '10.0' }],
    ['a day and a half', 10, 36, { numerator: 20, denominator: 3, printed: '6.7' }],
    ['nothing', 0, 1, { numerator: 0, denominator: 1, printed: '0.0' }],
  ])('per 24 hours: %s', (_, count, hours, expected) => {
    expect(perDay(count, hours * 3600)).toEqual(expected);
  });

  it('averages', () => {
    expect(mean(35_104, 22_725, 2)).toEqual({ sum: 35_104, count: 22_725, printed: '1.54' });
    expect(mean(0, 0, 1)).toEqual({ sum: 0, count: 0, printed: null });
    expect(meanTime(15_122 * 1096, 15_122).printed).toBe('18:16');
    expect(meanTime(1079, 2).printed).toBe('9:00');
    expect(meanTime(7200, 1).printed).toBe('120:00');
    expect(meanTime(0, 0).printed).toBeNull();
  });
});
