import { checkLimits, checkSpans } from './check-wishes';
import type { Wish, WishLimits, WishSpan } from './wish';

const at = (text: string): Date => new Date(`${text}:00+09:00`);
const period = { from: at('2026-12-28T10:00'), until: at('2027-01-04T10:00') };
const span = (from: string, until: string, wish: Wish = 'want'): WishSpan => ({
  from: at(from),
  until: at(until),
  wish,
});
const NO_LIMITS: WishLimits = { maxMinutes: null, targetMinutes: null, maxNights: null, maxDays: null };
const named = (faults: readonly { pointer: string; code: string }[]) =>
  faults.map(({ pointer, code }) => `${pointer} ${code}`);

describe('checkSpans', () => {
  it.each<[string, WishSpan[], string[]]>([
    ['over midnight', [span('2026-12-31T22:00', '2027-01-01T06:00')], []],
    [
      'side by side',
      [span('2026-12-29T10:00', '2026-12-29T16:00'), span('2026-12-29T16:00', '2026-12-29T22:00')],
      [],
    ],
    [
      'a shared minute',
      [span('2026-12-29T10:00', '2026-12-29T16:01'), span('2026-12-29T16:00', '2026-12-29T22:00')],
      ['/spans/1/from overlap'],
    ],
    [
      'a long one over two, entered last',
      [
        span('2026-12-29T10:00', '2026-12-29T12:00'),
        span('2026-12-29T14:00', '2026-12-29T16:00'),
        span('2026-12-29T09:00', '2026-12-29T22:00'),
      ],
      ['/spans/2/from overlap'],
    ],
    ['no length', [span('2026-12-29T10:00', '2026-12-29T10:00')], ['/spans/0/until span']],
    [
      'ends as the period begins',
      [span('2026-12-28T02:00', '2026-12-28T10:00')],
      ['/spans/0/from outside_period'],
    ],
    ['into the period', [span('2026-12-28T02:00', '2026-12-28T10:01')], []],
    [
      'begins as the period ends',
      [span('2027-01-04T10:00', '2027-01-04T18:00')],
      ['/spans/0/from outside_period'],
    ],
    [
      'a day and a minute beyond',
      [span('2027-01-04T09:00', '2027-01-05T10:01')],
      ['/spans/0/from outside_period'],
    ],
  ])('%s', (_, spans, faults) => {
    expect(named(checkSpans(spans, period))).toEqual(faults);
  });
});

describe('checkLimits', () => {
  const night = span('2026-12-31T21:00', '2026-12-31T23:00');
  it.each<[string, WishSpan[], Partial<WishLimits>, string[]]>([
    ['none', [night], {}, []],
    ['as much as is offered', [night], { targetMinutes: 120, maxMinutes: 120 }, []],
    [
      'more than the own limit',
      [night],
      { targetMinutes: 120, maxMinutes: 119 },
      ['/targetMinutes above_limit'],
    ],
    ['more than is offered', [night], { targetMinutes: 121 }, ['/targetMinutes above_offer']],
    [
      'what cannot be is not offered',
      [{ ...night, wish: 'cannot' }],
      { targetMinutes: 1 },
      ['/targetMinutes above_offer'],
    ],
    ['a night wanted, none allowed', [night], { maxNights: 0 }, ['/maxNights contradicts_wish']],
    ['a night that could be, none allowed', [{ ...night, wish: 'can' }], { maxNights: 0 }, []],
    [
      'an evening wanted, no night allowed',
      [span('2026-12-31T17:00', '2026-12-31T22:00')],
      { maxNights: 0 },
      [],
    ],
    [
      'a wish without room',
      [night],
      { maxMinutes: 0, maxDays: 0 },
      ['/maxMinutes contradicts_wish', '/maxDays contradicts_wish'],
    ],
  ])('%s', (_, spans, limits, faults) => {
    expect(named(checkLimits(spans, { ...NO_LIMITS, ...limits }))).toEqual(faults);
  });
});
