import type { ShiftFacts } from '../roster-facts';
import type { DraftSeat, OrganisationMaterial } from './build-material';

/** A seat that the builder must leave as it is: pinned, or in a shift that is not free. */
export interface StandingSeat extends DraftSeat {
  readonly shift: ShiftFacts;
}

export function standingSeats({ shifts, draft, freeShiftIds }: OrganisationMaterial): StandingSeat[] {
  const byId = new Map(shifts.map((shift) => [shift.id, shift]));
  return draft.flatMap((seat) => {
    const shift = byId.get(seat.shiftId);
    return shift && (seat.isPinned || !freeShiftIds.has(shift.id)) ? [{ ...seat, shift }] : [];
  });
}
