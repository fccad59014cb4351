import type { Demand } from '../../../optimiser/problem';
import type { Steps } from '../../../shared/steps';
import { cutByInterval } from '../by-interval';
import type { ShiftFacts } from '../roster-facts';
import type { BuildMaterial, CallCurve } from './build-material';
import type { BuildCalendar } from './calendar';
import { curveDesks, seatValue } from './seat-values';
import { type StandingSeat, standingSeats } from './standing';

/** The engine's fields are desks: a field on a channel. Nobody on standby sits at one. */
export function deskKey({
  channel,
  fieldCode,
  role,
}: Pick<ShiftFacts, 'channel' | 'fieldCode'> & { readonly role?: string }): string {
  return `${role === 'standby' ? 'standby:' : ''}${channel}/${fieldCode ?? ''}`;
}

/**
 * What seats are for: the calls of desks that all organisations share, and elsewhere a fixed worth per seat. Both are service to
 * the engine, which its proposals hold while they turn to wishes, fairness or cost.
 */
export function* demandRows(
  material: BuildMaterial,
  desks: readonly string[],
  calendar: BuildCalendar,
  weight: number,
): Steps<Demand[]> {
  const free = material.organisations.flatMap(({ shifts, freeShiftIds }) =>
    shifts.filter(({ id, from }) => freeShiftIds.has(id) && calendar.day(from) !== null),
  );
  const standing = material.organisations.flatMap(standingSeats);
  const isOnCurve = curveDesks(material);
  const shared = new Set(free.filter(isOnCurve).map(deskKey));
  const seated = groupByDesk(standing.map(({ shift }) => shift));
  const rows: Row[] = [];
  for (const curve of material.curves.filter((each) => shared.has(deskKey(each)))) {
    const row = curveRow(curve, seated.get(deskKey(curve)) ?? []);
    if (row) rows.push(row);
    yield;
  }
  const others = free.filter((shift) => !shared.has(deskKey(shift)));
  rows.push(...(yield* seatRows(material, others, standing)));
  return rows.map(({ desk, from, until, answered }) => ({
    ...calendar.span({ from, until }),
    field: desks.indexOf(desk),
    // What no seat could answer anyway is left out: the proposals may give up a part of what is offered.
    offered: answered.at(-1) ?? 0,
    answered,
    weight,
  }));
}

interface Row {
  readonly desk: string;
  readonly from: Date;
  readonly until: Date;
  readonly answered: readonly number[];
}

/** Seats that stand already answer the first calls. */
function curveRow(curve: CallCurve, seated: readonly ShiftFacts[]): Row | null {
  const { from, until, answered } = curve;
  const there = seated.filter((shift) => shift.from <= from && until <= shift.until).length;
  const already = answered[there] ?? answered.at(-1) ?? 0;
  const left = answered.slice(Math.min(there, answered.length - 1)).map((calls) => calls - already);
  return left.length < 2 ? null : { desk: deskKey(curve), from, until, answered: left };
}

function* seatRows(
  material: BuildMaterial,
  shifts: readonly ShiftFacts[],
  standing: readonly StandingSeat[],
): Steps<Row[]> {
  const taken = new Map<string, number>();
  for (const { shiftId } of standing) taken.set(shiftId, (taken.get(shiftId) ?? 0) + 1);
  const rows: Row[] = [];
  for (const [desk, members] of groupByDesk(shifts)) {
    for (const { from, until, members: together } of cutByInterval(members)) {
      const [first] = together;
      const seats = together.reduce((sum, { id, seats: all }) => sum + all - (taken.get(id) ?? 0), 0);
      if (!first || seats <= 0) continue;
      const value = seatValue(material, first, { from, until });
      rows.push({ desk, from, until, answered: Array.from({ length: seats + 1 }, (_, n) => n * value) });
      yield;
    }
  }
  return rows;
}

function groupByDesk(shifts: readonly ShiftFacts[]): Map<string, ShiftFacts[]> {
  const desks = new Map<string, ShiftFacts[]>();
  for (const shift of shifts) {
    const there = desks.get(deskKey(shift));
    if (there) there.push(shift);
    else desks.set(deskKey(shift), [shift]);
  }
  return desks;
}
