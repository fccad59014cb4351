import { countText, keepsVersion, type ReplacedState } from './keeps-version';

const NOW = new Date('2027-01-01T01:00:00+09:00');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

const state = (codePoints: number, keptAt: Date | null, keptCount: number): ReplacedState => ({
  codePoints,
  keptAt,
  keptCount,
});

describe('keepsVersion', () => {
  it.each<[string, ReplacedState, number, boolean]>([
    ['the first state of all', state(5, null, 0), 10, true],
    ['not again within the minute', state(100, ago(59), 1), 120, false],
    ['again after a minute', state(100, ago(60), 1), 120, true],
    ['the last before a paragraph went', state(100, ago(1), 1), 80, true],
    ['not for a corrected word', state(100, ago(1), 1), 81, false],
    ['seldom in a long history', state(100, ago(599), 60), 120, false],
    ['but still', state(100, ago(600), 60), 120, true],
    ['a paragraph in a long history', state(100, ago(1), 199), 0, true],
    ['no more at the end', state(100, ago(6000), 200), 0, false],
  ])('%s', (_, replaced, after, keeps) => {
    expect(keepsVersion(replaced, after, NOW)).toBe(keeps);
  });
});

describe('countText', () => {
  it('counts characters, not halves of them, in whatever was sent', () => {
    expect(countText({ a: '𠮷野', b: [{ c: 'xyz' }, 7, null], d: true })).toBe(5);
    expect(countText({})).toBe(0);
  });
});
