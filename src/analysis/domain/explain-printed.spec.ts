import { explainPrinted } from './explain-printed';

describe('explainPrinted', () => {
  const max = Number.MAX_SAFE_INTEGER;

  it.each([
    ['11 of 30 is 36.666…', [11, 30, '36.7'], ['half_up']],
    ['cut off instead of rounded', [202_727, 605_833, '33.4'], ['truncate']],
    ['rounded to whole per cent', [202_727, 605_833, '33'], ['half_up', 'truncate']],
    ['an exact half, rounded', [21, 48, '43.8'], ['half_up']],
    ['an exact half, cut off', [9, 48, '18.7'], ['truncate']],
    ['exact to two decimals', [9, 48, '18.75'], ['half_up', 'truncate']],
    ['with a per cent sign', [7_966, 497_875, '1.6 %'], ['half_up', 'truncate']],
    ['full-width per cent sign', [384_754, 10_878_227, '3.54％'], ['half_up']],
    ['nothing of something', [0, 8, '0.0'], ['half_up', 'truncate']],
    ['more than everything', [3, 2, '150.0'], ['half_up', 'truncate']],
    ['beyond a double when multiplied', [max, max, '100'], ['half_up', 'truncate']],
  ] as const)('%s', (_, [numerator, denominator, printed], rules) => {
    const decimals = /\.(\d+)/.exec(printed)?.[1]?.length ?? 0;
    expect(explainPrinted({ numerator, denominator, printed, unit: 'percent' })).toEqual({ rules, decimals });
  });

  it('explains a plain quotient', () => {
    expect(
      explainPrinted({ numerator: 15_154, denominator: 366, printed: '41.4', unit: 'quotient' }),
    ).toEqual({
      rules: ['half_up', 'truncate'],
      decimals: 1,
    });
    expect(
      explainPrinted({ numerator: 15_154, denominator: 365, printed: '41.4', unit: 'quotient' }),
    ).toBeNull();
  });

  it.each([
    ['no rule gives it', 1, 3, '33.5'],
    ['an empty base has no rate', 0, 0, '0.0'],
    ['three decimals are not printed anywhere', 1, 8, '12.500'],
    ['not a number', 1, 8, '約1割'],
    ['nothing', 1, 8, ''],
  ])('null: %s', (_, numerator, denominator, printed) => {
    expect(explainPrinted({ numerator, denominator, printed, unit: 'percent' })).toBeNull();
  });
});
