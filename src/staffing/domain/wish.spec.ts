import { type Wish, wishFor, type WishSpan } from './wish';

const at = (clock: string): Date => new Date(`2026-12-${clock}:00+09:00`);
const span = (from: string, until: string, wish: Wish): WishSpan => ({
  from: at(from),
  until: at(until),
  wish,
});
const duty = { from: at('31T22:00'), until: new Date('2027-01-01T06:00:00+09:00') };
const midnight = new Date('2027-01-01T00:00:00+09:00');

describe('wishFor', () => {
  it.each<[string, readonly WishSpan[], string]>([
    ['nothing said', [], 'not_offered'],
    ['one span over all of it', [{ ...duty, wish: 'want' }], 'want'],
    [
      'the worse half decides',
      [
        { from: midnight, until: duty.until, wish: 'reluctant' },
        { from: duty.from, until: midnight, wish: 'want' },
      ],
      'reluctant',
    ],
    [
      'a gap of a minute',
      [
        { from: duty.from, until: new Date(midnight.getTime() - 60_000), wish: 'want' },
        { from: midnight, until: duty.until, wish: 'want' },
      ],
      'not_offered',
    ],
    ['the last minute missing', [span('31T20:00', '31T23:59', 'want')], 'not_offered'],
    ['the first minute missing', [{ ...duty, from: at('31T22:01'), wish: 'can' }], 'not_offered'],
    [
      'one bar at the end outweighs silence',
      [{ from: midnight, until: duty.until, wish: 'cannot' }],
      'cannot',
    ],
    [
      'a bar that ends where the duty begins',
      [span('31T10:00', '31T22:00', 'cannot'), { ...duty, wish: 'can' }],
      'can',
    ],
  ])('%s', (_, spans, verdict) => {
    expect(wishFor(spans, duty)).toBe(verdict);
  });
});
