import { parseTokyo } from '../../shared/tokyo-time';
import { stampReader } from './read-stamp';

describe('stampReader', () => {
  it.each([
    '2024-12-31 22:05:30',
    '2024-12-31 22:05:31',
    '2024-12-31T22:05:30',
    '2024/12/31 22:05:30',
    '2024-12-31 26:00:00',
    '2024-12-31 47:59:59',
    '2024-12-31 48:00:00',
    '2024-12-31 22:60:00',
    '2024-12-31 22:05:60',
    '2024-12-31 22:05',
    '2024-12-31 2:05:30',
    '2024-12-31 22:05:30.250',
    '2024-12-31T22:05:30Z',
    '2024-12-31T22:05:30+09:00',
    '2024-1-5 12:00:00.25',
    '2024-02-30 12:00:00',
    '2023-02-29 12:00:00',
    '2024-12-31x22:05:30',
    '2024-12-31 aa:bb:cc',
    'あいうえおかきくけこ 10:00:00',
    '2024-12-31 -1:00:00',
    '1/1/2024 10:00:00pm',
  ])('reads %s as parseTokyo does', (text) => {
    const read = stampReader();
    const expected = parseTokyo(text)?.getTime() ?? Number.NaN;
    expect(read(text)).toBe(expected);
    expect(read(text)).toBe(expected);
    read('2025-01-01 00:00:00');
    expect(read(text)).toBe(expected);
  });
});
