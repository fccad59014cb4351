import type {
  Assignment,
  Cell,
  Limit,
  Need,
  Organisation,
  Person,
  RosterProblem,
  Shift,
} from '../../../optimiser/problem';
import type { Steps } from '../../../shared/steps';
import { startOfTokyoDay, tokyoDay } from '../../../shared/tokyo-time';
import { checkRoster } from '../check-roster';
import { holds, type PersonFacts, type ShiftFacts } from '../roster-facts';
import type { RuleInForce } from '../rules-in-force';
import { wishLevel } from '../wish-level';
import type { BuildMaterial, OrganisationMaterial } from './build-material';
import { BuildCalendar } from './calendar';
import { demandRows, deskKey } from './demand-rows';
import { fairLimits } from './fair-limits';
import { type Aim, AIMS } from './goal-prices';
import { manualNeeds } from './manual-needs';
import { asFarAsStanding } from './as-far-as-standing';
import { fixedDuties, personRules, tagsOf } from './person-rules';
import { payFactor } from './pay-factor';
import { type StandingSeat, standingSeats } from './standing';
import { memberOf, organisationNeeds, supervisorOf, supervisorRoles } from './together';

/** A roster problem, and whom and what its positions stand for. */
export interface ConvertedBuild {
  readonly problem: RosterProblem;
  readonly shiftIds: readonly string[];
  readonly personIds: readonly string[];
}

interface Frame {
  readonly material: BuildMaterial;
  readonly aim: Aim;
  readonly calendar: BuildCalendar;
  readonly fields: readonly string[];
  readonly shifts: readonly ShiftFacts[];
}

/** What is looked up again and again for one organisation. */
interface Part {
  readonly organisation: OrganisationMaterial;
  readonly index: number;
  readonly standing: readonly StandingSeat[];
  /** Positions of its shifts among those that can be given. */
  readonly positions: readonly number[];
  readonly personalRules: readonly RuleInForce[];
  /** The same for everybody in it. */
  readonly fairLimits: readonly Limit[];
}

/** The rows of a period as the engine takes them: only what is free can be given, the rest stands. */
export function* toProblem(material: BuildMaterial, aim: Aim): Steps<ConvertedBuild> {
  const calendar = new BuildCalendar(material.period);
  const shifts = material.organisations.flatMap((each) =>
    each.shifts.filter(({ id, from }) => each.freeShiftIds.has(id) && calendar.day(from) !== null),
  );
  const keys = [...material.organisations.flatMap((each) => each.shifts), ...material.curves].map(deskKey);
  const frame: Frame = { material, aim, calendar, shifts, fields: [...new Set(keys)].toSorted(byText) };
  const parts = material.organisations.map((organisation, index) => partOf(frame, organisation, index));
  const persons: Person[] = [];
  for (const part of parts) {
    for (const person of part.organisation.people) {
      persons.push(toPerson(frame, part, person));
      yield;
    }
  }
  const needs: Need[] = [];
  for (const { organisation, index } of parts) {
    needs.push(...organisationNeeds(organisation, index, calendar));
    yield;
  }
  return {
    shiftIds: shifts.map(({ id }) => id),
    personIds: persons.map(({ id }) => id),
    problem: {
      dayStarts: calendar.dayStarts,
      fields: frame.fields.map((id) => ({ id })),
      organisations: material.organisations.map((each): Organisation => ({
        id: each.organisationId,
        yenPerHour: material.yenPerHour,
      })),
      shifts: toShifts(frame, parts),
      persons,
      demand: yield* demandRows(material, frame.fields, calendar, AIMS[aim].filling),
      needs: [...needs, ...manualNeeds(material, frame.fields, calendar)],
      prices: AIMS[aim].prices,
      draft: presentDraft(frame, persons),
    },
  };
}

function partOf({ shifts, aim }: Frame, organisation: OrganisationMaterial, index: number): Part {
  const own = new Set(organisation.shifts.map(({ id }) => id));
  return {
    organisation,
    index,
    standing: standingSeats(organisation),
    positions: shifts.flatMap(({ id }, position) => (own.has(id) ? [position] : [])),
    personalRules: organisation.rules.filter(({ rule }) => rule.scope === 'person'),
    fairLimits: fairLimits(organisation, AIMS[aim].fairness),
  };
}

