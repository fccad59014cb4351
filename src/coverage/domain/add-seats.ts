import { answeredAt, slotCurve } from '../../demand/domain/answered-curve';
import type { LiveChannel, PlannedSlot } from '../../demand/domain/demand-slot';
import { SLOT_MS } from '../../demand/domain/half-hours';
import type { FillCell, FillStep } from './fill-seats';
import type { SlotCoverage } from './predict-coverage';

/** A plan is not looked into much beyond the seats that its target asks for: there is hardly anybody left to answer. */
const BEYOND_TARGET = 10;

/** How many more calls the next seats of a field would answer in a half hour, as things stand there. */
export function furtherGains(slot: PlannedSlot, row: SlotCoverage, occupancyCap: number | null): FillCell {
  const wholeChannel = slot.fieldCode === null;
  const present = wholeChannel ? row.seatsThere : row.ownSeats;
  const more = Math.max(0, Math.ceil(slot.seats - present)) + BEYOND_TARGET;
  const curve = slotCurve(slot, Math.ceil(present) + more, occupancyCap);
  // Shared seats already answer a part of what an own seat would take.
  const left = wholeChannel ? 1 : 1 - row.sharedShare;
  const gains = Array.from(
    { length: more },
    (_, index) => left * (answeredAt(curve, present + index + 1) - answeredAt(curve, present + index)),
  );
  return { gains };
}

/** Seats added side by side over neighbouring half hours. */
export interface AddedSeats {
  readonly purse: number;
  readonly channel: LiveChannel;
  readonly fieldCode: string | null;
  readonly from: Date;
  readonly until: Date;
  readonly seats: number;
  readonly answered: number;
  /** Indices of the half hours, for what belongs to them. */
  readonly cells: readonly number[];
}

interface Addition {
  readonly purse: number;
  readonly cell: number;
  seats: number;
  answered: number;
}

/** Single half-hour seats as the blocks a planner would write: same field, same number of seats, one after the other. */
export function asBlocks(steps: readonly FillStep[], slots: readonly PlannedSlot[]): AddedSeats[] {
  const blocks: AddedSeats[] = [];
  const open = new Map<string, number>();
  for (const addition of perCell(steps)) {
    const slot = slots[addition.cell];
    if (!slot) continue;
    const place = `${addition.purse}/${slot.channel}/${slot.fieldCode ?? ''}`;
    const at = open.get(place);
    const last = at === undefined ? undefined : blocks[at];
    const until = new Date(slot.startsAt.getTime() + SLOT_MS);
    if (
      at !== undefined &&
      last?.until.getTime() === slot.startsAt.getTime() &&
      last.seats === addition.seats
    ) {
      const answered = last.answered + addition.answered;
      blocks[at] = { ...last, until, answered, cells: [...last.cells, addition.cell] };
    } else {
      const { purse, cell, seats, answered } = addition;
      const { channel, fieldCode, startsAt: from } = slot;
      open.set(
        place,
        blocks.push({ purse, channel, fieldCode, from, until, seats, answered, cells: [cell] }) - 1,
      );
    }
  }
  return blocks;
}

/** In order of the half hours. */
function perCell(steps: readonly FillStep[]): Addition[] {
  const additions = new Map<string, Addition>();
  for (const { purse, cell, gain } of steps) {
    const addition = additions.get(`${purse}/${cell}`) ?? { purse, cell, seats: 0, answered: 0 };
    addition.seats += 1;
    addition.answered += gain;
    additions.set(`${purse}/${cell}`, addition);
  }
  return [...additions.values()].toSorted((a, b) => a.cell - b.cell || a.purse - b.purse);
}
