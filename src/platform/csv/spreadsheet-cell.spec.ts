import { protectCell, unprotectCell } from './spreadsheet-cell';

describe('cells that spreadsheet programs open', () => {
  it.each([
    '=1+1',
    '+81',
    '-1',
    '@SUM(A1)',
    '＝1',
    '＋1',
    '－1',
    '＠a',
    '\t=1',
    '\r',
    '\u0001',
    '\u200b=1',
    '　=1',
    '﹦1',
  ])('%j cannot run', (text) => {
    expect(protectCell(text)).toBe(`'${text}`);
  });

  it.each(['', 'あ', '1-1', 'a=b', '−1', 'ー', '090-1234-5678', '"=1"'])('%j stays as it is', (text) => {
    expect(protectCell(text)).toBe(text);
  });

  it.each(['', 'あ', '=1', "'", "''=1", "'あ", '\r\n=', '\ufeff+1'])('%j comes back', (text) => {
    expect(unprotectCell(protectCell(text))).toBe(text);
  });
});
