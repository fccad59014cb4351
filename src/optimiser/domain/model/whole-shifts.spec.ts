import { reachable, wholeEdges } from './whole-shifts';

const shifts = (long: number, short: number): [number, number][] => [
  ...Array.from({ length: long }, (_, at): [number, number] => [at, 480]),
  ...Array.from({ length: short }, (_, at): [number, number] => [long + at, 360]),
];

describe('what whole shifts can reach', () => {
  it.each([
    [37 * 60, 36 * 60],
    [36 * 60, 36 * 60],
    [-37 * 60, -38 * 60],
  ])('rounds %i minutes to %i', (bound, expected) => expect(reachable(shifts(5, 5), bound)).toBe(expected));

  it('leaves a bound alone where values have no common measure', () => {
    expect(reachable([[0, 0.3]], 1)).toBe(1);
    expect(reachable([], 5)).toBe(5);
  });

  it.each([14, 16, 22, 24, 36, 40, 66])('keeps all whole combinations within %i hours', (hours) => {
    const terms = shifts(9, 12);
    const edges = wholeEdges(terms, hours * 60);
    const total = (of: readonly (readonly [number, number])[], long: number, short: number): number =>
      of.reduce(
        (sum, [at, value]) => sum + (at < 9 ? (at < long ? value : 0) : at - 9 < short ? value : 0),
        0,
      );
    for (let long = 0; long <= 9; long++) {
      for (let short = 0; short <= 12; short++) {
        const fits = total(terms, long, short) <= hours * 60;
        const keeps = edges.every((edge) => total(edge.terms, long, short) <= edge.bound);
        expect(keeps || !fits).toBe(true);
      }
    }
  });

  it('cuts off two and two thirds short shifts in sixteen hours', () => {
    const [edge] = wholeEdges(shifts(9, 12), 16 * 60);
    expect(edge!.terms).toHaveLength(21);
    expect(edge!.bound / edge!.terms[0]![1]).toBe(2);
    expect(edge!.bound / edge!.terms[20]![1]).toBe(2);
  });

  it('says nothing about one size or three', () => {
    expect(wholeEdges(shifts(3, 0), 960)).toEqual([]);
    expect(wholeEdges([...shifts(3, 3), [9, 120]], 960)).toEqual([]);
  });
});
