import { countText, keepsVersion, type ReplacedState } from './keeps-version';

const NOW = new Date('2027-01-01T01:00:00+09:00');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

const state = (codePoints: number, keptAt: Date | null, { peak = 0, count = 1 } = {}): ReplacedState => ({
  codePoints,
  keptAt,
  keptCount: count,
  peakCodePoints: peak,
});

describe('keepsVersion', () => {
  it.each<[string, ReplacedState, number, boolean]>([
    ['the first state of all', state(5, null, { count: 0 }), 10, true],
    ['not again within the minute', state(100, ago(59)), 120, false],
    ['again after a minute', state(100, ago(60)), 120, true],
    ['the last before a paragraph went', state(100, ago(1)), 80, true],
    ['not for a corrected word', state(100, ago(1)), 81, false],
    ['a text that dwindled word by word', state(90, ago(1), { peak: 100 }), 80, true],
    ['not while only a word of it is gone', state(90, ago(1), { peak: 100 }), 81, false],
    ['not what grew beyond its longest', state(110, ago(1), { peak: 100 }), 105, false],
    ['the 200th like all before it', state(100, ago(60), { count: 199 }), 120, true],
    ['the 201st after two minutes', state(100, ago(119), { count: 200 }), 81, false],
    ['… and then it does', state(100, ago(120), { count: 200 }), 120, true],
    ['… or before 40 characters go', state(100, ago(1), { count: 200 }), 60, true],
    ['… and not before 39', state(100, ago(1), { count: 200 }), 61, false],
    ['the 250th like the 201st', state(100, ago(120), { count: 249 }), 120, true],
    ['the 251st after four', state(100, ago(239), { count: 250 }), 120, false],
    ['… and then it does', state(100, ago(240), { count: 250 }), 120, true],
  ])('%s', (_, replaced, after, keeps) => {
    expect(keepsVersion(replaced, after, NOW)).toBe(keeps);
  });

  it('keeps all of a text that is deleted in any steps but a word at each', () => {
    let [peak, length, missing] = [1_000, 1_000, 0];
    while (length > 0) {
      const next = Math.max(0, length - 7);
      const kept = keepsVersion(state(length, ago(1), { peak }), next, NOW);
      missing = Math.max(missing, kept ? peak - length : 0);
      [peak, length] = [kept ? next : Math.max(peak, next), next];
    }
    expect(missing).toBeLessThan(20);
    expect(peak - length).toBeLessThan(20);
  });

  it('stays small however long a text goes up and down', () => {
    let count = 1;
    while (keepsVersion(state(100_000, ago(1), { count }), 0, NOW)) count += 1;
    expect(count).toBeLessThan(1_000);
  });
});

describe('countText', () => {
  it('counts characters, not halves of them, in whatever was sent', () => {
    expect(countText({ a: '𠮷野', b: [{ c: 'xyz' }, 7, null], d: true })).toBe(5);
    expect(countText({})).toBe(0);
  });
});
