import type { Limit, RosterProblem } from '../problem';
import type { Duty, Finding } from './findings';
import { breach, minutesOf, yenOf } from './findings';

/** Seats at once, seats of a shift, quotas and budgets. */
export function organisationFindings(problem: RosterProblem, duties: readonly Duty[]): Finding[] {
  const found: Finding[] = [];
  for (const [number, organisation] of problem.organisations.entries()) {
    const own = duties.filter(
      ({ assignment }) => problem.persons[assignment.person]!.organisation === number,
    );
    const base = { person: null, organisation: number, shifts: [] };
    for (const limit of organisation.limits ?? []) {
      const by = breach(limit, countOrganisation(problem, own, limit));
      found.push({ ...base, rule: limit.rule, by, price: limit.price });
    }
    for (const cap of organisation.seats ?? []) {
      const counted = own.filter(
        ({ assignment }) => cap.field === undefined || assignment.field === cap.field,
      );
      const instants = [cap.from, ...counted.map(({ shift }) => shift.from)].filter(
        (instant) => cap.from <= instant && instant < cap.until,
      );
      const most = Math.max(0, ...instants.map((instant) => countAt(counted, instant)));
      found.push({ ...base, rule: 'seats', by: most - cap.atMost, price: undefined });
    }
  }
  for (const [number, shift] of problem.shifts.entries()) {
    const people = duties.filter(({ assignment }) => assignment.shift === number).length;
    const by = people - (shift.atMost ?? Infinity);
    found.push({
      rule: 'shift-seats',
      person: null,
      organisation: null,
      shifts: [number],
      by,
      price: undefined,
    });
  }
  return found;
}

function countAt(duties: readonly Duty[], instant: number): number {
  return duties.filter(({ shift }) => shift.from <= instant && instant < shift.until).length;
}

function countOrganisation(problem: RosterProblem, duties: readonly Duty[], limit: Limit): number {
  const { measure, days: [from, until] = [0, Infinity] } = limit;
  const counted = duties.filter(({ shift }) => from <= shift.day && shift.day < until);
  switch (measure) {
    case 'minutes':
      return counted.reduce((sum, { shift }) => sum + minutesOf(shift), 0);
    case 'yen':
      return counted.reduce((sum, duty) => sum + yenOf(problem, duty), 0);
    case 'shifts':
      return counted.length;
    case 'weekends':
      return 0;
    default:
      return counted.filter(({ shift }) => shift.tags?.includes(measure.slice('tag:'.length))).length;
  }
}
