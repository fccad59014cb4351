import type { Demand, Need, RosterProblem, Span } from '../problem';
import type { BoardCell } from './board-cell';
import type { FieldGroup } from './field-groups';

/** Who of a group counts: its people in `field`, or all of them. */
export interface Covering {
  readonly group: number;
  readonly field: number | undefined;
}

/** Demand of one field wherever exactly the same people are on duty: their curves simply add up. */
export interface DemandSegment {
  readonly field: number;
  readonly covering: readonly Covering[];
  /** `cost[n]` with n people on duty; convex, and flat beyond its end. */
  readonly cost: readonly number[];
}

export interface NeedSegment {
  readonly rule: string;
  readonly cells: readonly number[];
  /** Set when the need is for one field: people of these groups who serve it count, not single cells. */
  readonly covering: readonly Covering[] | undefined;
  readonly atLeast: number;
  readonly price: number;
}

export interface SeatSegment {
  readonly cells: readonly number[];
  readonly covering: readonly Covering[] | undefined;
  readonly atMost: number;
}

interface Segments {
  readonly demand: readonly DemandSegment[];
  readonly needs: readonly NeedSegment[];
  readonly seats: readonly SeatSegment[];
}

export function layOutSegments(
  problem: RosterProblem,
  cells: readonly BoardCell[],
  groups: readonly FieldGroup[],
): Segments {
  const cover = coverFinder(problem, cells, groups);
  return {
    demand: mergeDemand(problem, cover),
    needs: mergeNeeds(problem, cells, cover),
    seats: mergeSeats(problem, cells, cover),
  };
}

interface Cover {
  /** Shifts that cover the whole span, as a key and as numbers. */
  shifts(span: Span): readonly number[];
  groupsOf(shift: number): readonly number[];
  cellsOf(shift: number): readonly number[];
  covering(shifts: readonly number[], field: number): readonly Covering[];
  readonly groups: readonly FieldGroup[];
}

function coverFinder(
  problem: RosterProblem,
  cells: readonly BoardCell[],
  groups: readonly FieldGroup[],
): Cover {
  const groupsOf = problem.shifts.map((): number[] => []);
  for (const [number, group] of groups.entries()) groupsOf[group.shift]!.push(number);
  const cellsOf = problem.shifts.map((): number[] => []);
  for (const [number, cell] of cells.entries()) cellsOf[cell.shift]!.push(number);
  const offered = problem.shifts.flatMap((shift, number) =>
    cellsOf[number]!.length > 0 ? [{ shift, number }] : [],
  );
  const found = new Map<string, readonly number[]>();
  return {
    groups,
    groupsOf: (shift) => groupsOf[shift]!,
    cellsOf: (shift) => cellsOf[shift]!,
    shifts(span) {
      const key = `${span.from}-${span.until}`;
      const known = found.get(key);
      if (known) return known;
      const covering = offered
        .filter(({ shift }) => shift.from <= span.from && span.until <= shift.until)
        .map(({ number }) => number);
      found.set(key, covering);
      return covering;
    },
    covering: (shifts, field) =>
      shifts.flatMap((shift) =>
        groupsOf[shift]!.filter((group) => groups[group]!.fields.includes(field)).map((group) => ({
          group,
          field,
        })),
      ),
  };
}

function mergeDemand(problem: RosterProblem, cover: Cover): DemandSegment[] {
  const merged = new Map<string, { field: number; covering: readonly Covering[]; cost: number[] }>();
  for (const demand of problem.demand) {
    const covering = cover.covering(cover.shifts(demand), demand.field);
    const most = covering.reduce((sum, { group }) => sum + cover.groups[group]!.cells.length, 0);
    const key = `${demand.field}:${covering.map(({ group }) => group).join()}`;
    const known = merged.get(key);
    const cost = costCurve(demand, most);
    if (known) known.cost = addCurves(known.cost, cost);
    else merged.set(key, { field: demand.field, covering, cost });
  }
  return [...merged.values()].map((one) => ({ ...one, cost: trimFlatEnd(one.cost) }));
}

