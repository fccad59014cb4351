import { formatTokyo } from '../../src/shared/tokyo-time';
import { trialPeriod } from './period-rows';

describe('trialPeriod', () => {
  it.each([
    ['the last 10:00 by day', '2026-11-21T15:00:00+09:00', '2026-11-21T10:00:00+09:00'],
    ['the last 10:00 by night', '2026-11-21T03:00:00+09:00', '2026-11-20T10:00:00+09:00'],
    ['10:00 itself', '2026-11-21T10:00:00+09:00', '2026-11-21T10:00:00+09:00'],
    [
      'the day after the fictional run, while that is still on',
      '2025-12-30T12:00:00+09:00',
      '2026-01-05T10:00:00+09:00',
    ],
  ])('starts at %s', (_, now, from) => {
    expect(formatTokyo(trialPeriod(new Date(now)).from)).toBe(from);
  });
});
