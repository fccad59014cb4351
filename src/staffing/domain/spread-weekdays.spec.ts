import { formatTokyo } from '../../shared/tokyo-time';
import { checkWeekdays, spreadWeekdays, type WeekdayWish } from './spread-weekdays';

const at = (text: string): Date => new Date(`${text}:00+09:00`);
/** From Monday 28 December 10:00 to Monday 4 January 10:00. */
const period = { from: at('2026-12-28T10:00'), until: at('2027-01-04T10:00') };
const rule = (weekdays: number[], from: number, until: number): WeekdayWish => ({
  weekdays,
  fromMinute: from * 60,
  untilMinute: until * 60,
  wish: 'can',
});
const spread = (...[rules, single = []]: [WeekdayWish[], { from: Date; until: Date }[]?]) =>
  spreadWeekdays(rules, single, period).map(({ from, until }) =>
    [from, until].map((each) => formatTokyo(each).slice(5, 16)).join(' '),
  );

describe('spreadWeekdays', () => {
  it('fills each such day of the period, cut at both ends', () => {
    expect(spread([rule([1], 8, 18)])).toEqual(['12-28T10:00 12-28T18:00', '01-04T08:00 01-04T10:00']);
  });

  it('reads an end before the start as the next day, also from the evening before the period', () => {
    expect(spread([rule([7], 22, 12)])).toEqual(['12-28T10:00 12-28T12:00', '01-03T22:00 01-04T10:00']);
  });

  it('reads the same clock twice as a whole day', () => {
    expect(spread([rule([3], 10, 10)])).toEqual(['12-30T10:00 12-31T10:00']);
  });

  it('leaves out what was said about single stretches', () => {
    const single = [{ from: at('2026-12-29T12:00'), until: at('2026-12-29T13:00') }];
    expect(spread([rule([2], 10, 18)], single)).toEqual([
      '12-29T10:00 12-29T12:00',
      '12-29T13:00 12-29T18:00',
    ]);
  });
});

describe('checkWeekdays', () => {
  it.each<[string, WeekdayWish[], string[]]>([
    ['side by side', [rule([1], 10, 16), rule([1], 16, 22)], []],
    ['an hour twice', [rule([1], 10, 16), rule([1], 15, 22)], ['/weekdays/1']],
    ['over midnight into the next day', [rule([2], 0, 6), rule([1], 22, 4)], ['/weekdays/1']],
  ])('%s', (_, rules, pointers) => {
    expect(checkWeekdays(rules, period).map(({ pointer }) => pointer)).toEqual(pointers);
  });
});
