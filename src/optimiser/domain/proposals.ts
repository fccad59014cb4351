import type { Limit, RosterProblem } from '../problem';
import type { ProposalName, Score } from '../roster-build';

/** How much dearer what a proposal is named after becomes; service is no longer traded against it, but held. */
const EMPHASIS = 40;
/** Part of the offered service that a proposal may give up. */
const SERVICE_TOLERANCE = 0.005;
/** A thousand yen weigh at least as one call, before emphasis. */
const PLAIN_YEN = 0.001;

export function proposalProblem(problem: RosterProblem, name: ProposalName, best: Score): RosterProblem {
  const needRules = new Set(problem.needs.map(({ rule }) => rule));
  const needs = [...needRules].reduce((sum, rule) => sum + (best.parts[rule] ?? 0), 0);
  const service = best.parts['calls']! + best.parts['seats']! + needs;
  const tolerance =
    problem.demand.reduce((sum, one) => sum + one.offered * one.weight, 0) * SERVICE_TOLERANCE;
  return { ...emphasise(problem, name), serviceAtMost: service + tolerance };
}

function emphasise(problem: RosterProblem, name: ProposalName): RosterProblem {
  const { prices } = problem;
  switch (name) {
    case 'most-wishes': {
      const { want, can, reluctant } = prices.wish;
      const wish = { want: want * EMPHASIS, can: can * EMPHASIS, reluctant: reluctant * EMPHASIS };
      return { ...problem, prices: { ...prices, wish } };
    }
    case 'fairest':
      return {
        ...problem,
        persons: problem.persons.map((person) => ({ ...person, limits: (person.limits ?? []).map(dearer) })),
      };
    case 'cheapest':
      return { ...problem, prices: { ...prices, yen: Math.max(prices.yen, PLAIN_YEN) * EMPHASIS } };
  }
}

function dearer(limit: Limit): Limit {
  return limit.price === undefined ? limit : { ...limit, price: limit.price * EMPHASIS };
}