function toShifts({ calendar, fields, shifts }: Frame, parts: readonly Part[]): Shift[] {
  const taken = new Map<string, number>();
  for (const { shiftId } of parts.flatMap(({ standing }) => standing))
    taken.set(shiftId, (taken.get(shiftId) ?? 0) + 1);
  return shifts.map((shift) => ({
    id: shift.id,
    ...calendar.span(shift),
    day: calendar.day(shift.from) ?? 0,
    tags: tagsOf(shift),
    fields: [deskOf(fields, shift)],
    atMost: Math.max(0, shift.seats - (taken.get(shift.id) ?? 0)),
    payFactor: payFactor(shift),
  }));
}

function deskOf(fields: readonly string[], shift: ShiftFacts): number {
  return fields.indexOf(deskKey(shift));
}

function toPerson(frame: Frame, part: Part, person: PersonFacts): Person {
  const { calendar, fields } = frame;
  const { organisation, index } = part;
  const standing = part.standing.filter(({ personId }) => personId === person.id);
  const duties = fixedDuties([...standing.map(({ shift }) => shift), ...person.elsewhere], calendar);
  const rules = asFarAsStanding(personRules(person, organisation.rules, calendar), duties);
  return {
    id: person.id,
    organisation: index,
    // The shift says which desk it is, and the cells say who may sit there.
    fields: fields.map((_, field) => ({ field })),
    skills: skillsOf(frame, organisation, index, person),
    ...rules,
    limits: [...(rules.limits ?? []), ...part.fairLimits],
    duties,
    cells: cellsOf(frame, part, person, new Set(standing.map(({ shiftId }) => shiftId))),
  };
}

function skillsOf(frame: Frame, organisation: OrganisationMaterial, index: number, person: PersonFacts) {
  const day = tokyoDay(frame.material.period.from);
  const supervises = supervisorRoles(organisation).some((role) => holds(person, 'role', role, day));
  const held = person.skills.map(({ kind, code, validFrom, validUntil }) => ({
    skill: `${kind}:${code}`,
    ...dayOf(frame.calendar, 'fromDay', validFrom),
    ...(validUntil === null ? {} : dayOf(frame.calendar, 'untilDay', validUntil)),
  }));
  return [{ skill: memberOf(index) }, ...(supervises ? [{ skill: supervisorOf(index) }] : []), ...held];
}

function dayOf(calendar: BuildCalendar, end: 'fromDay' | 'untilDay', day: string): Record<string, number> {
  const index = calendar.day(startOfTokyoDay(day));
  return index === null ? {} : { [end]: index };
}

/** Shifts that the person has offered and that break no hard rule by themselves; what is weighted costs. */
function cellsOf(frame: Frame, part: Part, person: PersonFacts, pinned: ReadonlySet<string>): Cell[] {
  const draft = part.organisation.draft.filter(({ personId }) => personId === person.id);
  const seated = new Set(draft.map(({ shiftId }) => shiftId));
  return part.positions.flatMap((position) => {
    const shift = frame.shifts[position];
    if (!shift || pinned.has(shift.id)) return [];
    const level = wishLevel(person.wishes, shift);
    const offered = level === 'want' || level === 'can' || level === 'reluctant';
    if (!offered && !seated.has(shift.id)) return [];
    const facts = { people: [{ ...person, duties: [shift], elsewhere: [] }], needs: [] };
    const broken = checkRoster({ ...facts, openingHours: frame.material.openingHours }, part.personalRules);
    if (broken.some(({ strength }) => strength === 'hard')) return [];
    const cost = broken.reduce((sum, { weight }) => sum + weight, 0);
    return [{ shift: position, level: offered ? level : 'reluctant', cost }];
  });
}

/** Seats of the draft that can be kept, as the engine's starting point and as what changes are counted against. */
function presentDraft(frame: Frame, persons: readonly Person[]): Assignment[] {
  const position = new Map(frame.shifts.map(({ id }, index) => [id, index]));
  const personAt = new Map(persons.map(({ id, organisation }, index) => [`${organisation} ${id}`, index]));
  return frame.material.organisations.flatMap((organisation, index) =>
    organisation.draft.flatMap(({ shiftId, personId }) => {
      const shift = position.get(shiftId);
      const person = personAt.get(`${index} ${personId}`);
      const facts = shift === undefined ? undefined : frame.shifts[shift];
      if (shift === undefined || person === undefined || !facts) return [];
      if (!persons[person]?.cells.some((cell) => cell.shift === shift)) return [];
      const field = deskOf(frame.fields, facts);
      return [{ person, shift, field }];
    }),
  );
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
