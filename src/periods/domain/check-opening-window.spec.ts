import { checkOpeningWindow } from './check-opening-window';

const at = (text: string): Date => new Date(`${text}+09:00`);
const period = { from: at('2024-12-25T10:00'), until: at('2025-01-04T10:00') };

describe('checkOpeningWindow', () => {
  it.each([
    ['the period itself', '2024-12-25T10:00', '2025-01-04T10:00', []],
    ['from before the period until after it', '2024-12-20T09:00', '2025-01-10T20:00', []],
    ['its last second', '2025-01-04T09:59:59', '2025-01-05T00:00', []],
    ['ends as the period begins', '2024-12-20T10:00', '2024-12-25T10:00', ['/closesAt']],
    ['begins as the period ends', '2025-01-04T10:00', '2025-01-05T10:00', ['/opensAt']],
    ['backwards', '2024-12-27T10:00', '2024-12-26T10:00', ['/closesAt']],
  ])('stretch: %s', (_, from, until, pointers) => {
    const faults = checkOpeningWindow({ open: { from: at(from), until: at(until) }, daily: null }, period);
    expect(faults.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it.each([
    ['10:00', '16:00', []],
    ['00:00', '24:00', []],
    ['22:00', '05:00', []],
    ['24:00', '05:00', ['/daily/from']],
    ['24:00', '24:00', ['/daily/from']],
    ['10:00', '10:00', ['/daily']],
  ])('daily from %s until %s', (from, until, pointers) => {
    const faults = checkOpeningWindow({ open: period, daily: { from, until } }, period);
    expect(faults.map(({ pointer }) => pointer)).toEqual(pointers);
  });
});
