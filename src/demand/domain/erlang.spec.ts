import { erlangA, answeredShares } from './erlang-a';
import { erlangB, erlangC, meanWaitSeconds, patientOccupancy, serviceLevel } from './erlang';

const R_PACKAGE = 'R package ErlangC, readme';
const PYTHON_PACKAGE = 'Python package call-center-tools';
/** 100 calls in 30 minutes of 180 s. */
const HUNDRED = { load: 10, handlingSeconds: 180 };
/** 1,000 calls an hour of 120 s. */
const THOUSAND = { load: 1_000 / 30, handlingSeconds: 120 };

describe('Erlang B and C against published values', () => {
  // Classic 1 % table of Erlang B; 30 lines at 25 erlangs from the Mathematica example page (about .05).
  it.each([
    [1, 0.0101, 0.01, 4],
    [2, 0.153, 0.01, 3],
    [5, 1.36, 0.01, 3],
    [10, 4.46, 0.01, 3],
    [20, 12.03, 0.01, 3],
    [100, 84.1, 0.01, 3],
    [30, 25, 0.0526, 4],
  ])('%i lines at %f erlangs block %f', (seats, load, blocked, digits) => {
    expect(erlangB(load, seats)).toBeCloseTo(blocked, digits);
  });

  it.each([
    [R_PACKAGE, 'P(wait), 14', erlangC({ ...HUNDRED, seats: 14 }), 0.1741319, 7],
    [R_PACKAGE, 'within 20 s, 14', serviceLevel({ ...HUNDRED, seats: 14 }, 20), 0.88835, 5],
    [R_PACKAGE, 'mean wait, 14', meanWaitSeconds({ ...HUNDRED, seats: 14 }), 7.83593701, 8],
    [R_PACKAGE, 'occupancy, 14', patientOccupancy({ ...HUNDRED, seats: 14 }), 0.7142857, 7],
    [R_PACKAGE, 'P(wait), 11', erlangC({ ...HUNDRED, seats: 11 }), 0.6821182, 7],
    [R_PACKAGE, 'within 20 s, 11', serviceLevel({ ...HUNDRED, seats: 11 }, 20), 0.3896138, 7],
    [PYTHON_PACKAGE, 'P(wait), 40', erlangC({ ...THOUSAND, seats: 40 }), 0.1907, 4],
    [PYTHON_PACKAGE, 'within 20 s, 40', serviceLevel({ ...THOUSAND, seats: 40 }, 20), 0.9372, 4],
    [PYTHON_PACKAGE, 'mean wait, 40', meanWaitSeconds({ ...THOUSAND, seats: 40 }), 3.43, 2],
    ['closed form 1/3', 'P(wait), 2', erlangC({ load: 1, seats: 2 }), 1 / 3, 12],
  ])('%s: %s seats', (_, __, found, published, digits) => {
    expect(found).toBeCloseTo(published, digits);
  });

  it('knows no answer where the load reaches the seats', () => {
    const full = { load: 10, handlingSeconds: 180, seats: 10 };
    expect([erlangC(full), serviceLevel(full, 20), meanWaitSeconds(full)]).toEqual([1, 0, Infinity]);
  });
});

describe('Erlang A', () => {
  const MANDELBAUM_ZELTYN = { load: 48, handlingSeconds: 60, patienceSeconds: 120 };

  it('meets the example of Mandelbaum and Zeltyn: 50 seats, 48 calls a minute, patience 2 minutes', () => {
    const found = erlangA(MANDELBAUM_ZELTYN, 50);
    expect(found.abandoned).toBeCloseTo(0.0309122, 7);
    expect(found.meanWaitSeconds).toBeCloseTo(3.709, 3);
    expect(found.occupancy).toBeCloseTo(0.93, 3);
    expect(found.answeredPerHour).toBeCloseTo(48 * 60 * (1 - 0.0309122), 2);
  });

  it('is the tail of a Poisson distribution where callers are as patient as conversations are long', () => {
    const found = erlangA({ load: 20, handlingSeconds: 60, patienceSeconds: 60 }, 20);
    expect(found.waiting).toBeCloseTo(0.52974273, 8);
    expect(found.waiting).toBeCloseTo(1 - poissonBelow(20, 20), 12);
  });

  it('becomes Erlang C for endless patience and Erlang B for none', () => {
    const load = { load: 10, handlingSeconds: 180 };
    const patient = erlangA({ ...load, patienceSeconds: 1e12 }, 14);
    expect(patient.waiting).toBeCloseTo(0.1741319, 6);
    expect(patient.meanWaitSeconds).toBeCloseTo(7.83593701, 6);
    const impatient = erlangA({ ...load, patienceSeconds: 1e-9 }, 14);
    expect(impatient.abandoned).toBeCloseTo(0.0568191, 7);
    expect(impatient.abandoned).toBeCloseTo(erlangB(10, 14), 9);
  });

  it('has no jump where the load meets the seats', () => {
    const callers = { handlingSeconds: 1_620, patienceSeconds: 180 };
    const [below, at, above] = [20 - 1e-9, 20, 20 + 1e-9].map(
      (load) => erlangA({ ...callers, load }, 20).abandoned,
    ) as [number, number, number];
    expect(Math.abs(at - below)).toBeLessThan(1e-9);
    expect(Math.abs(above - at)).toBeLessThan(1e-9);
  });

  // 155 attempts an hour, 27 minutes each, 3 minutes of patience: the overload of a year-end week.
  it.each([
    [20, 0.287, 128],
    [40, 0.57, 77],
    [60, 0.832, 30],
    [80, 0.984, 3],
  ])('answers %i seats of an overloaded line %f after %i s', (seats, answered, wait) => {
    const found = erlangA({ load: 155 * 0.45, handlingSeconds: 1_620, patienceSeconds: 180 }, seats);
    expect(1 - found.abandoned).toBeCloseTo(answered, 3);
    expect(Math.abs(found.meanWaitSeconds - wait)).toBeLessThan(0.5);
  });

  it('stays finite for loads and patience far beyond any line', () => {
    const found = erlangA({ load: 5_000, handlingSeconds: 600, patienceSeconds: 600_000 }, 10);
    expect(found.answeredPerHour).toBeCloseTo(60, 6);
    expect(found.occupancy).toBeCloseTo(1, 9);
    expect(
      erlangA({ load: 20_000, handlingSeconds: 600, patienceSeconds: 60 }, 20_500).abandoned,
    ).toBeLessThan(0.01);
  });

  it('has nothing to lose without calls or to win without seats', () => {
    expect(erlangA({ load: 0, handlingSeconds: 60, patienceSeconds: 60 }, 3).abandoned).toBe(0);
    expect(answeredShares({ load: 0, handlingSeconds: 60, patienceSeconds: 60 }, 2)).toEqual([0, 1, 1]);
    expect(erlangA(MANDELBAUM_ZELTYN, 0)).toMatchObject({ abandoned: 1, answeredPerHour: 0 });
  });
});

/** P(X < n) of a Poisson variable. */
function poissonBelow(n: number, mean: number): number {
  let [term, sum] = [Math.exp(-mean), 0];
  for (let k = 0; k < n; k += 1) {
    sum += term;
    term *= mean / (k + 1);
  }
  return sum;
}
