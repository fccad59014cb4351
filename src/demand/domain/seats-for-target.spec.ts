import fc from 'fast-check';
import { slotCurve } from './answered-curve';
import type { DemandSlot } from './demand-slot';
import { erlangA } from './erlang-a';
import { seatsForTarget } from './seats-for-target';

const SLOT: DemandSlot = {
  channel: 'phone',
  fieldCode: null,
  startsAt: new Date('2026-12-31T22:00:00+09:00'),
  calls: 77.5,
  talkSeconds: 1_320,
  wrapUpSeconds: 300,
  patienceSeconds: 180,
  offeredLoad: 69.75,
};

describe('seats for an answer rate', () => {
  it('are the fewest that reach it, and with a cap the fewest that also keep it', () => {
    const callers = { load: 69.75, handlingSeconds: 1_620, patienceSeconds: 180 };
    const { fewest, humane } = seatsForTarget(SLOT, { answerRate: 0.8, occupancyCap: 0.85 });
    expect(1 - erlangA(callers, fewest).abandoned).toBeGreaterThanOrEqual(0.8);
    expect(1 - erlangA(callers, fewest - 1).abandoned).toBeLessThan(0.8);
    expect(erlangA(callers, fewest).occupancy).toBeGreaterThan(0.95);
    expect(erlangA(callers, humane).occupancy).toBeLessThanOrEqual(0.85);
    expect(erlangA(callers, humane - 1).occupancy).toBeGreaterThan(0.85);
  });

  it('hold for any load, patience, rate and cap', () => {
    const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        within(0.01, 100),
        within(10, 5_000),
        within(0.05, 0.999),
        within(0.2, 1),
        (offeredLoad, patienceSeconds, answerRate, occupancyCap) => {
          const slot = { ...SLOT, offeredLoad, patienceSeconds };
          const { fewest, humane } = seatsForTarget(slot, { answerRate, occupancyCap });
          expect(humane).toBeGreaterThanOrEqual(fewest);
          const curve = slotCurve(slot, humane, null);
          expect(curve[fewest]).toBeGreaterThanOrEqual(answerRate * slot.calls * (1 - 1e-12));
          expect((curve[humane] ?? 0) * (offeredLoad / slot.calls)).toBeLessThanOrEqual(
            occupancyCap * humane * (1 + 1e-12),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are none without calls', () => {
    const empty = { ...SLOT, calls: 0, offeredLoad: 0 };
    expect(seatsForTarget(empty, { answerRate: 0.9, occupancyCap: null })).toEqual({ fewest: 0, humane: 0 });
  });
});
