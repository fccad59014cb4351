import { cappedShare } from '../../demand/domain/answered-curve';
import { callersOf, handlingSeconds, type PlannedSlot } from '../../demand/domain/demand-slot';
import { erlangA, type ImpatientCallers } from '../../demand/domain/erlang-a';
import type { ManualNeed } from '../../demand/domain/manual-need';
import { SLOT_MS } from '../../demand/domain/half-hours';
import { overlaps } from '../../shared/interval';
import { type SeatTable, slotGroup, type SlotSeats } from './seat-table';

/** What one field has in one half hour, and what will come of it. */
export interface SlotCoverage extends Pick<PlannedSlot, 'channel' | 'fieldCode' | 'startsAt' | 'calls'> {
  /** By the demand plan or a need set by hand, whichever is more. */
  readonly seatsNeeded: number;
  /** With a part of the shared seats, by the calls they take of this field. */
  readonly seatsThere: number;
  readonly ownSeats: number;
  readonly answered: number;
  /** Seats busy on average, in erlangs. */
  readonly busy: number;
  /** Share of the callers left over by the field's own seats that shared seats answer. */
  readonly sharedShare: number;
}

export interface CoverageGround {
  /** In order of time. */
  readonly slots: readonly PlannedSlot[];
  readonly table: SeatTable;
  readonly needs: readonly ManualNeed[];
  /** Seats work at most this share of the time; null: as hard as calls come. */
  readonly occupancyCap: number | null;
}

/**
 * The predicted answer rate of a plan, each half hour for itself. Seats with a field of their own answer its calls first
 * (Erlang A); what they leave over goes to the seats without a field, which stand for all fields as one queue.
 */
export function predictCoverage({ slots, table, needs, occupancyCap }: CoverageGround): SlotCoverage[] {
  const groups = new Map<string, PlannedSlot[]>();
  for (const slot of slots) {
    const group = groups.get(slotGroup(slot));
    if (group) group.push(slot);
    else groups.set(slotGroup(slot), [slot]);
  }
  return [...groups].flatMap(([group, ofGroup]) =>
    predictSlot(ofGroup, table.bySlot.get(group) ?? NO_SEATS, occupancyCap).map((row) => ({
      ...row,
      seatsNeeded: Math.max(row.seatsNeeded, neededByHand(needs, row)),
    })),
  );
}

const NO_SEATS: SlotSeats = { own: new Map(), shared: 0 };

/** All fields of one channel in one half hour. */
function predictSlot(
  slots: readonly PlannedSlot[],
  seats: SlotSeats,
  occupancyCap: number | null,
): SlotCoverage[] {
  const own = slots.map((slot) => {
    const ownSeats = slot.fieldCode === null ? 0 : (seats.own.get(slot.fieldCode) ?? 0);
    const share = shareAt(callersOf(slot), ownSeats, occupancyCap);
    return { slot, ownSeats, share, left: slot.offeredLoad * (1 - share) };
  });
  const left = own.reduce((sum, { left: load }) => sum + load, 0);
  const sharedShare = seats.shared > 0 ? shareAt(leftOver(own), seats.shared, occupancyCap) : 0;
  return own.map(({ slot, ownSeats, share, left: ownLeft }) => {
    const answeredShare = share + (1 - share) * sharedShare;
    const part = left > 0 ? ownLeft / left : 1 / slots.length;
    return {
      channel: slot.channel,
      fieldCode: slot.fieldCode,
      startsAt: slot.startsAt,
      calls: slot.calls,
      seatsNeeded: slot.seats,
      seatsThere: ownSeats + seats.shared * part,
      ownSeats,
      answered: slot.calls * answeredShare,
      busy: slot.offeredLoad * answeredShare,
      sharedShare,
    };
  });
}

/** Share of calls answered, on the straight line between whole numbers of seats. */
function shareAt(callers: ImpatientCallers, seats: number, occupancyCap: number | null): number {
  if (callers.load <= 0) return seats > 0 ? 1 : 0;
  const below = Math.floor(seats);
  const lower = wholeShare(callers, below, occupancyCap);
  return lower + (wholeShare(callers, below + 1, occupancyCap) - lower) * (seats - below);
}

function wholeShare(callers: ImpatientCallers, seats: number, occupancyCap: number | null): number {
  const share = 1 - erlangA(callers, seats).abandoned;
  return cappedShare({ offeredLoad: callers.load }, seats, { share, occupancyCap });
}

interface LeftOver {
  readonly slot: PlannedSlot;
  readonly left: number;
}

/** The callers that own seats could not answer, as one stream. */
function leftOver(fields: readonly LeftOver[]): ImpatientCallers {
  let [load, rate, patience] = [0, 0, 0];
  for (const { slot, left } of fields) {
    const calls = left / handlingSeconds(slot);
    load += left;
    rate += calls;
    patience += calls * slot.patienceSeconds;
  }
  if (rate <= 0) return { load: 0, handlingSeconds: 1, patienceSeconds: 1 };
  return { load, handlingSeconds: load / rate, patienceSeconds: patience / rate };
}

/** Needs that ask for a language or gender ask for it among these seats, so the largest counts and not the sum. */
function neededByHand(needs: readonly ManualNeed[], { channel, fieldCode, startsAt }: SlotCoverage): number {
  const slot = { from: startsAt, until: new Date(startsAt.getTime() + SLOT_MS) };
  const here = needs.filter(
    (need) =>
      need.channel === channel &&
      need.fieldCode === fieldCode &&
      need.role === 'counsellor' &&
      overlaps({ from: need.startsAt, until: need.endsAt }, slot),
  );
  return here.reduce((most, { minSeats }) => Math.max(most, minSeats), 0);
}
