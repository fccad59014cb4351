import { halfHourPrice, seatPrice, type SeatPrice } from './seat-prices';

const card = (organisationId: string | null, fieldCode: string | null, yenPerHour: bigint): SeatPrice => ({
  organisationId,
  fieldCode,
  yenPerHour,
});
const CARDS = [
  card(null, null, 1n),
  card(null, 'suicide', 2n),
  card('a', null, 3n),
  card('b', 'suicide', 4n),
];

describe('price of a seat', () => {
  it.each([
    [null, null, 1n],
    [null, 'suicide', 2n],
    ['a', 'suicide', 3n],
    ['b', 'suicide', 4n],
    ['b', 'women', 1n],
    ['c', 'suicide', 2n],
  ])('of %s for %s is that of the most particular card', (organisation, field, yen) => {
    expect(seatPrice(CARDS, organisation, field)).toBe(yen);
  });

  it('is nothing anybody knows without a card, and half of it goes up to the whole yen', () => {
    expect(seatPrice([card('a', null, 3n)], 'b', null)).toBeNull();
    expect([2_000n, 2_001n].map(halfHourPrice)).toEqual([1_000n, 1_001n]);
  });
});
