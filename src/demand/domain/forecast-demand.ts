import { assumedCalls, type DemandAssumptions } from './assumptions';
import { type CallHistory, type RedialCount, slotName } from './call-history';
import type { PlannedSlot, SlotKey } from './demand-slot';
import { fitRates } from './fit-rates';
import { withOfferedLoad } from './offered-load';
import type { OpenSlot } from './open-slots';
import { seatsForTarget, type SeatTarget } from './seats-for-target';
import { serviceTimes } from './service-times';

/** Fewer lost callers than these say nothing about how many dial again. */
const ENOUGH_LOST = 30;

export interface DemandQuestion {
  /** Open half hours of the coming period. */
  readonly open: readonly OpenSlot[];
  readonly history: CallHistory;
  readonly assumptions: DemandAssumptions;
  /** All calls times this: 1.1 for a tenth more than before. */
  readonly level: number;
  readonly target: SeatTarget;
}

/** Calls, times, load and seats of every open half hour of a coming period, in order of time. */
export function forecastDemand(question: DemandQuestion): PlannedSlot[] {
  const { open, history, assumptions, level, target } = question;
  const correct = fitRates(observe(history, assumptions));
  const timesOf = serviceTimes(history, assumptions);
  const fieldsOf = fieldsByChannel(open);
  const slots = byPlace(open).flatMap((ofPlace) =>
    withOfferedLoad(
      ofPlace.map((slot) => ({
        channel: slot.channel,
        fieldCode: slot.fieldCode,
        startsAt: slot.startsAt,
        calls: level * assumedCalls(assumptions, slot, fieldsOf(slot)) * correct(slot),
        ...timesOf(slot),
      })),
    ),
  );
  return slots
    .map((slot) => ({ ...slot, seats: seatsForTarget(slot, target).humane }))
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** Share of lost callers who dial again: counted where enough carry a hash, else assumed. */
export function redialShare({ lost, again }: RedialCount, assumed: number): number {
  return lost >= ENOUGH_LOST ? again / lost : assumed;
}

/**
 * Every open half hour of the past with the callers who began in it. Each attempt is in the file, so with redial share r
 * only `attempts × (1 − r × P(lost))` of them are fresh callers.
 */
function observe(history: CallHistory, assumptions: DemandAssumptions) {
  const cells = new Map(history.cells.map((cell) => [slotName(cell), cell]));
  const again = redialShare(history.redials, assumptions.redialShare);
  const fieldsOf = fieldsByChannel(history.open);
  return history.open.map((slot) => {
    const cell = cells.get(slotName(slot));
    const calls = cell ? cell.calls - again * (cell.abandoned + cell.busy) : 0;
    return {
      channel: slot.channel,
      fieldCode: slot.fieldCode,
      startsAt: slot.startsAt,
      assumed: assumedCalls(assumptions, slot, fieldsOf(slot)),
      calls,
    };
  });
}

/** The half hours of each field for themselves, in their order. */
function byPlace(slots: readonly OpenSlot[]): OpenSlot[][] {
  const places = new Map<string, OpenSlot[]>();
  for (const slot of slots) {
    const name = `${slot.channel}/${slot.fieldCode ?? ''}`;
    const place = places.get(name);
    if (place) place.push(slot);
    else places.set(name, [slot]);
  }
  return [...places.values()];
}

function fieldsByChannel(slots: readonly SlotKey[]): (slot: SlotKey) => readonly (string | null)[] {
  const fields = new Map<string, Set<string | null>>();
  for (const { channel, fieldCode } of slots) {
    fields.set(channel, (fields.get(channel) ?? new Set()).add(fieldCode));
  }
  const lists = new Map([...fields].map(([channel, codes]) => [channel, [...codes]]));
  return ({ channel }) => lists.get(channel) ?? [];
}
