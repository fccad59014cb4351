import { findPersonalData } from './find-personal-data';

const found = (text: string): string[] =>
  findPersonalData(text).map((finding) => `${finding.kind} ${finding.text}`);

describe('findPersonalData', () => {
  it.each([
    '090-1234-5678',
    '０９０－１２３４－５６７８',
    '+81 90 1234 5678',
    '+81 (0)90-1234-5678',
    '0081-90-1234-5678',
    '(090)1234-5678',
    '〇九〇-一二三四-五六七八',
    '09012345678',
    '090\u200b1234\u20605678',
    '03-1234-5678',
    '0123-45-6789',
  ])('reads %s as a phone number', (number) => {
    expect(found(`番号${number}、夜のみ`)).toEqual([`phone ${number}`]);
  });

  it.each([
    ...[
      '#9999',
      '110番',
      '119',
      '189',
      '#8008',
      '0120-783-556',
      '0800-123-4567',
      '0570-783-556',
      '0990-12-3456',
    ],
    ...['03-5286-9090', '２４時間子供SOS 0120-0-78310', '午前2時30分', '3000円', '12月31日', '2024-12-31'],
    ...[
      '20241231-0312345678',
      '受付番号 0312345678',
      '090-〇〇〇〇-〇〇〇〇',
      '0.9012345678',
      '〒〇〇〇-〇〇〇〇',
    ],
    ...['100-2000人', '東京都', '横浜市', '山口県', '田中町', '石川県出身', '新宿区役所の2番窓口'],
    ...[
      'お母さん',
      'お兄さん',
      '相談員さん',
      '看護師さん',
      'さくらさんという仮名',
      '〇〇さん',
      'Aさん',
      '名前は言いたくない',
    ],
    ...['202412312359', '3年2組', 'アットホーム', 'LINEで話す', 'オンライン 0120-279-338'],
  ])('points out nothing in %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('says why, in a sentence, and where', () => {
    expect(findPersonalData('担任の鈴木先生')).toEqual([
      { kind: 'name', from: 3, until: 5, text: '鈴木', reason: '「先生」の前にあり、人の名前と読めます。' },
    ]);
  });

  it('lets the more certain kind stand', () => {
    expect(found('山口さん、山口県山口市中央1-2-3、コーポ山口101')).toEqual([
      'name 山口',
      'address 山口県山口市中央1-2-3',
      'address コーポ山口101',
    ]);
    expect(found('tanaka.0312345678@example.jp')).toEqual(['email tanaka.0312345678@example.jp']);
  });

  it('never cuts a visible character', () => {
    const marks = '\u0301'.repeat(500);
    expect(found(`電話090-1234-5678${marks}です`)).toEqual([`phone 090-1234-5678${marks}`]);
    expect(found('葛\u{e0100}西\u{e0101}さん')).toEqual(['name 葛\u{e0100}西\u{e0101}']);
    expect(found('👨‍👩‍👧090-1234-5678\u20e3')).toEqual(['phone 090-1234-5678\u20e3']);
    expect(found('ｻﾄｳ ﾀﾞｲｽｹ')).toEqual(['name ｻﾄｳ ﾀﾞｲｽｹ']);
  });
});
