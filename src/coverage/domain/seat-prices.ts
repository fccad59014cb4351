import { floorDiv, type Yen } from '../../shared/yen';

/** Yen of one counsellor's hour, as rate cards have it. */
export interface SeatPrice {
  /** Null: every organisation without a card of its own. */
  readonly organisationId: string | null;
  /** Null: every field without a card of its own. */
  readonly fieldCode: string | null;
  readonly yenPerHour: Yen;
}

/** The most particular card that fits: the organisation's own first, then the field's; null where no card fits. */
export function seatPrice(
  prices: readonly SeatPrice[],
  organisationId: string | null,
  fieldCode: string | null,
): Yen | null {
  for (const organisation of organisationId === null ? [null] : [organisationId, null]) {
    for (const field of fieldCode === null ? [null] : [fieldCode, null]) {
      const card = prices.find((price) => price.organisationId === organisation && price.fieldCode === field);
      if (card) return card.yenPerHour;
    }
  }
  return null;
}

/** Whole yen of half an hour, upwards. */
export function halfHourPrice(yenPerHour: Yen): Yen {
  return floorDiv(yenPerHour + 1n, 2n);
}
