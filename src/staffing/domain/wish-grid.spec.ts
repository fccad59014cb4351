import { fillIn, gridColumns, readSymbol, symbolIn } from './wish-grid';
import type { Wish, WishSpan } from './wish';

const at = (text: string): Date => new Date(`2026-12-${text}:00+09:00`);
const period = { from: at('28T10:00'), until: at('30T10:00') };
const span = (from: string, until: string, wish: Wish): WishSpan => ({
  from: at(from),
  until: at(until),
  wish,
});

describe('gridColumns', () => {
  it('divides each day of the period as round-the-clock lines commonly do', () => {
    const columns = gridColumns(period, []);
    expect(columns.map(({ day, band }) => `${day.slice(5)} ${band}`)).toEqual([
      '12-28 10:00-16:00',
      '12-28 16:00-22:00',
      '12-28 22:00-28:00',
      '12-28 28:00-34:00',
      '12-29 10:00-16:00',
      '12-29 16:00-22:00',
      '12-29 22:00-28:00',
      '12-29 28:00-34:00',
    ]);
    expect(columns[2]).toMatchObject({ from: at('28T22:00'), until: at('29T04:00') });
  });

  it('divides it where duties of the period begin and end, the commonest six', () => {
    const edges = [8, 10, 15, 20, 22, 1, 5].map((hour, index) => ({ minute: hour * 60, times: index }));
    const day = { from: at('28T10:00'), until: at('29T10:00') };
    const bands = gridColumns(day, edges).map(({ band }) => band);
    expect(bands).toEqual([
      '10:00-15:00',
      '15:00-20:00',
      '20:00-22:00',
      '22:00-25:00',
      '25:00-29:00',
      '29:00-34:00',
    ]);
  });

  it('leaves no minute of the period out and none twice', () => {
    for (const edges of [
      [],
      [
        { minute: 540, times: 1 },
        { minute: 1260, times: 9 },
      ],
    ]) {
      const columns = gridColumns(period, edges);
      for (const [index, column] of columns.entries())
        expect(columns[index + 1]?.from ?? column.until).toEqual(column.until);
      expect(columns[0]?.from.getTime()).toBeLessThanOrEqual(period.from.getTime());
      expect(columns.at(-1)?.until.getTime()).toBeGreaterThanOrEqual(period.until.getTime());
    }
  });
});

describe('cells', () => {
  it.each([
    ['◎', 'want'],
    ['○', 'can'],
    ['〇', 'can'],
    ['△', 'reluctant'],
    ['×', 'cannot'],
    ['x', 'cannot'],
    ['', null],
    ['?', undefined],
  ])('%s is read as %s', (text, wish) => {
    expect(readSymbol(text)).toBe(wish);
  });

  it('change what they say and leave alone what they cannot show', () => {
    const [morning, evening] = gridColumns(period, []);
    if (!morning || !evening) throw new Error('two columns');
    const sheet = [span('28T11:00', '28T12:00', 'want'), span('28T16:00', '28T22:00', 'can')];
    expect([morning, evening].map((column) => symbolIn(sheet, column))).toEqual(['', '○']);
    const changed = fillIn(sheet, [{ column: evening, wish: 'cannot' }]);
    expect(changed).toEqual([span('28T11:00', '28T12:00', 'want'), span('28T16:00', '28T22:00', 'cannot')]);
    expect(fillIn(changed, [{ column: morning, wish: 'cannot' }])).toEqual([
      span('28T10:00', '28T22:00', 'cannot'),
    ]);
    expect(fillIn(changed, [{ column: evening, wish: null }])).toEqual([
      span('28T11:00', '28T12:00', 'want'),
    ]);
  });
});
