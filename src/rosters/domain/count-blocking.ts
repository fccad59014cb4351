import { blocking, type JudgedViolation } from './judged-violation';

export interface BlockingRule {
  readonly rule: string;
  readonly label: string;
  /** How many people it keeps out. */
  readonly people: number;
}

/** How many people each hard rule keeps out, most first; one list of violations per person. */
export function countBlocking(people: readonly (readonly JudgedViolation[])[]): BlockingRule[] {
  const counts = new Map<string, { label: string; people: number }>();
  for (const violations of people) {
    for (const { rule, label } of onePerRule(blocking(violations))) {
      counts.set(rule, { label, people: (counts.get(rule)?.people ?? 0) + 1 });
    }
  }
  return [...counts]
    .map(([rule, count]) => ({ rule, ...count }))
    .toSorted((a, b) => b.people - a.people || (a.rule < b.rule ? -1 : 1));
}

function onePerRule(violations: readonly JudgedViolation[]): JudgedViolation[] {
  return [...new Map(violations.map((violation) => [violation.rule, violation])).values()];
}
