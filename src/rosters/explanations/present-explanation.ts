import { countBlocking } from '../domain/count-blocking';
import { blocking } from '../domain/judged-violation';
import { type Candidate, reasonWords } from '../domain/rank-candidates';
import { smallestBlock } from '../domain/smallest-block';
import { presentViolation } from '../violations.dto';
import type { BlockingRuleView, CandidateView, ShiftExplanationView } from './explanations.dto';
import type { Fitness, PersonName } from './fitness.reader';

type Names = ReadonlyMap<string, PersonName>;

export function presentCandidate(candidate: Candidate, names: Names): CandidateView {
  const { personId, legal, wish, burden, cost, violations } = candidate;
  return {
    ...nameOf(personId, names),
    personId,
    reason: reasonWords(candidate),
    legal,
    wish,
    burden,
    cost,
    violations: violations.map(presentViolation),
  };
}

/** Whose names an explanation speaks of. */
export function namedIn({ sitting, others }: Fitness): string[] {
  return [...sitting.map(({ candidate }) => candidate), ...others.slice(0, 1)].map(
    ({ personId }) => personId,
  );
}

export function presentExplanation(fitness: Fitness, names: Names): ShiftExplanationView {
  const { shift, sitting, others } = fitness;
  const [best] = others.filter(({ legal }) => legal);
  const next = best ? presentCandidate(best, names) : null;
  const free = shift.seats - sitting.length;
  return {
    shiftId: shift.id,
    assigned: sitting.map(({ candidate, isPinned, origin }) => ({
      ...nameOf(candidate.personId, names),
      personId: candidate.personId,
      reason: reasonWords(candidate),
      isPinned,
      origin,
      next,
    })),
    blocked: countBlocking(others.map(({ violations }) => violations)),
    empty: free > 0 ? { seats: free, best: next, because: best ? [] : whyEmpty(others) } : null,
  };
}

function whyEmpty(others: readonly Candidate[]): BlockingRuleView[] {
  const rules = smallestBlock(
    others.map(({ personId, violations }) => ({
      personId,
      rules: blocking(violations).map(({ rule }) => rule),
    })),
  );
  return countBlocking(others.map(({ violations }) => violations)).filter(({ rule }) =>
    rules?.includes(rule),
  );
}

function nameOf(personId: string, names: Names): PersonName {
  return names.get(personId) ?? { familyName: '', givenName: '' };
}
