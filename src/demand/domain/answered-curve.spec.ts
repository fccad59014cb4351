import fc from 'fast-check';
import { answeredAt, answeredCurve, concavePieces, slotCurve } from './answered-curve';
import type { DemandSlot } from './demand-slot';

const MAX_SEATS = 80;
/** Rounding of sums of doubles, relative to all calls. */
const ROUNDING = 1e-9;

const loads = fc.double({ min: 0.01, max: 60, noNaN: true });
const seconds = fc.double({ min: 20, max: 5_000, noNaN: true });
const shares = fc.double({ min: 0.3, max: 1, noNaN: true });

const SLOT: DemandSlot = {
  channel: 'phone',
  fieldCode: 'suicide',
  startsAt: new Date('2026-12-31T22:00:00+09:00'),
  calls: 12,
  talkSeconds: 1_320,
  wrapUpSeconds: 300,
  patienceSeconds: 180,
  offeredLoad: 10.8,
};

describe('answered calls by seats', () => {
  it('rise and flatten, whatever the load, the length of conversations and the patience', () => {
    fc.assert(
      fc.property(loads, seconds, seconds, (load, handling, patience) => {
        const curve = answeredCurve(load, handling, patience, MAX_SEATS);
        const all = (load / handling) * 3_600;
        const most = curve.map((_, seats) => Math.min(all, (seats * 3_600) / handling));
        expect(curve[0]).toBe(0);
        expect(worstBend(curve) / all).toBeLessThan(ROUNDING);
        expect(Math.max(...curve.map((calls, seats) => calls - (most[seats] ?? 0))) / all).toBeLessThan(
          ROUNDING,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('stay so under an occupancy cap, which only ever takes away', () => {
    fc.assert(
      fc.property(loads, seconds, shares, (offeredLoad, patienceSeconds, cap) => {
        const slot = { ...SLOT, offeredLoad, patienceSeconds };
        const [free, capped] = [slotCurve(slot, MAX_SEATS, null), slotCurve(slot, MAX_SEATS, cap)];
        expect(worstBend(capped) / slot.calls).toBeLessThan(ROUNDING);
        expect(Math.max(...capped.map((calls, seats) => calls - (free[seats] ?? 0)))).toBeLessThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  it('are worth a whole conversation per seat in overload, whatever the field', () => {
    const curve = answeredCurve(60, 1_620, 180, 5);
    expect((curve[5] ?? 0) - (curve[4] ?? 0)).toBeCloseTo(3_600 / 1_620, 3);
  });

  it('under a cap cost what seats would answer without a pause', () => {
    // 40 seats are busy 99 % of the time and answer 57 %; at 85 % they carry 34 of the 69.75 erlangs.
    const busy = { ...SLOT, calls: 77.5, offeredLoad: 69.75 };
    const [free, capped] = [slotCurve(busy, 100, null), slotCurve(busy, 100, 0.85)];
    expect(capped[40]).toBeCloseTo((34 / 69.75) * 77.5, 9);
    expect((free[40] ?? 0) - (capped[40] ?? 0)).toBeGreaterThan(5);
    expect(capped[100]).toBe(free[100]);
  });

  it('fall into pieces of falling slope that add up to the curve', () => {
    const curve = slotCurve(SLOT, 30, null);
    for (const tolerance of [0, 0.05]) {
      const pieces = concavePieces(curve, tolerance);
      expect(pieces.reduce((sum, { seats }) => sum + seats, 0)).toBe(30);
      expect(pieces.reduce((sum, { seats, slope }) => sum + seats * slope, 0)).toBeCloseTo(curve[30] ?? 0, 9);
      const slopes = pieces.map(({ slope }) => slope);
      expect(slopes).toEqual(slopes.toSorted((a, b) => b - a));
    }
    expect(concavePieces(curve, 0.05).length).toBeLessThan(concavePieces(curve).length);
  });

  it('are read between whole seats on the straight line', () => {
    expect([0, 1, 1.5, 2, 7].map((seats) => answeredAt([0, 4, 6], seats))).toEqual([0, 4, 5, 6, 6]);
  });
});

/** By how much the curve falls, or bends upwards, at its worst place. */
function worstBend(curve: readonly number[]): number {
  const slopes = curve.slice(1).map((calls, index) => calls - (curve[index] ?? 0));
  return Math.max(...slopes.map((slope, index) => Math.max(-slope, slope - (slopes[index - 1] ?? Infinity))));
}
