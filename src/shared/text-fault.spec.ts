import { countCodePoints } from './count-code-points';
import { textFault } from './text-fault';

describe('textFault', () => {
  it('lets every text pass that can be kept', () => {
    expect(textFault('髙﨑𠮷葛\u{E0100}👨‍👩‍👧 ｶﾞ〜\u202e\ufffe\u0085')).toBeNull();
  });

  it.each([
    ['U+0000 after a pair', '𠮷\u0000', /^2文字目.*U\+0000/],
    ['a lone high surrogate after a pair', '𠮷a\ud842', /^3文字目.*サロゲート/],
    ['a lone low surrogate', '\udfb7a', /^1文字目.*サロゲート/],
  ])('names %s', (_, text, message) => {
    expect(textFault(text)).toMatch(message);
  });
});

describe('countCodePoints', () => {
  it.each([
    ['', 0],
    ['あ𠮷', 2],
    ['👨‍👩‍👧', 5],
  ])('%j', (text, count) => {
    expect(countCodePoints(text)).toBe(count);
  });
});
