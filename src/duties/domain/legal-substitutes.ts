import { type Interval, overlaps } from '../../shared/interval';
import { MINUTE_MS, tokyoDay } from '../../shared/tokyo-time';
import { checkMove } from '../../rosters/domain/check-roster';
import { type BlockingRule, countBlocking } from '../../rosters/domain/count-blocking';
import {
  blocking,
  excuse,
  type JudgedViolation,
  type RosterException,
} from '../../rosters/domain/judged-violation';
import type { PersonFacts, RosterFacts, ShiftFacts } from '../../rosters/domain/roster-facts';
import type { RuleInForce } from '../../rosters/domain/rules-in-force';
import { wishLevel } from '../../rosters/domain/wish-level';
import { dutiesOf, minutes } from '../../rosters/domain/work-time';
import { isNight } from '../../staffing/domain/nights';
import type { Substitute } from './rank-substitutes';

/** The roster as the rules see it, and on which days each person serves the organisation. */
export interface SubstituteGround {
  readonly facts: RosterFacts;
  readonly rules: readonly RuleInForce[];
  readonly staff: ReadonlyMap<string, Served>;
  readonly exceptions: readonly RosterException[];
}

interface Served {
  readonly affiliations: readonly { readonly from: string; readonly until: string | null }[];
}

/** Everybody who could take this shift without breaking a hard rule. */
export function legalSubstitutes(
  ground: SubstituteGround,
  shift: ShiftFacts,
): Omit<Substitute, 'lastOutcome'>[] {
  return ground.facts.people.flatMap((person) => {
    const points = movePoints(ground, shift, person);
    return points === null ? [] : [weighUp(person, shift, points)];
  });
}

/** What keeps the others away, so that an empty list explains itself. */
export function blockedBy(ground: SubstituteGround, shift: ShiftFacts, leftOut: string): BlockingRule[] {
  const others = ground.facts.people.filter(({ id }) => id !== leftOut);
  return countBlocking(others.map((person) => judged(ground, shift, person) ?? []));
}

/** May the person take the shift, having left another one before? */
export function mayTake(
  ground: SubstituteGround,
  shift: ShiftFacts,
  personId: string,
  leftShiftId: string,
): boolean {
  const person = ground.facts.people.find(({ id }) => id === personId);
  if (!person) return false;
  const duties = person.duties.filter(({ id }) => id !== leftShiftId);
  return movePoints(ground, shift, { ...person, duties }) !== null;
}

/** Points of the weighted rules; null when a hard one forbids it and nobody has allowed it with a reason. */
function movePoints(ground: SubstituteGround, shift: ShiftFacts, person: PersonFacts): number | null {
  const broken = judged(ground, shift, person);
  if (broken === null || blocking(broken).length > 0) return null;
  return broken.reduce((sum, { weight }) => sum + weight, 0);
}

/** Null: sits there already, or does not serve on that day. */
function judged(
  { facts, rules, staff, exceptions }: SubstituteGround,
  shift: ShiftFacts,
  person: PersonFacts,
): JudgedViolation[] | null {
  const sitsThere = person.duties.some(({ id }) => id === shift.id);
  if (sitsThere || !servesOn(staff.get(person.id), tokyoDay(shift.from))) return null;
  return excuse(checkMove({ ...facts, people: [person] }, rules, { personId: person.id, shift }), exceptions);
}

function servesOn(served: Served | undefined, day: string): boolean {
  return (
    served?.affiliations.some(({ from, until }) => from <= day && (until === null || day < until)) ?? false
  );
}

function weighUp(person: PersonFacts, shift: ShiftFacts, points: number): Omit<Substitute, 'lastOutcome'> {
  const duties = dutiesOf(person);
  return {
    personId: person.id,
    wish: wishLevel(person.wishes, shift),
    points,
    restMinutes: restAround(duties, shift),
    nights: duties.filter(isNight).length,
    plannedMinutes: duties.reduce((sum, duty) => sum + minutes(duty), 0),
    targetMinutes: person.wishes?.targetMinutes ?? null,
  };
}

function restAround(duties: readonly Interval[], shift: Interval): number | null {
  const gaps = duties
    .filter((duty) => !overlaps(duty, shift))
    .map((duty) =>
      duty.until <= shift.from
        ? shift.from.getTime() - duty.until.getTime()
        : duty.from.getTime() - shift.until.getTime(),
    );
  return gaps.length === 0 ? null : Math.floor(Math.min(...gaps) / MINUTE_MS);
}
