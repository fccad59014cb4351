import { sinks, staleness, verifiedUntil } from './staleness';

describe('staleness of an entry', () => {
  it.each([
    ['2025-12-01', '2025-12-01', 'fresh'],
    ['2025-12-01', '2025-12-17', 'fresh'],
    ['2025-12-01', '2025-12-18', 'due'],
    ['2025-12-01', '2025-12-31', 'due'],
    ['2025-12-01', '2026-01-01', 'stale'],
    [null, '2026-01-01', 'never'],
  ])('verified on %s for 30 days, on %s it is %s', (verifiedOn, today, expected) => {
    const verification = { verifiedOn, reverifyEveryDays: 30 };
    expect(staleness(verification, today)).toBe(expected);
    expect(sinks(verification, today)).toBe(expected === 'stale' || expected === 'never');
  });

  it('counts calendar days over the end of February', () => {
    expect(verifiedUntil({ verifiedOn: '2024-02-01', reverifyEveryDays: 29 })).toBe('2024-03-01');
    expect(verifiedUntil({ verifiedOn: null, reverifyEveryDays: 29 })).toBeNull();
  });
});
