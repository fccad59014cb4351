import { formatTokyo } from '../../shared/tokyo-time';
import { nightOf } from './night-of';

describe('nightOf', () => {
  it.each([
    ['the evening', '2026-12-31T23:59:59.999+09:00', '2026-12-31'],
    ['after midnight', '2027-01-01T00:00:00+09:00', '2026-12-31'],
    ['the last moment', '2027-01-01T11:59:59.999+09:00', '2026-12-31'],
    ['noon', '2027-01-01T12:00:00+09:00', '2027-01-01'],
  ])('%s', (_, at, day) => {
    const { from, until } = nightOf(new Date(at));
    expect(formatTokyo(from)).toBe(`${day}T12:00:00+09:00`);
    expect(until.getTime() - from.getTime()).toBe(24 * 3_600_000);
  });
});
