import { callersOf, type DemandSlot } from './demand-slot';
import { answeredShares, type ImpatientCallers } from './erlang-a';

/** Expected answered calls by number of seats: `curve[n]` for n seats, rising and flattening (concave). */
export type AnsweredCurve = readonly number[];

const SECONDS_PER_HOUR = 3_600;

/** Answered calls per hour with 0, 1, … `maxSeats` seats; load in erlangs, times in seconds. */
export function answeredCurve(
  load: number,
  handling: number,
  patience: number,
  maxSeats: number,
): AnsweredCurve {
  const callers: ImpatientCallers = { load, handlingSeconds: handling, patienceSeconds: patience };
  const perHour = (load / handling) * SECONDS_PER_HOUR;
  return answeredShares(callers, maxSeats).map((share) => perHour * share);
}

/**
 * Answered calls of one half hour. Seats busy with conversations from before answer fewer of its own callers, which the
 * modified offered load accounts for (Green, Kolesar and Whitt 2007). With a cap, seats work at most that share of the time,
 * and calls beyond it count as not answered.
 */
export function slotCurve(slot: DemandSlot, maxSeats: number, occupancyCap: number | null): AnsweredCurve {
  const shares = answeredShares(callersOf(slot), maxSeats);
  return shares.map((share, seats) => slot.calls * cappedShare(slot, seats, { share, occupancyCap }));
}

/** The share of calls that seats answer when they may be busy for at most `occupancyCap` of the time. */
export function cappedShare(
  { offeredLoad }: Pick<DemandSlot, 'offeredLoad'>,
  seats: number,
  { share, occupancyCap }: { readonly share: number; readonly occupancyCap: number | null },
): number {
  if (occupancyCap === null || offeredLoad <= 0) return share;
  return Math.min(share, (occupancyCap * seats) / offeredLoad);
}

/** A stretch of the curve of equal slope. */
export interface CurvePiece {
  readonly seats: number;
  /** Calls that each seat of the piece answers. */
  readonly slope: number;
}

/**
 * The curve as pieces of falling slope for a linear model, which fills the steep ones first by itself. Seats whose slopes
 * differ by less than `tolerance` calls share a piece, with the mean of their slopes.
 */
export function concavePieces(curve: AnsweredCurve, tolerance = 0): CurvePiece[] {
  const pieces: { seats: number; gain: number; first: number }[] = [];
  for (let seats = 1; seats < curve.length; seats += 1) {
    const slope = Math.max(0, (curve[seats] ?? 0) - (curve[seats - 1] ?? 0));
    const last = pieces.at(-1);
    if (last && last.first - slope <= tolerance) {
      last.seats += 1;
      last.gain += slope;
    } else {
      pieces.push({ seats: 1, gain: slope, first: slope });
    }
  }
  return pieces.map(({ seats, gain }) => ({ seats, slope: gain / seats }));
}

/** The curve between whole numbers of seats, such as a block that covers part of the half hour. */
export function answeredAt(curve: AnsweredCurve, seats: number): number {
  const below = Math.min(Math.floor(seats), curve.length - 1);
  const lower = curve[below] ?? 0;
  const upper = curve[below + 1] ?? lower;
  return lower + (upper - lower) * (seats - below > 0 ? Math.min(1, seats - below) : 0);
}
