import type { Limit, Person, RosterProblem, RunRule, Span } from '../problem';
import type { Duty, Finding } from './findings';
import { breach, minutesOf, yenOf } from './findings';

/** Everything the rules say about one person's shifts. */
export function personFindings(problem: RosterProblem, number: number, duties: readonly Duty[]): Finding[] {
  const person = problem.persons[number]!;
  const finding = (rule: string, by: number, shifts: readonly number[] = [], price?: number): Finding => ({
    rule,
    by,
    shifts,
    price,
    person: number,
    organisation: null,
  });
  return [
    ...offerFindings(person, duties).map(([rule, shift]) => finding(rule, 1, [shift])),
    ...clashFindings(problem, person, duties).map(([rule, shifts, price]) => finding(rule, 1, shifts, price)),
    ...(person.limits ?? []).map((limit) =>
      finding(limit.rule, breach(limit, countPerson(problem, person, duties, limit)), [], limit.price),
    ),
    ...(person.runs ?? []).map((rule) => finding(rule.rule, runBreaches(problem, person, duties, rule))),
  ];
}

function offerFindings(person: Person, duties: readonly Duty[]): [string, number][] {
  const found: [string, number][] = [];
  for (const { assignment, shift, cell } of duties) {
    const mayServe = person.fields.some(
      ({ field, fromDay = -Infinity, untilDay = Infinity }) =>
        field === assignment.field && fromDay <= shift.day && shift.day < untilDay,
    );
    if (!cell || cell.pin === 'must-not') found.push(['not-offered', assignment.shift]);
    if (!mayServe || shift.fields?.includes(assignment.field) === false)
      found.push(['field', assignment.shift]);
  }
  for (const cell of person.cells) {
    const isGiven = duties.some(({ assignment }) => assignment.shift === cell.shift);
    if (cell.pin === 'must' && !isGiven) found.push(['pin', cell.shift]);
  }
  return found;
}

interface Work extends Span {
  readonly day: number;
  readonly kind?: string;
  readonly shifts: readonly number[];
  readonly isMovable: boolean;
}

function clashFindings(
  problem: RosterProblem,
  person: Person,
  duties: readonly Duty[],
): [string, readonly number[], number | undefined][] {
  const works: Work[] = [
    ...duties.map(({ assignment, shift }) => ({ ...shift, shifts: [assignment.shift], isMovable: true })),
    ...(person.duties ?? []).map((duty) => ({ ...duty, shifts: [], isMovable: false })),
  ];
  const found: [string, readonly number[], number | undefined][] = [];
  const rest = person.rest?.minutes ?? 0;
  for (const work of works.filter(({ isMovable }) => isMovable)) {
    if ((person.blocked ?? []).some((span) => meet(span, work)))
      found.push(['blocked', work.shifts, undefined]);
  }
  for (const later of works) {
    const earlier = works.filter(
      (one) => one !== later && (later.isMovable || one.isMovable) && one.from <= later.from,
    );
    for (const one of earlier) {
      if (meet(one, later)) found.push(['overlap', [...one.shifts, ...later.shifts], undefined]);
      else if (one.day === later.day)
        found.push(['one-shift-a-day', [...one.shifts, ...later.shifts], undefined]);
      if (isForbidden(problem, one, later))
        found.push(['succession', [...one.shifts, ...later.shifts], undefined]);
    }
    const tooSoon = earlier.find((one) => one.day !== later.day && one.until + rest > later.from);
    if (tooSoon) found.push(['rest', [...tooSoon.shifts, ...later.shifts], person.rest?.price]);
  }
  return found;
}

function isForbidden(problem: RosterProblem, one: Work, later: Work): boolean {
  return (
    one.day + 1 === later.day &&
    (problem.forbiddenSuccessions ?? []).some(({ kind, next }) => kind === one.kind && next === later.kind)
  );
}

function meet(a: Span, b: Span): boolean {
  return a.from < b.until && b.from < a.until;
}

function countPerson(problem: RosterProblem, person: Person, duties: readonly Duty[], limit: Limit): number {
  const { measure, days: [from, until] = [0, Infinity] } = limit;
  const works = [
    ...duties.map((duty) => ({ ...duty.shift, yen: yenOf(problem, duty) })),
    ...(person.duties ?? []).map((duty) => ({ ...duty, yen: 0 })),
  ].filter(({ day }) => from <= day && day < until);
  switch (measure) {
    case 'minutes':
      return works.reduce((sum, work) => sum + minutesOf(work), 0);
    case 'yen':
      return works.reduce((sum, work) => sum + work.yen, 0);
    case 'shifts':
      return works.length;
    case 'weekends':
      return (problem.weekends ?? []).filter(
        (days) =>
          days.every((day) => from <= day && day < until) && works.some(({ day }) => days.includes(day)),
      ).length;
    default:
      return works.filter(({ tags }) => tags?.includes(measure.slice('tag:'.length))).length;
  }
}

/** Number of days too many or too few over all runs. */
function runBreaches(problem: RosterProblem, person: Person, duties: readonly Duty[], rule: RunRule): number {
  const works = [...duties.map(({ shift }) => shift), ...(person.duties ?? [])];
  const days = problem.dayStarts
    .slice(1)
    .map((_, day) =>
      works.some(
        (work) => work.day === day && (rule.tag === undefined || (work.tags?.includes(rule.tag) ?? false)),
      ),
    );
  const { atMost = Infinity, atLeast = 0, offAtLeast = 0, before = 0 } = rule;
  let breaches = 0;
  for (let start = 0, end = 0; start < days.length; start = end) {
    while (end < days.length && days[end] === days[start]) end++;
    const length = end - start;
    const isInside = start > 0 && end < days.length;
    if (days[start]) breaches += Math.max(0, length + (start === 0 ? before : 0) - atMost);
    if (isInside) breaches += Math.max(0, (days[start] ? atLeast : offAtLeast) - length);
  }
  return breaches;
}
