import { at, person, shift } from '../rules/facts.fixture';
import type { PersonFacts } from '../roster-facts';
import { rulesInForce } from '../rules-in-force';
import type { BuildMaterial, OrganisationMaterial } from './build-material';
import { measureProposal, withoutHardBreaches } from './measure-proposal';
import { gini, median } from './spread';
import { toProblem } from './to-problem';

const DAY = 24 * 60;
const shifts = [
  shift('12-30 10:00 8', { seats: 2 }),
  shift('12-30 22:00 8', { fieldCode: 'suicide' }),
  shift('12-31 10:00 8', { role: 'standby' }),
];
const offering = (id: string, from = '12-30 00:00', until = '01-01 00:00', more: Partial<PersonFacts> = {}) =>
  person([], {
    id,
    wishes: {
      revisionNo: 1,
      spans: [{ wish: 'can', from: at(from), until: at(until) }],
      maxMinutes: null,
      targetMinutes: null,
      maxNights: 1,
      maxDays: null,
    },
    ...more,
  });

function material(
  change: Partial<OrganisationMaterial> = {},
  more: Partial<BuildMaterial> = {},
): BuildMaterial {
  const organisation: OrganisationMaterial = {
    organisationId: 'o',
    shifts,
    freeShiftIds: new Set(shifts.map(({ id }) => id)),
    people: [offering('p'), offering('q', '12-30 00:00', '12-30 20:00')],
    draft: [],
    rules: rulesInForce([], 'o'),
    ...change,
  };
  return {
    period: { from: at('12-30 10:00'), until: at('01-01 10:00') },
    organisations: [organisation],
    openingHours: [],
    isNational: false,
    curves: [],
    needs: [],
    yenPerHour: 1_500,
    ...more,
  };
}

describe('toProblem', () => {
  const cells = (built: ReturnType<typeof toProblem>) =>
    built.problem.persons.map(({ id, cells: own }) => [id, ...own.map((cell) => built.shiftIds[cell.shift])]);

  it('offers what people offered and no hard rule forbids by itself', () => {
    expect(cells(toProblem(material(), 'wishes'))).toEqual([
      ['p', '12-30 10:00 8', '12-31 10:00 8'],
      ['q', '12-30 10:00 8'],
    ]);
    const skilled = offering('p', '12-30 00:00', '01-01 00:00', {
      skills: [{ kind: 'field', code: 'suicide', validFrom: '2026-01-01', validUntil: null }],
    });
    expect(cells(toProblem(material({ people: [skilled] }), 'wishes'))[0]).toContain('12-30 22:00 8');
    expect(cells(toProblem(material({ people: [person([], { id: 'silent' })] }), 'wishes'))).toEqual([
      ['silent'],
    ]);
  });

  it('writes rules of a person as rest, limits and runs, with a price where they are weighted', () => {
    const [first] = toProblem(material(), 'wishes').problem.persons;
    expect(first?.rest).toEqual({ minutes: 660 });
    expect(first?.limits).toContainEqual({
      rule: 'period_nights',
      measure: 'tag:night',
      atMost: 6,
      price: 5,
    });
    expect(first?.limits).toContainEqual({ rule: 'personal_limits', measure: 'tag:night', atMost: 1 });
    // Seven days of margin before 30 December 2026, a Wednesday: the week of the 28th begins on day 5.
    expect(first?.limits).toContainEqual({
      rule: 'weekly_hours',
      measure: 'minutes',
      days: [5, 12],
      atMost: 2400,
    });
    expect(first?.runs).toEqual([
      { rule: 'consecutive_days', atMost: 6 },
      { rule: 'consecutive_nights', atMost: 2, tag: 'night' },
    ]);
  });

  it('leaves what is pinned or not free where it is', () => {
    const draft = [
      { shiftId: '12-30 10:00 8', personId: 'p', isPinned: true },
      { shiftId: '12-31 10:00 8', personId: 'q', isPinned: false },
    ];
    const built = toProblem(material({ draft, freeShiftIds: new Set(['12-30 10:00 8']) }), 'wishes');
    expect(built.shiftIds).toEqual(['12-30 10:00 8']);
    expect(built.problem.shifts[0]).toMatchObject({
      atMost: 1,
      from: 7 * DAY + 600,
      until: 7 * DAY + 1080,
      day: 7,
    });
    const [p, q] = built.problem.persons;
    expect(p?.cells).toEqual([]);
    expect(p?.duties).toEqual([{ from: 7 * DAY + 600, until: 7 * DAY + 1080, day: 7, tags: [] }]);
    expect(q?.duties).toEqual([expect.objectContaining({ day: 8 })]);
    expect(built.problem.draft).toEqual([]);
  });

  it('adds duties elsewhere to what somebody wishes here, since the engine counts both', () => {
    const elsewhere = [{ from: at('12-29 22:00'), until: at('12-30 06:00') }];
    const [first] = toProblem(
      material({ people: [offering('p', '12-30 00:00', '01-01 00:00', { elsewhere })] }),
      'wishes',
    ).problem.persons;
    expect(first?.limits).toContainEqual({ rule: 'personal_limits', measure: 'tag:night', atMost: 2 });
    expect(first?.duties).toEqual([expect.objectContaining({ tags: ['night'] })]);
  });

  it('shares calls out only where all organisations are there, after what stands', () => {
    const curve = {
      from: at('12-30 22:00'),
      until: at('12-30 22:30'),
      channel: 'phone',
      fieldCode: 'suicide',
      calls: 3,
      seats: 2,
      answered: [0, 1, 1.5, 1.75],
    };
    const draft = [{ shiftId: '12-30 22:00 8', personId: 'p', isPinned: true }];
    expect(toProblem(material({}, { curves: [curve] }), 'wishes').problem.demand).toEqual([]);
    const [demand] = toProblem(material({ draft }, { curves: [curve], isNational: true }), 'wishes').problem
      .demand;
    expect(demand).toMatchObject({ offered: 2, answered: [0, 0.5, 0.75] });
  });
});

describe('what came out', () => {
  const [organisation] = material().organisations;

  it('is measured', () => {
    const figures =
      organisation &&
      measureProposal(material(), organisation, [
        { shiftId: '12-30 10:00 8', personId: 'p' },
        { shiftId: '12-30 10:00 8', personId: 'q' },
      ]);
    expect(figures).toMatchObject({
      seats: 4,
      filled: 2,
      wishRate: { min: 0, median: 0, gini: 0 },
      nights: { most: 0, gini: 0 },
      yen: 24_000,
      answeredCalls: 35.2,
    });
  });

  it('keeps no seat that the rules refuse, whatever the solver said', () => {
    const seats = [
      { shiftId: '12-30 10:00 8', personId: 'p' },
      { shiftId: '12-30 22:00 8', personId: 'p' },
    ];
    const kept = organisation && withoutHardBreaches(material(), organisation, seats, () => false);
    expect(kept).toEqual([seats[0]]);
  });

  it('spreads', () => {
    expect([gini([1, 1, 1]), gini([0, 0, 3]), gini([])]).toEqual([0, expect.closeTo(2 / 3), 0]);
    expect([median([3, 1]), median([3, 1, 2]), median([])]).toEqual([2, 2, null]);
  });
});