/** What n people cost in lost calls and missing seats, up to as many as there can be. */
function costCurve(demand: Demand, most: number): number[] {
  const { offered, answered, weight, minimum } = demand;
  const length = Math.min(most, Math.max(answered.length - 1, minimum?.seats ?? 0)) + 1;
  return Array.from({ length }, (_, seats) => {
    const calls = answered[Math.min(seats, answered.length - 1)] ?? 0;
    const missing = minimum ? Math.max(0, minimum.seats - seats) * minimum.price : 0;
    return weight * (offered - calls) + missing;
  });
}

function addCurves(a: readonly number[], b: readonly number[]): number[] {
  const length = Math.max(a.length, b.length);
  const at = (curve: readonly number[], n: number): number => curve[Math.min(n, curve.length - 1)]!;
  return Array.from({ length }, (_, n) => at(a, n) + at(b, n));
}

function trimFlatEnd(curve: readonly number[]): readonly number[] {
  let length = curve.length;
  while (length > 1 && Math.abs(curve[length - 1]! - curve[length - 2]!) < 1e-9) length--;
  return curve.slice(0, length);
}

function mergeNeeds(problem: RosterProblem, cells: readonly BoardCell[], cover: Cover): NeedSegment[] {
  const merged = new Map<string, NeedSegment & { price: number }>();
  for (const need of problem.needs) {
    const shifts = cover.shifts(need);
    const key = JSON.stringify([need.rule, need.skill, need.field, need.atLeast, shifts]);
    const known = merged.get(key);
    if (known) known.price += need.price;
    else
      merged.set(key, {
        rule: need.rule,
        atLeast: need.atLeast,
        price: need.price,
        ...whoCounts(need, shifts, cells, cover),
      });
  }
  return [...merged.values()];
}

function whoCounts(
  need: Need,
  shifts: readonly number[],
  cells: readonly BoardCell[],
  cover: Cover,
): Pick<NeedSegment, 'cells' | 'covering'> {
  const { skill, field } = need;
  if (field !== undefined) {
    const covering = cover
      .covering(shifts, field)
      .filter(({ group }) => skill === undefined || cover.groups[group]!.skills.has(skill));
    return { cells: [], covering };
  }
  const counted = shifts
    .flatMap((shift) => cover.cellsOf(shift))
    .filter((cell) => skill === undefined || cells[cell]!.skills.includes(skill));
  return { cells: counted, covering: undefined };
}

/** Caps hold at every instant, so it is enough to ask at the starts of the shifts; what cannot be passed is left out. */
function mergeSeats(problem: RosterProblem, cells: readonly BoardCell[], cover: Cover): SeatSegment[] {
  const segments = new Map<string, SeatSegment>();
  const starts = [...new Set(problem.shifts.map((shift) => shift.from))].toSorted((a, b) => a - b);
  for (const [number, organisation] of problem.organisations.entries()) {
    for (const cap of organisation.seats ?? []) {
      const instants = [cap.from, ...starts.filter((start) => cap.from < start && start < cap.until)];
      for (const instant of instants) {
        const shifts = cover.shifts({ from: instant, until: instant + 1 });
        const own = shifts
          .flatMap((shift) => cover.cellsOf(shift))
          .filter((cell) => problem.persons[cells[cell]!.person]!.organisation === number);
        const covering =
          cap.field === undefined
            ? undefined
            : cover
                .covering(shifts, cap.field)
                .filter(({ group }) => cover.groups[group]!.organisation === number);
        if (own.length > cap.atMost) {
          segments.set(JSON.stringify([cap.field, own]), {
            cells: covering ? [] : own,
            covering,
            atMost: cap.atMost,
          });
        }
      }
    }
  }
  for (const [number, shift] of problem.shifts.entries()) {
    const own = cover.cellsOf(number);
    if (shift.atMost !== undefined && own.length > shift.atMost) {
      segments.set(`shift ${number}`, { cells: own, covering: undefined, atMost: shift.atMost });
    }
  }
  return [...segments.values()];
}
