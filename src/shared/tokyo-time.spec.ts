import {
  formatTokyo,
  nextTokyoDay,
  parseTokyo,
  spellTokyo,
  startOfTokyoDay,
  tokyoDay,
  tokyoHour,
  tokyoMinuteOfDay,
} from './tokyo-time';

it.each([
  ['2026-12-31T22:05:59.999+09:00', '2026年12月31日 22:05'],
  ['2026-12-31T15:00:00Z', '2027年1月1日 0:00'],
])('%s is printed as %s', (at, text) => {
  expect(spellTokyo(new Date(at))).toBe(text);
});

describe('parseTokyo', () => {
  it.each([
    ['2024-12-31 22:05', '2024-12-31T13:05:00.000Z'],
    ['2024/1/2 3:04:05', '2024-01-01T18:04:05.000Z'],
    ['2024-12-31 24:00:00', '2024-12-31T15:00:00.000Z'],
    ['2024-12-31 26:05', '2024-12-31T17:05:00.000Z'],
    ['2024-02-29 47:59', '2024-03-01T14:59:00.000Z'],
    ['2024-12-31T22:05:06.789+09:00', '2024-12-31T13:05:06.789Z'],
    ['2024-12-31T13:05:06Z', '2024-12-31T13:05:06.000Z'],
    ['2024-12-31T08:05:06-05:00', '2024-12-31T13:05:06.000Z'],
  ])('%s', (text, instant) => {
    expect(parseTokyo(text)?.toISOString()).toBe(instant);
  });

  it.each([
    '2023-02-29 10:00',
    '2024-04-31 10:00',
    '2024-13-01 10:00',
    '2024-00-10 10:00',
    '2024-12-31 48:00',
    '2024-12-31 10:60',
    '2024-12-31 10:00:60',
    '2024-12-31T24:00:00Z',
    '0000-01-01 00:00',
    '0099-01-01 00:00',
    '9999-01-01 00:00',
    '2024-12-31',
    'yesterday',
    '',
  ])('refuses %s', (text) => {
    expect(parseTokyo(text)).toBeNull();
  });
});

describe('the wall clock in Asia/Tokyo', () => {
  const newYear = new Date('2024-12-31T15:00:00Z');

  it('starts the new year at 15:00 UTC', () => {
    expect(tokyoDay(newYear)).toBe('2025-01-01');
    expect(tokyoDay(new Date(newYear.getTime() - 1))).toBe('2024-12-31');
    expect(tokyoHour(newYear)).toBe(0);
    expect(tokyoMinuteOfDay(new Date(newYear.getTime() - 1))).toBe(1439);
    expect(startOfTokyoDay('2025-01-01')).toEqual(newYear);
    expect(nextTokyoDay('2024-12-31')).toBe('2025-01-01');
  });

  it('prints the offset', () => {
    expect(formatTokyo(newYear)).toBe('2025-01-01T00:00:00+09:00');
    expect(formatTokyo(new Date('2025-01-01T00:00:00.120Z'))).toBe('2025-01-01T09:00:00.120+09:00');
  });
});
