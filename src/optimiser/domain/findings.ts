import type { Assignment, Cell, Limit, RosterProblem, Shift, Span } from '../problem';
import type { Violation } from '../roster-build';

/** One thing a rule says about a roster: broken when hard, otherwise what it costs. */
export interface Finding extends Violation {
  readonly price: number | undefined;
}

/** An assignment with what it refers to. */
export interface Duty {
  readonly assignment: Assignment;
  readonly shift: Shift;
  readonly cell: Cell | undefined;
}

export function yenOf(problem: RosterProblem, { assignment, shift, cell }: Duty): number {
  const { organisation } = problem.persons[assignment.person]!;
  const rate = problem.organisations[organisation]!.yenPerHour ?? 0;
  return cell?.yen ?? (rate * minutesOf(shift) * (shift.payFactor ?? 1)) / 60;
}

export function minutesOf(work: Span & { readonly minutes?: number }): number {
  return work.minutes ?? work.until - work.from;
}

export function breach(limit: Limit, count: number): number {
  return Math.max(0, count - (limit.atMost ?? Infinity), (limit.atLeast ?? -Infinity) - count);
}
