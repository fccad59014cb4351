import { findPersonalData } from './find-personal-data';
import { maskPersonalData } from './mask-personal-data';

const NOTE =
  '佐藤さん（090-1234-5678）は新宿区西新宿2丁目8番1号、〒160-0023。sato@example.jp、LINE ID: sato_1985';

describe('maskPersonalData', () => {
  it('masks what was chosen and keeps the rest', () => {
    const findings = findPersonalData(NOTE);
    expect(maskPersonalData(NOTE, findings)).toBe(
      '〔氏名〕さん（〔電話番号〕）は〔住所〕、〔郵便番号〕。〔メールアドレス〕、LINE ID: 〔個人を特定する情報〕',
    );
    const chosen = findings.filter(({ kind }) => kind === 'name');
    expect(maskPersonalData(NOTE, chosen)).toBe(NOTE.replace('佐藤', '〔氏名〕'));
    expect(maskPersonalData(NOTE, findings.toReversed())).toBe(maskPersonalData(NOTE, findings));
  });

  it('masks nothing twice and nothing that has moved away', () => {
    const findings = findPersonalData(NOTE);
    expect(maskPersonalData(NOTE, [...findings, ...findings])).toBe(maskPersonalData(NOTE, findings));
    const typedOn = `追記。${NOTE}`;
    expect(maskPersonalData(typedOn, findings)).toBe(typedOn);
    expect(maskPersonalData('', findings)).toBe('');
  });

  it('finds nothing in a masked note', () => {
    expect(findPersonalData(maskPersonalData(NOTE, findPersonalData(NOTE)))).toEqual([]);
  });
});
