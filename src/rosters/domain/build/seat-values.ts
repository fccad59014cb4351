import { type Interval, intersection } from '../../../shared/interval';
import type { Steps } from '../../../shared/steps';
import { answeredAt } from '../../../demand/domain/answered-curve';
import type { ShiftFacts } from '../roster-facts';
import { minutes } from '../work-time';
import type { BuildMaterial, CallCurve } from './build-material';

/** Calls that a seat answers per hour when all are busy; 27 minutes each (talk and record). */
const CALLS_PER_SEAT_HOUR = 2.2;
/** Somebody on standby answers when called in; an hour of it is taken for this many calls. */
const STANDBY_HOUR = 1;

/**
 * Tells whether a shift's desk is on a curve of calls that all organisations share; otherwise its seats are worth the average.
 * A desk of no field answers all fields of a channel that has some; it has no curve of its own there.
 */
export function curveDesks({ isNational, curves }: BuildMaterial): (shift: ShiftFacts) => boolean {
  const desks = new Set(isNational ? curves.map(curveKey) : []);
  const channels = new Set(
    curves.filter(({ fieldCode }) => fieldCode !== null).map(({ channel }) => channel),
  );
  return (shift) =>
    shift.role !== 'standby' &&
    desks.has(curveKey(shift)) &&
    (shift.fieldCode !== null || !channels.has(shift.channel));
}

function curveKey({ channel, fieldCode }: Pick<CallCurve, 'channel' | 'fieldCode'>): string {
  return `${channel}/${fieldCode ?? ''}`;
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
export function* answeredCalls(
  material: BuildMaterial,
  rosters: readonly (readonly ShiftFacts[])[],
): Steps<number[]> {
  const isOnCurve = curveDesks(material);
  const onCurve = rosters.map((duties) => byDesk(duties.filter(isOnCurve)));
  const answered: number[] = [];
  for (const duties of rosters) {
    let calls = 0;
    for (const duty of duties.filter((each) => each.role !== 'standby' && !isOnCurve(each))) {
      calls += seatValue(material, duty, duty);
      yield;
    }
    answered.push(calls);
  }
  for (const curve of onCurve.some((desks) => desks.size > 0) ? material.curves : []) {
    const there = onCurve.map((desks) =>
      (desks.get(curveKey(curve)) ?? []).reduce((sum, duty) => sum + partOf(curve, duty), 0),
    );
    yield;
    const together = there.reduce((sum, seats) => sum + seats, 0);
    if (together === 0) continue;
    const perSeat = answeredAt(curve.answered, together) / together;
    there.forEach((seats, index) => (answered[index] = (answered[index] ?? 0) + seats * perSeat));
  }
  return answered;
}

function byDesk(duties: readonly ShiftFacts[]): Map<string, ShiftFacts[]> {
  const desks = new Map<string, ShiftFacts[]>();
  for (const duty of duties) {
    const there = desks.get(curveKey(duty));
    if (there) there.push(duty);
    else desks.set(curveKey(duty), [duty]);
  }
  return desks;
}

function partOf(curve: CallCurve, shift: Interval): number {
  const shared = intersection(curve, shift);
  return shared ? minutes(shared) / minutes(curve) : 0;
}
