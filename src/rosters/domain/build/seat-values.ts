import { type Interval, intersection } from '../../../shared/interval';
import type { ShiftFacts } from '../roster-facts';
import { minutes } from '../work-time';
import type { BuildMaterial, CallCurve } from './build-material';

/** Calls that a seat answers per hour when all are busy; 27 minutes each (talk and record). */
const CALLS_PER_SEAT_HOUR = 2.2;
/** Beside curves of calls: a seat that no call asks for is still better filled than empty. */
const FILLED_HOUR = 0.1;

/** What filling one seat is worth beside the curves of calls, in calls. */
export function seatValue(material: BuildMaterial, shift: ShiftFacts): number {
  const hours = minutes(shift) / 60;
  if (shift.role === 'standby') return hours * FILLED_HOUR;
  const isOnCurve = material.isNational && material.curves.length > 0 && shift.fieldCode !== null;
  if (isOnCurve) return hours * FILLED_HOUR;
  return averageCalls(material.curves, shift) ?? hours * CALLS_PER_SEAT_HOUR;
}

/** Calls per seat if as many seats are filled as the plan asks for; null where the plan says nothing. */
export function averageCalls(curves: readonly CallCurve[], shift: ShiftFacts): number | null {
  const touched = curves.filter(
    (curve) =>
      curve.channel === shift.channel &&
      (shift.fieldCode === null || curve.fieldCode === shift.fieldCode) &&
      intersection(curve, shift) !== null,
  );
  if (touched.length === 0) return null;
  const slots = new Map<number, { calls: number; seats: number; part: number }>();
  for (const curve of touched) {
    const slot = slots.get(curve.from.getTime()) ?? { calls: 0, seats: 0, part: partOf(curve, shift) };
    slot.calls += curve.answered[curve.seats] ?? curve.answered.at(-1) ?? 0;
    slot.seats += curve.seats;
    slots.set(curve.from.getTime(), slot);
  }
  return [...slots.values()].reduce(
    (sum, { calls, seats, part }) => sum + (seats === 0 ? 0 : (part * calls) / seats),
    0,
  );
}

function partOf(curve: CallCurve, shift: Interval): number {
  const shared = intersection(curve, shift);
  return shared ? minutes(shared) / minutes(curve) : 0;
}
