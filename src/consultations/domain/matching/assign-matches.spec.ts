import fc from 'fast-check';
import { assignMatches, MARGIN, type Pair, THRESHOLD } from './assign-matches';

const pairs = (...texts: readonly string[]): Pair[] =>
  texts.map((text) => {
    const [sheetId = '', callId = '', score] = text.split(' ');
    return { sheetId, callId, score: Number(score) };
  });
const said = (given: readonly Pair[]) => {
  const { matches, ambiguous } = assignMatches(given);
  return { matches: matches.map(({ sheetId, callId }) => `${sheetId}-${callId}`), ambiguous };
};

describe('assignMatches', () => {
  it.each<[string, Pair[], readonly string[], readonly string[]]>([
    ['one of one', pairs('S c 60'), ['S-c'], []],
    ['nothing below the threshold', pairs('S c 59'), [], []],
    ['best first', pairs('S c 70', 'T c 90', 'S d 65'), ['T-c', 'S-d'], []],
    ['clear by the margin exactly', pairs('S c 80', 'S d 70'), ['S-c'], []],
    ['in doubt a point within it', pairs('S c 80', 'S d 71'), [], ['S']],
    ['doubt of two sheets about one call', pairs('S c 80', 'T c 75'), [], ['S', 'T']],
    ['doubt from what is too bad to be taken', pairs('S c 61', 'S d 55'), [], ['S']],
    ['doubt that goes when the rival is taken', pairs('S c 80', 'S d 78', 'T d 95'), ['T-d', 'S-c'], []],
    [
      'a chain in which each takes the doubt from the next',
      pairs('S c 70', 'S d 62', 'T d 75', 'T e 68', 'U e 80'),
      ['U-e', 'T-d', 'S-c'],
      [],
    ],
    ['equals', pairs('S c 90', 'S d 90', 'T c 90', 'T d 90'), [], ['S', 'T']],
  ])('%s', (_, given, matches, ambiguous) => {
    expect(said(given)).toEqual({ matches, ambiguous });
  });

  const someScore = fc.integer({ min: 40, max: 100 });
  const somePairs = fc
    .uniqueArray(fc.tuple(fc.nat(7), fc.nat(7), someScore), { selector: ([s, c]) => `${s} ${c}` })
    .map((list) => list.map(([s, c, score]): Pair => ({ sheetId: `s${s}`, callId: `c${c}`, score })));

  /** What one walk from best to worst gives, written down as plainly as can be. */
  function greedy(given: readonly Pair[]): Pair[] {
    const taken: Pair[] = [];
    const meets = (a: Pair, b: Pair) => a.sheetId === b.sheetId || a.callId === b.callId;
    const order = given.toSorted(
      (a, b) => b.score - a.score || (`${a.sheetId} ${a.callId}` < `${b.sheetId} ${b.callId}` ? -1 : 1),
    );
    for (const pair of order) {
      const free = given.filter((other) => !taken.some((match) => meets(match, other)));
      const rivals = free.filter((other) => other !== pair && meets(other, pair));
      const clear = rivals.every(({ score }) => score <= pair.score - MARGIN);
      if (pair.score >= THRESHOLD && free.includes(pair) && clear) taken.push(pair);
    }
    return taken;
  }

  it('never gives one call to two sheets nor one sheet two calls, and nothing below the threshold', () => {
    fc.assert(
      fc.property(somePairs, (given) => {
        const { matches, ambiguous } = assignMatches(given);
        for (const key of ['callId', 'sheetId'] as const) {
          expect(new Set(matches.map((pair) => pair[key])).size).toBe(matches.length);
        }
        expect(matches.every(({ score }) => score >= THRESHOLD)).toBe(true);
        const matched = new Set(matches.map(({ sheetId }) => sheetId));
        expect(ambiguous.filter((id) => matched.has(id))).toEqual([]);
      }),
    );
  });

  it('is never worse than one greedy walk, and the same whatever the order of the input', () => {
    fc.assert(
      fc.property(somePairs, fc.infiniteStream(fc.nat()), (given, random) => {
        const { matches } = assignMatches(given);
        expect(matches).toEqual(expect.arrayContaining(greedy(given)));
        const keys = new Map(given.map((pair) => [pair, random.next().value]));
        const shuffled = given.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
        expect(assignMatches(shuffled)).toEqual(assignMatches(given));
      }),
    );
  });
});
