import { chooseVersion } from './choose-version';

const at = (text: string): Date => new Date(`${text}+09:00`);
const second = { number: 2, inForceFrom: at('2025-12-25T10:00') };
const first = { number: 1, inForceFrom: at('2022-07-01T00:00') };

describe('chooseVersion', () => {
  it.each([
    ['before the first', '2022-06-30T23:59:59.999', undefined],
    ['the first instant of the first', '2022-07-01T00:00', 1],
    ['the last instant of the first', '2025-12-25T09:59:59.999', 1],
    ['the first instant of the second', '2025-12-25T10:00', 2],
    ['long after', '2030-01-01T00:00', 2],
  ])('%s', (_, when, number) => {
    expect(chooseVersion([second, first], at(when))?.number).toBe(number);
    expect(chooseVersion([first, second], at(when))?.number).toBe(number);
  });
});
