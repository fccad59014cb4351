import { cappedShare } from './answered-curve';
import { callersOf, type DemandSlot } from './demand-slot';
import { answeredShares } from './erlang-a';

export interface SeatTarget {
  /** Share of calls to answer, above 0 and below 1. */
  readonly answerRate: number;
  /** Share of their time that seats may be busy; null: no limit. */
  readonly occupancyCap: number | null;
}

export interface SeatChoice {
  /** Fewest seats that reach the answer rate, however hard they work. */
  readonly fewest: number;
  /** Fewest seats that reach it and are busy for at most the capped share of the time. */
  readonly humane: number;
}

/** How many seats a half hour needs, once counted by calls alone and once with an eye on the people who sit there. */
export function seatsForTarget(slot: DemandSlot, target: SeatTarget): SeatChoice {
  if (slot.calls <= 0 || slot.offeredLoad <= 0) return { fewest: 0, humane: 0 };
  const enough = seatsAlwaysEnough(slot, target);
  const shares = answeredShares(callersOf(slot), enough);
  const reaches = (occupancyCap: number | null): number => {
    const found = shares.findIndex(
      (share, seats) => cappedShare(slot, seats, { share, occupancyCap }) >= target.answerRate,
    );
    return found === -1 ? enough : found;
  };
  return { fewest: reaches(null), humane: humaneSeats(slot, shares, target, reaches(target.occupancyCap)) };
}

/** From the fewest on, the first number at which the load carried leaves the cap its air. */
function humaneSeats(
  { offeredLoad }: DemandSlot,
  shares: readonly number[],
  { occupancyCap }: SeatTarget,
  fewest: number,
): number {
  if (occupancyCap === null) return fewest;
  for (let seats = fewest; seats < shares.length; seats += 1) {
    if (offeredLoad * (shares[seats] ?? 1) <= occupancyCap * seats) return seats;
  }
  return shares.length;
}

/** Even if every call is answered, this many seats keep the cap; the square root is for chance. */
function seatsAlwaysEnough({ offeredLoad }: DemandSlot, { occupancyCap }: SeatTarget): number {
  return Math.ceil(offeredLoad / (occupancyCap ?? 1) + 6 * Math.sqrt(offeredLoad) + 4);
}

/** What the cap takes from a number of seats that is given: calls they could still have answered without a pause. */
export function priceOfCap(slot: DemandSlot, seats: number, occupancyCap: number): number {
  const share = answeredShares(callersOf(slot), seats)[seats] ?? 0;
  return slot.calls * (share - cappedShare(slot, seats, { share, occupancyCap }));
}
