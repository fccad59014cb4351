import { type DemandSlot, handlingSeconds } from './demand-slot';
import { SLOT_MS } from './half-hours';

type ArrivingSlot = Omit<DemandSlot, 'offeredLoad'>;

/**
 * Conversations of half an hour reach into the next slot, so load follows calls with a lag: m' = λ − m/s for calls of
 * length s, solved exactly within each half hour. `slots` are those of one field in order of time; where it is closed no
 * calls come and the conversations run out. Source: modified offered load, Green, Kolesar and Whitt, "Coping with
 * time-varying demand when setting staffing requirements", Production and Operations Management 16 (2007).
 */
export function withOfferedLoad(slots: readonly ArrivingSlot[]): DemandSlot[] {
  let load = 0;
  let endsAt = -Infinity;
  return slots.map((slot) => {
    const handling = handlingSeconds(slot);
    const gap = (slot.startsAt.getTime() - endsAt) / 1_000;
    const before = Number.isFinite(gap) ? load * Math.exp(-gap / handling) : 0;
    const length = SLOT_MS / 1_000;
    const steady = (slot.calls / length) * handling;
    const decay = Math.exp(-length / handling);
    load = steady + (before - steady) * decay;
    endsAt = slot.startsAt.getTime() + SLOT_MS;
    return { ...slot, offeredLoad: steady + ((before - steady) * (1 - decay) * handling) / length };
  });
}
