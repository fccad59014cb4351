import { isNight, nightShare, nightsOf } from './nights';

const at = (text: string): Date => new Date(`2026-12-${text}:00+09:00`);

describe('nights', () => {
  it.each([
    ['28T17:00', '28T22:00', [], 0],
    ['28T17:00', '28T22:01', ['2026-12-28'], 1],
    ['28T21:59', '28T22:00', [], 0],
    ['28T21:59', '28T22:01', ['2026-12-28'], 1],
    ['28T22:00', '28T23:00', ['2026-12-28'], 60],
    ['28T17:00', '29T01:00', ['2026-12-28'], 180],
    ['29T00:00', '29T05:00', ['2026-12-28'], 300],
    ['29T05:00', '29T10:00', [], 0],
    ['29T04:59', '29T10:00', ['2026-12-28'], 1],
    ['28T22:00', '29T05:00', ['2026-12-28'], 420],
    ['28T08:30', '29T08:30', ['2026-12-28'], 420],
    ['28T04:00', '29T23:00', ['2026-12-27', '2026-12-28', '2026-12-29'], 540],
  ])('%s to %s touches %j, %d minutes of it', (from, until, nights, late) => {
    const span = { from: at(from), until: at(until) };
    expect(nightsOf(span)).toEqual(nights);
    expect(isNight(span)).toBe(nights.length > 0);
    expect(nightShare(span) * ((span.until.getTime() - span.from.getTime()) / 60_000)).toBeCloseTo(late, 6);
  });
});
