import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { EngineProcess } from '../../../src/rosters/builds/engine-process';
import type { BuildMaterial, OrganisationMaterial } from '../../../src/rosters/domain/build/build-material';
import { proposedSeats } from '../../../src/rosters/domain/build/proposed-seats';
import { toProblem } from '../../../src/rosters/domain/build/to-problem';
import { atOnce } from '../../../src/shared/steps';
import { checkRoster } from '../../../src/rosters/domain/check-roster';
import type { PersonFacts, ShiftFacts } from '../../../src/rosters/domain/roster-facts';
import { rulesInForce } from '../../../src/rosters/domain/rules-in-force';

const HOUR = 3_600_000;
const FROM = Date.parse('2026-12-30T08:00:00+09:00');
const PEOPLE = ['a', 'b', 'c', 'd', 'e'];

/** Who sits in each of the shifts; null: nobody. */
type Roster = readonly (string | null)[];

/** Five one-seat shifts that stand close enough for rest to bind, and people who offered some of them. */
function generate(seed: number): OrganisationMaterial {
  const five = { minLength: 5, maxLength: 5 };
  const [offers = []] = fc.sample(fc.array(fc.array(fc.integer({ min: 0, max: 4 }), five), five), {
    seed,
    numRuns: 1,
  });
  const shifts = [0, 8, 16, 24, 32].map((hour, index): ShiftFacts => {
    const from = new Date(FROM + hour * HOUR);
    const until = new Date(from.getTime() + 8 * HOUR);
    return { id: `s${index}`, channel: 'phone', fieldCode: null, role: 'counsellor', seats: 1, from, until };
  });
  const people = PEOPLE.map((id, row): PersonFacts => {
    const spans = shifts
      .filter((_, column) => (offers[row]?.[column] ?? 0) > 1)
      .map(({ from, until }) => ({ wish: 'can' as const, from, until }));
    const limits = { maxMinutes: null, targetMinutes: null, maxNights: null, maxDays: null };
    const wishes = { revisionNo: 1, spans, ...limits };
    return { id, skills: [], unread: [], wishes, duties: [], elsewhere: [] };
  });
  // The rules about a person's time; knowledge and company are not what a repair is about.
  const rules = rulesInForce([], 'o').filter(({ rule }) =>
    ['rest', 'no_overlap', 'not_offered', 'cannot', 'consecutive_hours'].includes(rule.code),
  );
  const free = {
    organisationId: 'o',
    shifts,
    freeShiftIds: new Set(shifts.map(({ id }) => id)),
    people,
    rules,
  };
  const material = { ...free, draft: [] };
  const full = everyRoster(material).toSorted((one, other) => filled(other) - filled(one))[0] ?? [];
  const lost = full.findLastIndex((personId) => personId !== null);
  // The one who sat there cannot come any more.
  const gone = full[lost] ?? '';
  const left = people.map((person) =>
    person.id !== gone || !person.wishes
      ? person
      : {
          ...person,
          wishes: {
            ...person.wishes,
            spans: person.wishes.spans.filter(({ from }) => from.getTime() !== shifts[lost]?.from.getTime()),
          },
        },
  );
  const draft = full.flatMap((personId, index) =>
    personId === null || index === lost ? [] : [{ shiftId: `s${index}`, personId, isPinned: false }],
  );
  return { ...material, people: left, draft };
}

/** All rosters that break no hard rule and give nobody what they did not offer. */
function everyRoster({ shifts, people, rules }: OrganisationMaterial): Roster[] {
  let rosters: Roster[] = [[]];
  for (const { from } of shifts) {
    const able = people.filter(({ wishes }) =>
      wishes?.spans.some((span) => span.from.getTime() === from.getTime()),
    );
    rosters = rosters.flatMap((roster) => [null, ...able.map(({ id }) => id)].map((id) => [...roster, id]));
  }
  return rosters.filter((roster) => {
    const seated = people.map((person) => ({
      ...person,
      duties: shifts.filter((_, index) => roster[index] === person.id),
    }));
    const once = seated.every(({ duties }) => new Set(duties.map(dayOf)).size === duties.length);
    const found = checkRoster({ people: seated, openingHours: [], needs: [] }, rules);
    return once && found.every(({ strength }) => strength !== 'hard');
  });
}

/** The builder gives at most one shift a day. */
function dayOf({ from }: ShiftFacts): number {
  return Math.floor((from.getTime() + 9 * HOUR) / (24 * HOUR));
}

function filled(roster: Roster): number {
  return roster.filter((id) => id !== null).length;
}

function changedPeople({ draft }: OrganisationMaterial, roster: Roster): number {
  const before = new Map(draft.map(({ shiftId, personId }) => [shiftId, personId]));
  const changed = roster.flatMap((id, index) => {
    const old = before.get(`s${index}`) ?? null;
    return old === id ? [] : [old, id];
  });
  return new Set(changed.filter((id) => id !== null)).size;
}

describe('a repair after a cancellation', () => {
  beforeAll(async () => {
    await promisify(execFile)(process.execPath, [resolve(__dirname, '../../../scripts/ensure-built.mjs')]);
  });

  it.each([1, 2, 3, 4])(
    'changes the fewest people among all rosters that fill as much (case %d)',
    async (seed) => {
      const organisation = generate(seed);
      const material: BuildMaterial = {
        period: { from: new Date(FROM), until: new Date(FROM + 48 * HOUR) },
        organisations: [organisation],
        openingHours: [],
        isNational: false,
        curves: [],
        needs: [],
        yenPerHour: 1_500,
      };
      const converted = atOnce(toProblem(material, 'repair'));
      const effort = { seconds: 60, seed: 1, steps: 4, proposals: [] };
      const answer = await new EngineProcess().build(
        converted.problem,
        effort,
        new AbortController().signal,
        () => undefined,
      );
      const [proposed] = atOnce(proposedSeats(material, converted, answer.roster));
      const found = organisation.shifts.map(
        ({ id }) => proposed?.seats.find(({ shiftId }) => shiftId === id)?.personId ?? null,
      );
      const all = everyRoster(organisation);
      const most = Math.max(...all.map(filled));
      const fewest = Math.min(
        ...all
          .filter((roster) => filled(roster) === most)
          .map((roster) => changedPeople(organisation, roster)),
      );
      expect({ filled: filled(found), changed: changedPeople(organisation, found) }).toEqual({
        filled: most,
        changed: fewest,
      });
    },
  );
});
