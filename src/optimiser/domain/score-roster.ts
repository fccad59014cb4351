import type { Assignment, Demand, Need, RosterProblem, Span } from '../problem';
import type { Score, Shortage } from '../roster-build';
import type { Duty, Finding } from './findings';
import { yenOf } from './findings';
import { groupBy } from './group-by';
import { personFindings } from './score-person';
import { organisationFindings } from './score-organisation';

const SLACK = 1e-6;

/** Measures a roster from the problem alone; knows nothing of models, so that it can judge what a model returned. */
export function scoreRoster(problem: RosterProblem, roster: readonly Assignment[]): Score {
  const duties = roster.map((assignment): Duty => {
    const cell = problem.persons[assignment.person]?.cells.find(({ shift }) => shift === assignment.shift);
    return { assignment, shift: problem.shifts[assignment.shift]!, cell };
  });
  const findings = [
    ...problem.persons.flatMap((_, person) =>
      personFindings(
        problem,
        person,
        duties.filter(({ assignment }) => assignment.person === person),
      ),
    ),
    ...organisationFindings(problem, duties),
  ].filter(({ by }) => by > SLACK);
  const demand = problem.demand.map((one) => scoreDemand(one, duties));
  const needs = problem.needs.map((need) => scoreNeed(problem, need, duties));
  const parts: Record<string, number> = {
    calls: sum(demand.map(({ calls }) => calls)),
    seats: sum(demand.map(({ seats }) => seats)),
    ...cellParts(problem, duties),
    changes: changeCost(problem, roster),
  };
  for (const { rule, price = 0, by } of [...findings, ...needs.map((need) => need.finding)]) {
    if (price !== 0) parts[rule] = (parts[rule] ?? 0) + price * by;
  }
  const service = sum([
    parts['calls']!,
    parts['seats']!,
    ...needs.map(({ finding }) => finding.by * (finding.price ?? 0)),
  ]);
  const overService = service - (problem.serviceAtMost ?? Infinity);
  if (overService > SLACK) {
    findings.push({
      rule: 'service',
      by: overService,
      person: null,
      organisation: null,
      shifts: [],
      price: undefined,
    });
  }
  return {
    objective: sum(Object.values(parts)),
    lostCalls: sum(demand.map(({ lost }) => lost)),
    parts,
    shortages: [...demand, ...needs].flatMap(({ shortage }) => (shortage ? [shortage] : [])),
    violations: findings
      .filter(({ price }) => price === undefined)
      .map(({ rule, person, organisation, shifts, by }) => ({ rule, person, organisation, shifts, by })),
  };
}

function scoreDemand(
  demand: Demand,
  duties: readonly Duty[],
): { calls: number; lost: number; seats: number; shortage: Shortage | undefined } {
  const seats = duties.filter(
    ({ assignment, shift }) => assignment.field === demand.field && covers(shift, demand),
  ).length;
  const lost = demand.offered - (demand.answered[Math.min(seats, demand.answered.length - 1)] ?? 0);
  const missing = Math.max(0, (demand.minimum?.seats ?? 0) - seats);
  const { from, until, field } = demand;
  return {
    lost,
    calls: lost * demand.weight,
    seats: missing * (demand.minimum?.price ?? 0),
    shortage: missing > 0 ? { rule: 'minimum-seats', from, until, field, missing } : undefined,
  };
}

function scoreNeed(
  problem: RosterProblem,
  need: Need,
  duties: readonly Duty[],
): { finding: Finding; shortage: Shortage | undefined } {
  const present = duties.filter(
    ({ assignment, shift }) =>
      covers(shift, need) &&
      (need.field === undefined || assignment.field === need.field) &&
      (need.skill === undefined || hasSkill(problem, assignment.person, need.skill, shift.day)),
  ).length;
  const missing = Math.max(0, need.atLeast - present);
  const { rule, from, until, price } = need;
  return {
    finding: { rule, person: null, organisation: null, shifts: [], by: missing, price },
    shortage: missing > 0 ? { rule, from, until, field: need.field ?? null, missing } : undefined,
  };
}

function cellParts(problem: RosterProblem, duties: readonly Duty[]): Record<string, number> {
  const { wish, yen } = problem.prices;
  return {
    wishes: sum(duties.map(({ cell }) => (cell ? wish[cell.level] + (cell.cost ?? 0) : 0))),
    yen: sum(duties.map((duty) => yen * yenOf(problem, duty))),
  };
}

function changeCost(problem: RosterProblem, roster: readonly Assignment[]): number {
  const { change = 0, changedPerson = 0 } = problem.prices;
  if (change === 0 && changedPerson === 0) return 0;
  const key = ({ person, shift }: Assignment): string => `${person}:${shift}`;
  const now = new Set(roster.map(key));
  const before = new Set((problem.draft ?? []).map(key));
  const possible = (one: Assignment): boolean =>
    problem.persons[one.person]!.cells.some(({ shift, pin }) => shift === one.shift && pin !== 'must-not');
  const changes = [
    ...roster.filter((one) => !before.has(key(one))),
    ...(problem.draft ?? []).filter((one) => !now.has(key(one)) && possible(one)),
  ];
  return change * changes.length + changedPerson * groupBy(changes, ({ person }) => person).size;
}

function hasSkill(problem: RosterProblem, person: number, skill: string, day: number): boolean {
  return (problem.persons[person]!.skills ?? []).some(
    (permit) =>
      permit.skill === skill && day >= (permit.fromDay ?? -Infinity) && day < (permit.untilDay ?? Infinity),
  );
}

function covers(shift: Span, span: Span): boolean {
  return shift.from <= span.from && span.until <= shift.until;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
