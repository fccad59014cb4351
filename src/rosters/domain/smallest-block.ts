/** A candidate and the rules that keep them out. */
export interface Blocked {
  readonly personId: string;
  readonly rules: readonly string[];
}

/**
 * The fewest rules that together keep everybody out: each person is blocked by at least one of them. Null when somebody is
 * blocked by none. Exact: tries a further rule of a person whom nothing chosen blocks yet, and drops what cannot become
 * smaller. Rules are some twenty, so this ends at once.
 */
export function smallestBlock(people: readonly Blocked[]): readonly string[] | null {
  if (people.some(({ rules }) => rules.length === 0)) return null;
  const common = people
    .map(({ rules }) => new Set(rules))
    // Whoever is blocked by a subset of another's rules decides for both.
    .toSorted((a, b) => a.size - b.size);
  return extend([], common, null) ?? [];
}

function extend(
  chosen: readonly string[],
  people: readonly ReadonlySet<string>[],
  best: readonly string[] | null,
): readonly string[] | null {
  const open = people.filter((rules) => !chosen.some((rule) => rules.has(rule)));
  const [first] = open;
  if (!first) return best === null || chosen.length < best.length ? chosen : best;
  if (best !== null && chosen.length + 1 >= best.length) return best;
  return byReach([...first], open).reduce((found, rule) => extend([...chosen, rule], open, found), best);
}

/** What blocks most goes first, so that a small answer is found early. */
function byReach(rules: readonly string[], people: readonly ReadonlySet<string>[]): string[] {
  const reach = (rule: string): number => people.filter((each) => each.has(rule)).length;
  return rules.toSorted((a, b) => reach(b) - reach(a) || (a < b ? -1 : 1));
}
