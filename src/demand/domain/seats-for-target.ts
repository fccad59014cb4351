import { callersOf, type DemandSlot } from './demand-slot';
import { erlangA } from './erlang-a';

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
export function seatsForTarget(slot: DemandSlot, { answerRate, occupancyCap }: SeatTarget): SeatChoice {
  if (slot.calls <= 0 || slot.offeredLoad <= 0) return { fewest: 0, humane: 0 };
  const callers = callersOf(slot);
  const enough = seatsAlwaysEnough(slot.offeredLoad, answerRate, occupancyCap ?? 1);
  const fewest = smallest(0, enough, (seats) => 1 - erlangA(callers, seats).abandoned >= answerRate);
  if (occupancyCap === null) return { fewest, humane: fewest };
  return {
    fewest,
    humane: smallest(fewest, enough, (seats) => erlangA(callers, seats).occupancy <= occupancyCap),
  };
}

/** The first number from which on something holds; it fails below and holds above (more seats answer more and rest more). */
function smallest(from: number, until: number, holds: (seats: number) => boolean): number {
  let [low, high] = [from, until];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Even if every call is answered, this many seats keep the cap; the square root is for chance, which the last calls need. */
function seatsAlwaysEnough(load: number, answerRate: number, cap: number): number {
  const rare = Math.sqrt(Math.log(1 / (1 - answerRate)) + 1);
  return Math.ceil(load / cap + 4 * rare * Math.sqrt(load) + 4 * rare * rare);
}
