import { type Interval, intersection } from '../../../shared/interval';
import { answeredAt } from '../../../demand/domain/answered-curve';
import type { ShiftFacts } from '../roster-facts';
import { minutes } from '../work-time';
import type { BuildMaterial, CallCurve } from './build-material';

/** Calls that a seat answers per hour when all are busy; 27 minutes each (talk and record). */
const CALLS_PER_SEAT_HOUR = 2.2;
/** Somebody on standby answers when called in; an hour of it is taken for this many calls. */
const STANDBY_HOUR = 1;

/** The shift's desk is on a curve of calls that all organisations share; otherwise its seats are worth the average. */
export function isOnCurve({ isNational, curves }: BuildMaterial, shift: ShiftFacts): boolean {
  if (!isNational || shift.role === 'standby') return false;
  const channel = curves.filter((curve) => curve.channel === shift.channel);
  // A desk of no field answers all fields of a channel that has some; it has no curve of its own there.
  if (shift.fieldCode === null && channel.some(({ fieldCode }) => fieldCode !== null)) return false;
  return channel.some(({ fieldCode }) => fieldCode === shift.fieldCode);
}

/** What one seat of the shift is worth while the span lasts, in calls. */
export function seatValue(material: BuildMaterial, shift: ShiftFacts, span: Interval): number {
  const hours = minutes(span) / 60;
  if (shift.role === 'standby') return hours * STANDBY_HOUR;
  return averageCalls(material.curves, { ...shift, ...span }) ?? hours * CALLS_PER_SEAT_HOUR;
}

/** Calls per seat if as many seats are filled as the plan asks for; null where the plan says nothing. */
function averageCalls(curves: readonly CallCurve[], shift: ShiftFacts): number | null {
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

/**
 * Expected answered calls of each roster when all of them answer together: on a shared curve every seat has the same part.
 * Nobody on standby is counted.
 */
export function answeredCalls(
  material: BuildMaterial,
  rosters: readonly (readonly ShiftFacts[])[],
): number[] {
  const onLine = rosters.map((duties) => duties.filter(({ role }) => role !== 'standby'));
  const onCurve = onLine.map((duties) => duties.filter((duty) => isOnCurve(material, duty)));
  const answered = onLine.map((duties) =>
    duties
      .filter((duty) => !isOnCurve(material, duty))
      .reduce((sum, duty) => sum + seatValue(material, duty, duty), 0),
  );
  for (const curve of onCurve.some((duties) => duties.length > 0) ? material.curves : []) {
    const there = onCurve.map((duties) =>
      duties
        .filter(({ channel, fieldCode }) => channel === curve.channel && fieldCode === curve.fieldCode)
        .reduce((sum, duty) => sum + partOf(curve, duty), 0),
    );
    const together = there.reduce((sum, seats) => sum + seats, 0);
    if (together === 0) continue;
    const perSeat = answeredAt(curve.answered, together) / together;
    there.forEach((seats, index) => (answered[index] = (answered[index] ?? 0) + seats * perSeat));
  }
  return answered;
}

function partOf(curve: CallCurve, shift: Interval): number {
  const shared = intersection(curve, shift);
  return shared ? minutes(shared) / minutes(curve) : 0;
}
