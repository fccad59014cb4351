import { listCodes, noteDifference, noteUnlisted, tally, total } from './code-rows';

const LIST = [
  { code: 'b', label: '乙' },
  { code: 'a', label: '甲' },
];

describe('rows of a code list', () => {
  it('keeps the order of the list and its empty rows, and adds what only the data knows', () => {
    const rows = listCodes(LIST, ['z', 'b', 'unknown', 'z']);
    expect(rows).toEqual([
      { code: 'b', label: '乙', kind: 'listed' },
      { code: 'a', label: '甲', kind: 'listed' },
      { code: 'unknown', label: '不明', kind: 'unlisted' },
      { code: 'z', label: 'z', kind: 'unlisted' },
    ]);
    expect(noteUnlisted(rows)).toEqual(['この期の区分にない値があります：不明、z']);
    expect(noteUnlisted(listCodes(LIST, ['a']))).toEqual([]);
  });

  it('adds up by key', () => {
    const sums = tally(
      [
        ['a', 1],
        ['b', 2],
        ['a', 3],
      ] as const,
      ([key]) => key,
      ([, value]) => value,
    );
    expect([...sums]).toEqual([
      ['a', 4],
      ['b', 2],
    ]);
    expect(total(sums.values())).toBe(6);
  });

  it('reports parts that are not the base', () => {
    expect(noteDifference('年代', 15_151, 15_154)).toEqual([
      '年代の合計 15151 は母数 15154 と一致しません。',
    ]);
    expect(noteDifference('年代', 3, 3)).toEqual([]);
  });
});
