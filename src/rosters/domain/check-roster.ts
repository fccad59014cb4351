import type { RosterFacts } from './roster-facts';
import type { RuleInForce } from './rules-in-force';
import type { Finding, Strength } from './rules/rule';

export interface Violation extends Finding {
  readonly rule: string;
  readonly label: string;
  readonly strength: Exclude<Strength, 'off'>;
  /** 0 for hard rules. */
  readonly weight: number;
  readonly excusable: boolean;
}

/** Everything that breaks a rule in force. Which of it blocks is for the caller to decide. */
export function checkRoster(facts: RosterFacts, rules: readonly RuleInForce[]): Violation[] {
  return rules.flatMap(({ rule, strength, weight, parameters }) => {
    if (strength === 'off') return [];
    return rule.check(facts, parameters).map((finding) => ({
      ...finding,
      rule: rule.code,
      label: rule.label,
      strength,
      weight: strength === 'hard' ? 0 : weight,
      excusable: rule.excusable,
    }));
  });
}

/** What putting this person into this shift would break: rules that can be told from the person's own duties. */
export function checkMove(
  facts: RosterFacts,
  rules: readonly RuleInForce[],
  move: { readonly personId: string; readonly shift: RosterFacts['people'][number]['duties'][number] },
): Violation[] {
  const people = facts.people
    .filter(({ id }) => id === move.personId)
    .map((person) =>
      person.duties.some(({ id }) => id === move.shift.id)
        ? person
        : { ...person, duties: [...person.duties, move.shift] },
    );
  const personal = rules.filter(({ rule }) => rule.scope === 'person');
  return checkRoster({ ...facts, people }, personal).filter(({ shiftIds }) =>
    shiftIds.includes(move.shift.id),
  );
}
