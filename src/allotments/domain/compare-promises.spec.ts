import { comparePromises, measureUse } from './compare-promises';

const block = (from: number, until: number, seats: number) => ({
  from: new Date(`2026-12-31T${String(from).padStart(2, '0')}:00:00Z`),
  until: new Date(`2026-12-31T${String(until).padStart(2, '0')}:00:00Z`),
  seats,
});

describe('measureUse', () => {
  it.each([
    ['nothing', [], 0, 0],
    ['one after the other', [block(0, 6, 2), block(6, 12, 3)], 1800, 3],
    ['an hour together', [block(0, 7, 2), block(6, 12, 3)], 1920, 5],
    ['the same hours', [block(0, 1, 2), block(0, 1, 3)], 300, 5],
  ])('%s', (_, blocks, minutes, peakSeats) => {
    expect(measureUse(blocks)).toEqual({ minutes, peakSeats });
  });
});

describe('comparePromises', () => {
  const use = { minutes: 1890, peakSeats: 5 };
  it.each([
    [null, null, []],
    [5, 1890, []],
    [4, null, ['above_seats']],
    [null, 1889, ['above_minutes']],
    [0, 0, ['above_seats', 'above_minutes']],
  ])('promised %s seats and %s minutes', (seatsPromised, maxMinutes, codes) => {
    expect(comparePromises({ seatsPromised, maxMinutes }, use).map(({ code }) => code)).toEqual(codes);
  });

  it('speaks in hours', () => {
    const [warning] = comparePromises({ seatsPromised: null, maxMinutes: 1800 }, use);
    expect(warning?.message).toBe('延べ31.5時間になり、上限の30時間を超えています。');
  });
});
