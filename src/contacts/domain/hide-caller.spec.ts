import { hideCaller } from './hide-caller';

const aligned = (column: string | null) => ({ column, aligned: true });
const outOfStep = (column: string | null) => ({ column, aligned: false });

describe('hideCaller', () => {
  it.each([
    ['the number itself', '090-1234-5678', aligned('callerNumber')],
    ['whatever stands in its column', '非通知', aligned('callerNumber')],
    ['a number in a column that nobody named', '＋８１ 90 1234 5678', aligned(null)],
    ['a number that slipped into another column', '09012345678', outOfStep('origin')],
  ])('hides %s', (_, cell, place) => {
    expect(hideCaller(cell, place)).toBe('＊＊＊');
  });

  it.each([
    ['a call number of digits', '0901234567', aligned('carrierNo')],
    ['nothing', '', aligned('callerNumber')],
    ['an instant', '2024-12-26 12:00:00', outOfStep('dialledAt')],
    ['a word', '応答', outOfStep('result')],
    ['a key', '3', outOfStep('digit')],
  ])('keeps %s', (_, cell, place) => {
    expect(hideCaller(cell, place)).toBe(cell);
  });
});
