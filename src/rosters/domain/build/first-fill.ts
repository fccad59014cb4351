import type { Assignment, Duty, Person, RosterProblem, RunRule, Shift } from '../../../optimiser/problem';
import type { Steps } from '../../../shared/steps';
import { count } from './as-far-as-standing';

type Work = Pick<Duty, 'from' | 'until' | 'day' | 'tags'>;

const LEVELS = { want: 0, can: 1, reluctant: 2 } as const;

/**
 * The draft less what hard rules no longer allow, and every other seat given to somebody who may take it: who wants it and has
 * least comes first. Not good, but there at once, so that no proposal is emptier however short the time.
 */
export function* firstFill(problem: RosterProblem): Steps<Assignment[]> {
  const roster: Assignment[] = [];
  const works = problem.persons.map(({ duties = [] }): Work[] => [...duties]);
  const seatsLeft = problem.shifts.map(({ atMost = 0 }) => atMost);
  const seat = (assignment: Assignment): void => {
    const { person, shift } = assignment;
    const [row, place] = [problem.persons[person], problem.shifts[shift]];
    if (!row || !place || (seatsLeft[shift] ?? 0) <= 0 || !mayTake(row, works[person] ?? [], place)) return;
    seatsLeft[shift] = (seatsLeft[shift] ?? 0) - 1;
    works[person]?.push(place);
    roster.push(assignment);
  };
  for (const assignment of problem.draft ?? []) seat(assignment);
  for (const [shift, candidates] of candidatesOf(problem).entries()) {
    const field = problem.shifts[shift]?.fields?.[0] ?? 0;
    const inTurn = candidates.toSorted(
      (a, b) =>
        LEVELS[a.level] - LEVELS[b.level] || (works[a.person]?.length ?? 0) - (works[b.person]?.length ?? 0),
    );
    for (const { person } of inTurn) {
      if ((seatsLeft[shift] ?? 0) <= 0) break;
      seat({ person, shift, field });
    }
    yield;
  }
  return roster;
}

interface Candidate {
  readonly person: number;
  readonly level: keyof typeof LEVELS;
}

function candidatesOf({ shifts, persons }: RosterProblem): Candidate[][] {
  const candidates = shifts.map((): Candidate[] => []);
  persons.forEach(({ cells }, person) => {
    for (const { shift, level } of cells) candidates[shift]?.push({ person, level });
  });
  return candidates;
}

/** The hard rules of one person's time: the same as the engine's. */
function mayTake(person: Person, works: readonly Work[], shift: Shift): boolean {
  const rest = person.rest && person.rest.price === undefined ? person.rest.minutes : 0;
  const apart = works.every(
    (work) => work.day !== shift.day && (work.until + rest <= shift.from || shift.until + rest <= work.from),
  );
  const after = [...works, shift];
  return (
    apart &&
    (person.limits ?? []).every(
      (limit) => limit.price !== undefined || count(limit, after) <= (limit.atMost ?? Infinity),
    ) &&
    (person.runs ?? []).every((run) => runKept(run, after, shift.day))
  );
}

function runKept({ atMost, tag }: RunRule, works: readonly Work[], day: number): boolean {
  if (atMost === undefined) return true;
  const days = new Set(
    works.filter(({ tags }) => tag === undefined || tags?.includes(tag)).map((work) => work.day),
  );
  if (!days.has(day)) return true;
  let [first, last] = [day, day];
  while (days.has(first - 1)) first -= 1;
  while (days.has(last + 1)) last += 1;
  return last - first < atMost;
}
