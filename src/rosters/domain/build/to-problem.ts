import type {
  Assignment,
  Cell,
  Organisation,
  Person,
  RosterProblem,
  Shift,
} from '../../../optimiser/problem';
import { startOfTokyoDay, tokyoDay } from '../../../shared/tokyo-time';
import { checkRoster } from '../check-roster';
import { holds, type PersonFacts, type ShiftFacts } from '../roster-facts';
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
import { standingSeats } from './standing';
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

/** The rows of a period as the engine takes them: only what is free can be given, the rest stands. */
export function toProblem(material: BuildMaterial, aim: Aim): ConvertedBuild {
  const calendar = new BuildCalendar(material.period);
  const shifts = material.organisations.flatMap((each) =>
    each.shifts.filter(({ id, from }) => each.freeShiftIds.has(id) && calendar.day(from) !== null),
  );
  const keys = [...material.organisations.flatMap((each) => each.shifts), ...material.curves].map(deskKey);
  const frame: Frame = { material, aim, calendar, shifts, fields: [...new Set(keys)].toSorted(byText) };
  const people = material.organisations.flatMap((organisation, index) =>
    organisation.people.map((person) => ({ person, row: toPerson(frame, organisation, index, person) })),
  );
  const personIds = people.map(({ person }) => person.id);
  return {
    shiftIds: shifts.map(({ id }) => id),
    personIds,
    problem: {
      dayStarts: calendar.dayStarts,
      fields: frame.fields.map((id) => ({ id })),
      organisations: material.organisations.map((each): Organisation => ({
        id: each.organisationId,
        yenPerHour: material.yenPerHour,
      })),
      shifts: shifts.map((shift) => toShift(frame, shift)),
      persons: people.map(({ row }) => row),
      demand: demandRows(material, frame.fields, calendar, AIMS[aim].filling),
      needs: [
        ...material.organisations.flatMap((each, index) => organisationNeeds(each, index, calendar)),
        ...manualNeeds(material, frame.fields, calendar),
      ],
      prices: AIMS[aim].prices,
      draft: presentDraft(
        frame,
        people.map(({ row }) => row),
      ),
    },
  };
}

function toShift({ calendar, fields, material }: Frame, shift: ShiftFacts): Shift {
  const owner = material.organisations.find((each) => each.freeShiftIds.has(shift.id));
  const standing = owner ? standingSeats(owner).filter((seat) => seat.shiftId === shift.id).length : 0;
  return {
    id: shift.id,
    ...calendar.span(shift),
    day: calendar.day(shift.from) ?? 0,
    tags: tagsOf(shift),
    fields: [deskOf(fields, shift)],
    atMost: Math.max(0, shift.seats - standing),
    payFactor: payFactor(shift),
  };
}

function deskOf(fields: readonly string[], shift: ShiftFacts): number {
  return fields.indexOf(deskKey(shift));
}

function toPerson(
  frame: Frame,
  organisation: OrganisationMaterial,
  index: number,
  person: PersonFacts,
): Person {
  const { calendar, fields, aim } = frame;
  const standing = standingSeats(organisation).filter(({ personId }) => personId === person.id);
  const duties = fixedDuties([...standing.map(({ shift }) => shift), ...person.elsewhere], calendar);
  const rules = asFarAsStanding(personRules(person, organisation.rules, calendar), duties);
  return {
    id: person.id,
    organisation: index,
    // The shift says which desk it is, and the cells say who may sit there.
    fields: fields.map((_, field) => ({ field })),
    skills: skillsOf(frame, organisation, index, person),
    ...rules,
    limits: [...(rules.limits ?? []), ...fairLimits(organisation, AIMS[aim].fairness)],
    duties,
    cells: cellsOf(frame, organisation, person),
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
function cellsOf(frame: Frame, organisation: OrganisationMaterial, person: PersonFacts): Cell[] {
  const seated = new Set(
    organisation.draft.filter(({ personId }) => personId === person.id).map(({ shiftId }) => shiftId),
  );
  const pinned = new Set(
    standingSeats(organisation)
      .filter(({ personId }) => personId === person.id)
      .map(({ shiftId }) => shiftId),
  );
  const own = new Set(organisation.shifts.map(({ id }) => id));
  const personal = organisation.rules.filter(({ rule }) => rule.scope === 'person');
  return frame.shifts.flatMap((shift, position) => {
    if (!own.has(shift.id) || pinned.has(shift.id)) return [];
    const level = wishLevel(person.wishes, shift);
    const offered = level === 'want' || level === 'can' || level === 'reluctant';
    if (!offered && !seated.has(shift.id)) return [];
    const facts = { people: [{ ...person, duties: [shift], elsewhere: [] }], needs: [] };
    const broken = checkRoster({ ...facts, openingHours: frame.material.openingHours }, personal);
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
