import { checkPeriodSpan } from './check-period-span';

const at = (text: string): Date => new Date(`${text}+09:00`);

describe('checkPeriodSpan', () => {
  it.each([
    ['one real run', '2024-12-25T10:00', '2025-01-04T10:00', []],
    ['a leap fiscal year', '2023-04-01T00:00', '2024-04-01T00:00', []],
    ['400 days', '2025-01-01T00:00', '2026-02-05T00:00', []],
    ['400 days and a second', '2025-01-01T00:00', '2026-02-05T00:00:01', ['too_long']],
    ['no time at all', '2025-01-01T00:00', '2025-01-01T00:00', ['span']],
    ['backwards', '2025-01-02T00:00', '2025-01-01T00:00', ['span']],
  ])('%s', (_, from, until, codes) => {
    const faults = checkPeriodSpan({ from: at(from), until: at(until) });
    expect(faults.map(({ code }) => code)).toEqual(codes);
    expect(faults.every(({ pointer }) => pointer === '/endsAt')).toBe(true);
  });
});
