import type { Limit, Need, RosterProblem, RunRule } from '../problem';
import type { Shortage } from '../roster-build';

/** Rules by the names people know them under: every limit and run by its own, and these three. */
export function ruleFamilies({ persons, organisations }: RosterProblem): string[] {
  const named = [
    ...organisations.flatMap(({ limits = [] }) => limits),
    ...persons.flatMap(({ limits = [], runs = [] }): (Limit | RunRule)[] => [...limits, ...runs]),
  ].map(({ rule }) => rule);
  return [...new Set([...named, 'rest', 'seats', 'succession'])];
}

export function withoutFamily(problem: RosterProblem, family: string): RosterProblem {
  const others = <Rule extends { readonly rule: string }>(rules: readonly Rule[] = []): Rule[] =>
    rules.filter(({ rule }) => rule !== family);
  return {
    ...problem,
    shifts:
      family === 'seats' ? problem.shifts.map((shift) => ({ ...shift, atMost: Infinity })) : problem.shifts,
    organisations: problem.organisations.map(({ seats, ...organisation }) => ({
      ...organisation,
      ...(seats && family !== 'seats' && { seats }),
      limits: others(organisation.limits),
    })),
    persons: problem.persons.map(({ rest, ...person }) => ({
      ...person,
      ...(rest && family !== 'rest' && { rest }),
      limits: others(person.limits),
      runs: others(person.runs),
    })),
    forbiddenSuccessions: family === 'succession' ? [] : (problem.forbiddenSuccessions ?? []),
  };
}

/** The same people and rules with nothing to do but fill what is short; the objective counts who is missing. */
export function onlyShortages(
  problem: RosterProblem,
  shortages: readonly Shortage[],
  present: Present,
): RosterProblem {
  const needs = shortages.map(({ rule, from, until, field, missing }): Need => {
    const skill = problem.needs.find((need) => need.rule === rule)?.skill;
    const atLeast = present({ rule, from, until, field, missing }) + missing;
    return {
      rule,
      from,
      until,
      atLeast,
      price: 1,
      ...(skill && { skill }),
      ...(field !== null && { field }),
    };
  });
  const isHard = ({ price }: Limit): boolean => price === undefined;
  return {
    ...problem,
    demand: [],
    needs,
    prices: { wish: { want: 0, can: 0, reluctant: 0 }, yen: 0 },
    persons: problem.persons.map((person) => ({
      ...person,
      limits: (person.limits ?? []).filter(isHard),
      cells: person.cells.map(({ shift, level, pin }) => ({ shift, level, ...(pin && { pin }) })),
    })),
  };
}

/** How many people the present roster has where a shortage is. */
export type Present = (shortage: Shortage) => number;
