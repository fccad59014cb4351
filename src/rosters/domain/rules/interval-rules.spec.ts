import fc from 'fast-check';
import type { PersonFacts } from '../roster-facts';
import { facts, person, shift } from './facts.fixture';
import { minimumStaff } from './minimum-staff';
import { noOverlap } from './no-overlap';
import { rest } from './rest';

const HOUR = 3_600_000;
const ORIGIN = shift('12-28 00:00 1').from.getTime();
const HOURS = 72;

/** Whole hours are fine enough: every edge of the generated shifts lies on one. */
const duty = fc
  .record({ start: fc.integer({ min: 0, max: HOURS - 9 }), length: fc.integer({ min: 1, max: 9 }) })
  .map(({ start, length }) => ({
    ...shift('12-28 00:00 1'),
    id: `${start}+${length}`,
    from: new Date(ORIGIN + start * HOUR),
    until: new Date(ORIGIN + (start + length) * HOUR),
  }));
const staff = fc
  .array(fc.array(duty, { maxLength: 4 }), { maxLength: 4 })
  .map((rosters) => rosters.map((duties, index) => person(duties, { id: String(index) })));

const works = ({ duties }: PersonFacts, hour: number): boolean => {
  const at = ORIGIN + hour * HOUR;
  return duties.some(({ from, until }) => from.getTime() <= at && at < until.getTime());
};
const hours = Array.from({ length: HOURS }, (_, hour) => hour);

describe('rules over intervals agree with looking at every hour', () => {
  it('minimum_staff', () => {
    fc.assert(
      fc.property(staff, fc.integer({ min: 1, max: 4 }), (people, least) => {
        const found = minimumStaff.check(facts(people), { people: least });
        const missing = hours.map((hour) => {
          const there = people.filter((each) => works(each, hour)).length;
          return there === 0 ? 0 : Math.max(0, least - there);
        });
        const told = hours.map((hour) => {
          const at = ORIGIN + hour * HOUR;
          const covering = found.filter(({ span }) => span.from.getTime() <= at && at < span.until.getTime());
          return covering.reduce((sum, { excess }) => sum + (excess?.amount ?? 0), 0);
        });
        expect(told).toEqual(missing);
      }),
    );
  });

  it('no_overlap', () => {
    fc.assert(
      fc.property(staff, (people) => {
        for (const each of people) {
          const twice = hours.some(
            (hour) => each.duties.filter((one) => works({ ...each, duties: [one] }, hour)).length > 1,
          );
          expect(noOverlap.check(facts([each]), {}).length > 0).toBe(twice);
        }
      }),
    );
  });

  it('rest', () => {
    fc.assert(
      fc.property(staff, (people) => {
        for (const each of people) {
          const line = hours.map((hour) => (works(each, hour) ? 'w' : '.')).join('');
          const short = line
            .replace(/^\.+|\.+$/g, '')
            .split(/w+/)
            .filter((gap) => gap.length > 1 && gap.length < 11);
          expect(rest.check(facts([each]), { hours: 11, joinMinutes: 60 })).toHaveLength(short.length);
        }
      }),
    );
  });
});
