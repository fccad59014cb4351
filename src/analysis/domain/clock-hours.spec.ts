import { clockHours, datesTouched } from './clock-hours';

const span = (from: string, until: string) => ({ from: new Date(from), until: new Date(until) });

describe('clockHours', () => {
  it('finds each hour seven times in a week from 09:00 to 09:00', () => {
    const hours = clockHours(span('2022-12-28T09:00:00+09:00', '2023-01-04T09:00:00+09:00'));
    expect(new Set(hours.map(({ occurrences }) => occurrences))).toEqual(new Set([7]));
    expect(new Set(hours.map(({ seconds }) => seconds))).toEqual(new Set([7 * 3600]));
  });

  it('finds some hours once more when the length is not whole days', () => {
    const hours = clockHours(span('2024-05-02T10:00:00+09:00', '2024-05-03T12:00:00+09:00'));
    expect(hours[10]).toEqual({ occurrences: 2, seconds: 7200 });
    expect(hours[12]).toEqual({ occurrences: 1, seconds: 3600 });
  });

  it('splits an overlap over midnight and over part hours', () => {
    const hours = clockHours(span('2024-12-31T23:15:00+09:00', '2025-01-01T01:30:00+09:00'));
    expect(hours[23]).toEqual({ occurrences: 1, seconds: 2700 });
    expect(hours[0]).toEqual({ occurrences: 1, seconds: 3600 });
    expect(hours[1]).toEqual({ occurrences: 1, seconds: 1800 });
    expect(hours[2]).toEqual({ occurrences: 0, seconds: 0 });
  });

  it('counts nothing in an empty interval', () => {
    const at = '2024-12-31T23:15:00+09:00';
    expect(clockHours(span(at, at)).every(({ seconds }) => seconds === 0)).toBe(true);
  });
});

describe('datesTouched', () => {
  it.each([
    ['eight dates in seven days', '2022-07-07T10:00:00+09:00', '2022-07-14T10:00:00+09:00', 8],
    ['the end at midnight is outside', '2024-12-31T00:00:00+09:00', '2025-01-01T00:00:00+09:00', 1],
    ['one minute over midnight', '2024-12-31T23:59:30+09:00', '2025-01-01T00:00:30+09:00', 2],
    ['a leap year', '2011-04-01T00:00:00+09:00', '2012-04-01T00:00:00+09:00', 366],
  ])('%s', (_, from, until, dates) => {
    expect(datesTouched(span(from, until))).toBe(dates);
  });
});
