import type { DemandSlot } from './demand-slot';
import { withOfferedLoad } from './offered-load';

const at = (half: number) => new Date(Date.parse('2026-12-31T10:00:00+09:00') + half * 1_800_000);
const slot = (half: number, calls: number): Omit<DemandSlot, 'offeredLoad'> => ({
  channel: 'phone',
  fieldCode: 'suicide',
  startsAt: at(half),
  calls,
  talkSeconds: 1_320,
  wrapUpSeconds: 300,
  patienceSeconds: 180,
});
const loads = (slots: readonly Omit<DemandSlot, 'offeredLoad'>[]) =>
  withOfferedLoad(slots).map(({ offeredLoad }) => offeredLoad);

describe('modified offered load', () => {
  it('starts empty and comes to calls times their length', () => {
    const steady = loads(Array.from({ length: 20 }, (_, half) => slot(half, 10)));
    // 10 calls in 1,800 s of 1,620 s each are 9 erlangs; the first half hour has 1 − (1 − e^(−1/0.9))·0.9 of them.
    expect(steady[0]).toBeCloseTo(9 * (1 - (1 - Math.exp(-1 / 0.9)) * 0.9), 9);
    expect(steady.at(-1)).toBeCloseTo(9, 6);
    expect(steady).toEqual(steady.toSorted((a, b) => a - b));
  });

  it('keeps every second of work: what a peak brings is done later', () => {
    const calls = [0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    const peak = loads(calls.map((count, half) => slot(half, count)));
    expect(peak[2]).toBeGreaterThan(5);
    expect((peak[3] ?? 0) / (peak[2] ?? 1)).toBeCloseTo(Math.exp(-1_800 / 1_620), 9);
    expect(peak.reduce((sum, load) => sum + load * 1_800, 0)).toBeCloseTo(20 * 1_620, 0);
  });

  it('lets conversations run out while the field is closed', () => {
    const [, , before] = loads([slot(0, 10), slot(1, 10), slot(2, 0)]);
    const [, , after] = loads([slot(0, 10), slot(1, 10), slot(30, 0)]);
    expect(before).toBeGreaterThan(3);
    expect(after).toBeLessThan(1e-5);
  });
});
