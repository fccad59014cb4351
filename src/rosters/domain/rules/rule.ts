import type { Interval } from '../../../shared/interval';
import type { PersonFacts, RosterFacts } from '../roster-facts';

export const STRENGTHS = ['hard', 'weighted', 'off'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** A number within limits, or a list of codes. */
export type Parameter = { readonly name: string; readonly label: string } & (
  | { readonly kind: 'whole'; readonly min: number; readonly max: number; readonly default: number }
  | { readonly kind: 'codes'; readonly default: readonly string[] }
);
export type ParameterValues = Readonly<Record<string, number | readonly string[]>>;

/** One broken rule: who, when, by how much, and why it matters in words without anybody's name. */
export interface Finding {
  readonly personId: string | null;
  readonly shiftIds: readonly string[];
  readonly span: Interval;
  readonly excess: { readonly amount: number; readonly unit: ExcessUnit } | null;
  readonly message: string;
}
export type ExcessUnit = 'minutes' | 'duties' | 'days' | 'people';

export interface RosterRule {
  readonly code: string;
  readonly label: string;
  /** Until the period or the organisation says otherwise. */
  readonly strength: Strength;
  /** Points per finding while it is weighted; one point is about one lost call. */
  readonly weight: number;
  /** Where the default comes from: a law, a guideline or the reason. */
  readonly basis: string;
  /** Cannot be weakened, since the database holds it as well. */
  readonly fixed?: true;
  /** A coordinator may put somebody in all the same, with a reason. */
  readonly excusable: boolean;
  /** `person`: can be told from one person's duties alone. `roster`: from who is there together. */
  readonly scope: 'person' | 'roster';
  readonly parameters: readonly Parameter[];
  readonly check: (facts: RosterFacts, parameters: ParameterValues) => Finding[];
}

export function eachPerson(
  check: (person: PersonFacts, parameters: ParameterValues, facts: RosterFacts) => Finding[],
): RosterRule['check'] {
  return (facts, parameters) => facts.people.flatMap((person) => check(person, parameters, facts));
}

export function wholeOf(parameters: ParameterValues, name: string): number {
  const value = parameters[name];
  return typeof value === 'number' ? value : 0;
}

export function codesOf(parameters: ParameterValues, name: string): readonly string[] {
  const value = parameters[name];
  return typeof value === 'object' ? value : [];
}
