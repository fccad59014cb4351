import { checkRoster, type Violation } from '../check-roster';
import type { PersonFacts, ShiftFacts } from '../roster-facts';
import type { Steps } from '../../../shared/steps';
import { isNight } from '../../../staffing/domain/nights';
import { minutes } from '../work-time';
import { wishLevel } from '../wish-level';
import type { BuildMaterial, OrganisationMaterial } from './build-material';
import { answeredCalls } from './seat-values';
import { payFactor } from './pay-factor';
import { gini, median } from './spread';

export interface ProposedSeat {
  readonly shiftId: string;
  readonly personId: string;
}

/** One organisation's whole roster: what stands and what is proposed. */
export interface OrganisationSeats {
  readonly organisation: OrganisationMaterial;
  readonly seats: readonly ProposedSeat[];
}

/** What one proposal would mean for one organisation. */
export interface ProposalFigures {
  readonly seats: number;
  readonly filled: number;
  /** Of somebody's duties, the share that was wished for; over people with duties. */
  readonly wishRate: { readonly min: number | null; readonly median: number | null; readonly gini: number };
  readonly nights: { readonly most: number; readonly gini: number };
  readonly minutes: { readonly median: number | null; readonly gini: number };
  readonly yen: number;
  /** Expected calls that the filled seats answer. */
  readonly answeredCalls: number;
  readonly weightedViolations: number;
  readonly people: readonly PersonFigures[];
}

interface PersonFigures {
  readonly personId: string;
  readonly minutes: number;
  readonly nights: number;
  readonly wishRate: number | null;
}

/** The organisation's people as if these seats were theirs. */
function seatedPeople(
  { people, shifts }: OrganisationMaterial,
  seats: readonly ProposedSeat[],
): PersonFacts[] {
  const byId = new Map(shifts.map((shift) => [shift.id, shift]));
  const duties = new Map<string, ShiftFacts[]>();
  for (const [personId, own] of bySeatedPerson(seats)) {
    duties.set(
      personId,
      own.flatMap(({ shiftId }) => byId.get(shiftId) ?? []),
    );
  }
  return people.map((person) => ({ ...person, duties: duties.get(person.id) ?? [] }));
}

function checkSeats(
  material: BuildMaterial,
  organisation: OrganisationMaterial,
  seats: readonly ProposedSeat[],
): Violation[] {
  const people = seatedPeople(organisation, seats);
  return checkRoster({ people, openingHours: material.openingHours, needs: [] }, organisation.rules);
}

/** Takes out seats until no hard rule is broken by one that is not standing: the solver's word alone is not enough. */
export function* withoutHardBreaches(
  material: BuildMaterial,
  organisation: OrganisationMaterial,
  seats: readonly ProposedSeat[],
  isStanding: (seat: ProposedSeat) => boolean,
): Steps<ProposedSeat[]> {
  const hard = organisation.rules.filter(({ strength }) => strength === 'hard');
  const personal = hard.filter(({ rule }) => rule.scope === 'person');
  const joint = hard.filter(({ rule }) => rule.scope !== 'person');
  const kept = new Set<ProposedSeat>();
  const facts = new Map(organisation.people.map((person) => [person.id, person]));
  for (const [personId, own] of bySeatedPerson(seats)) {
    const person = facts.get(personId);
    const alone = { ...organisation, people: person ? [person] : [], rules: personal };
    const settled = yield* settle(material, alone, own, isStanding);
    for (const seat of settled) kept.add(seat);
    yield;
  }
  const left = seats.filter((seat) => kept.has(seat));
  return joint.length === 0
    ? left
    : yield* settle(material, { ...organisation, rules: joint }, left, isStanding);
}

/** Round by round everybody loses the seat that breaks most; of equals the one given last. */
function* settle(
  material: BuildMaterial,
  organisation: OrganisationMaterial,
  seats: readonly ProposedSeat[],
  isStanding: (seat: ProposedSeat) => boolean,
): Steps<ProposedSeat[]> {
  let kept = [...seats];
  for (;;) {
    const breaches = countBreaches(checkSeats(material, organisation, kept));
    const guilty = new Map<string, { seat: ProposedSeat; count: number }>();
    for (const seat of kept) {
      const count = isStanding(seat) ? 0 : (breaches.get(seatKey(seat)) ?? 0);
      const worst = guilty.get(seat.personId)?.count ?? 1;
      if (count >= worst) guilty.set(seat.personId, { seat, count });
    }
    if (guilty.size === 0) return kept;
    kept = kept.filter((seat) => guilty.get(seat.personId)?.seat !== seat);
    yield;
  }
}

function countBreaches(broken: readonly Violation[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { personId, shiftIds } of broken) {
    if (personId === null) continue;
    for (const shiftId of new Set(shiftIds)) {
      const key = seatKey({ shiftId, personId });
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

function bySeatedPerson(seats: readonly ProposedSeat[]): Map<string, ProposedSeat[]> {
  const byPerson = new Map<string, ProposedSeat[]>();
  for (const seat of seats) {
    const own = byPerson.get(seat.personId);
    if (own) own.push(seat);
    else byPerson.set(seat.personId, [seat]);
  }
  return byPerson;
}

export function seatKey({ shiftId, personId }: ProposedSeat): string {
  return `${shiftId} ${personId}`;
}

/** One for each organisation, of rosters that answer calls together. */
export function* measureProposals(
  material: BuildMaterial,
  rosters: readonly OrganisationSeats[],
): Steps<ProposalFigures[]> {
  const seated = rosters.map(({ organisation, seats }) => seatedPeople(organisation, seats));
  const answered = yield* answeredCalls(
    material,
    seated.map((people) => people.flatMap(({ duties }) => duties)),
  );
  const figures: ProposalFigures[] = [];
  for (const [index, roster] of rosters.entries()) {
    figures.push({
      ...figuresOfRoster(material, roster, seated[index] ?? []),
      answeredCalls: round(answered[index] ?? 0),
    });
    yield;
  }
  return figures;
}

function figuresOfRoster(
  material: BuildMaterial,
  { organisation, seats }: OrganisationSeats,
  people: readonly PersonFacts[],
): Omit<ProposalFigures, 'answeredCalls'> {
  const each = people.map(figuresOf);
  const rates = each.flatMap(({ wishRate }) => wishRate ?? []);
  const duties = people.flatMap((person) => person.duties);
  const nights = each.map((person) => person.nights);
  const worked = each.map((person) => person.minutes);
  const hours = (duty: ShiftFacts): number => (minutes(duty) / 60) * payFactor(duty);
  return {
    seats: organisation.shifts.reduce((sum, shift) => sum + shift.seats, 0),
    filled: duties.length,
    wishRate: {
      min: rates.length === 0 ? null : Math.min(...rates),
      median: median(rates),
      gini: round(gini(rates)),
    },
    nights: { most: Math.max(0, ...nights), gini: round(gini(nights)) },
    minutes: { median: median(worked), gini: round(gini(worked)) },
    yen: Math.round(duties.reduce((sum, duty) => sum + hours(duty) * material.yenPerHour, 0)),
    weightedViolations: checkSeats(material, organisation, seats).filter(
      ({ strength }) => strength === 'weighted',
    ).length,
    people: each,
  };
}

function figuresOf({ id, duties, wishes }: PersonFacts): PersonFigures {
  const wished = duties.filter((duty) => wishLevel(wishes, duty) === 'want').length;
  return {
    personId: id,
    minutes: duties.reduce((sum, duty) => sum + minutes(duty), 0),
    nights: duties.filter(isNight).length,
    wishRate: duties.length === 0 ? null : round(wished / duties.length),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
