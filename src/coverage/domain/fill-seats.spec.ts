import fc from 'fast-check';
import { type FillCell, type FillStep, fillSeats, type Purse } from './fill-seats';

const free = (): bigint => 0n;
const hours = (count: number): Purse => ({ hours: count, yen: null, yenPerStep: free });

/** Falling gains, as concave curves have them. */
const cells = fc.array(
  fc
    .array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 4 })
    .map((gains): FillCell => ({ gains: gains.toSorted((a, b) => b - a) })),
  { minLength: 1, maxLength: 4 },
);

const gained = (steps: readonly FillStep[]) => steps.reduce((sum, { gain }) => sum + gain, 0);

/** The most calls any choice of seats answers within a limit on its cost, by trying all. */
function exhaustive(of: readonly FillCell[], cost: (cell: number) => number, limit: number): number {
  const best = (cell: number, left: number): number => {
    const gains = of[cell]?.gains;
    if (!gains) return 0;
    let [most, gain] = [best(cell + 1, left), 0];
    for (let seats = 1; seats <= gains.length && seats * cost(cell) <= left; seats += 1) {
      gain += gains[seats - 1] ?? 0;
      most = Math.max(most, gain + best(cell + 1, left - seats * cost(cell)));
    }
    return most;
  };
  return best(0, limit);
}

describe('filling seats', () => {
  it('answers as many calls as the best of all plans with these hours', () => {
    fc.assert(
      fc.property(cells, fc.integer({ min: 0, max: 12 }), (of, halfHours) => {
        const steps = fillSeats(of, [hours(halfHours / 2)], 0);
        expect(steps.length).toBeLessThanOrEqual(halfHours);
        expect(gained(steps)).toBe(exhaustive(of, () => 1, halfHours));
      }),
      { numRuns: 500 },
    );
  });

  it('with different prices misses the best plan by less than one seat, and never overspends', () => {
    const prices = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(cells, prices, fc.integer({ min: 0, max: 60 }), (of, price, yen) => {
        const cost = (cell: number) => price[cell] ?? 1;
        const purse = { hours: null, yen: BigInt(yen), yenPerStep: (cell: number) => BigInt(cost(cell)) };
        const steps = fillSeats(of, [purse], 0);
        const spent = steps.reduce((sum, { cell }) => sum + cost(cell), 0);
        expect(spent).toBeLessThanOrEqual(yen);
        const best = exhaustive(of, cost, yen);
        const oneSeat = Math.max(...of.map(({ gains }) => gains[0] ?? 0));
        expect(gained(steps)).toBeGreaterThanOrEqual(best - oneSeat);
        // What it did spend could not have been spent better, as long as it took them strictly in order of worth.
        const inOrder = steps.every(
          ({ cell, gain }, at) => at === 0 || worth(steps[at - 1]) >= gain / cost(cell),
        );
        expect(inOrder).toBe(true);

        function worth(step: FillStep | undefined): number {
          return step ? step.gain / cost(step.cell) : Infinity;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('lets several organisations share a half hour, each within its own purse and fields', () => {
    const of = [{ gains: [5, 4, 3] }, { gains: [2, 1] }];
    const only = (own: number): Purse => ({
      hours: 1,
      yen: null,
      yenPerStep: (cell) => (cell === own ? 0n : null),
    });
    const steps = fillSeats(of, [only(0), only(1), hours(0.5)], 0);
    expect(steps.map(({ purse, cell, gain }) => [purse, cell, gain])).toEqual([
      [0, 0, 5],
      [0, 0, 4],
      [2, 0, 3],
      [1, 1, 2],
      [1, 1, 1],
    ]);
  });

  it('keeps what would answer hardly anybody', () => {
    expect(fillSeats([{ gains: [1, 0.4, 0.01] }], [hours(10)], 0.05)).toHaveLength(2);
    expect(fillSeats([], [hours(10)], 0)).toEqual([]);
  });
});
