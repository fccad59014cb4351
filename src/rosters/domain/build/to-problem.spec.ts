import { atOnce } from '../../../shared/steps';
import { at, person, shift } from '../rules/facts.fixture';
import { rulesInForce, type RuleInForce } from '../rules-in-force';
import { material, offering } from './material.fixture';
import { toProblem as steps } from './to-problem';

const DAY = 24 * 60;
const toProblem = (...asked: Parameters<typeof steps>) => atOnce(steps(...asked));

describe('toProblem', () => {
  const cells = (built: ReturnType<typeof toProblem>) =>
    built.problem.persons.map(({ id, cells: own }) => [id, ...own.map((cell) => built.shiftIds[cell.shift])]);

  it('offers what people offered and no hard rule forbids by itself', () => {
    expect(cells(toProblem(material(), 'balanced'))).toEqual([
      ['p', '12-30 10:00 8', '12-31 10:00 8'],
      ['q', '12-30 10:00 8'],
    ]);
    const skilled = offering('p', '12-30 00:00', '01-01 00:00', {
      skills: [{ kind: 'field', code: 'suicide', validFrom: '2026-01-01', validUntil: null }],
    });
    expect(cells(toProblem(material({ people: [skilled] }), 'balanced'))[0]).toContain('12-30 22:00 8');
    expect(cells(toProblem(material({ people: [person([], { id: 'silent' })] }), 'balanced'))).toEqual([
      ['silent'],
    ]);
  });

  it('writes rules of a person as rest, limits and runs, with a price where they are weighted', () => {
    const [first] = toProblem(material(), 'balanced').problem.persons;
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

  it('prices a weighted run of days or nights by its windows', () => {
    const weighted = rulesInForce([], 'o').map((each): RuleInForce =>
      each.rule.code.startsWith('consecutive_') ? { ...each, strength: 'weighted', weight: 7 } : each,
    );
    const [first] = toProblem(material({ rules: weighted }), 'balanced').problem.persons;
    expect(first?.runs).toEqual([]);
    const windows = first?.limits?.filter(({ rule }) => rule === 'consecutive_nights') ?? [];
    // Two days of the period and a week on either side: 17 days, three of them in each window.
    expect(windows).toHaveLength(15);
    expect(windows.at(-1)).toEqual({
      rule: 'consecutive_nights',
      measure: 'tag:night',
      days: [14, 17],
      atMost: 2,
      price: 7,
    });
    expect(first?.limits).toContainEqual({
      rule: 'consecutive_days',
      measure: 'shifts',
      days: [0, 7],
      atMost: 6,
      price: 7,
    });
  });

  it('does not refuse everything for a hard rule that standing work breaks already', () => {
    const elsewhere = [1, 2, 3].map((day) => ({
      from: at(`01-0${day} 22:00`),
      until: at(`01-0${day + 1} 06:00`),
    }));
    const period = { from: at('12-30 10:00'), until: at('01-08 10:00') };
    const nights = toProblem(
      material({ people: [offering('p', '12-30 00:00', '01-01 00:00', { elsewhere })] }, { period }),
      'balanced',
    ).problem.persons[0];
    expect(nights?.runs).toContainEqual({ rule: 'consecutive_nights', atMost: 3, tag: 'night' });
    expect(nights?.limits).toContainEqual({ rule: 'personal_limits', measure: 'tag:night', atMost: 4 });
  });

  it('counts nights as the checks do, elsewhere and at the edges of the night', () => {
    const clocks = ['12-30 14:00 8', '12-30 14:01 8', '12-30 05:00 4', '12-30 04:59 4'].map((text) =>
      shift(text),
    );
    const free = new Set(clocks.map(({ id }) => id));
    const nights = (from: string, until: string) => ({ from: at(from), until: at(until) });
    // Twelve days before the period the engine sees nothing, the checks still look.
    const elsewhere = [nights('12-18 22:00', '12-19 06:00'), nights('12-28 14:00', '12-28 22:00')];
    const people = [offering('p', '12-30 00:00', '01-01 00:00', { elsewhere })];
    const { problem } = toProblem(material({ shifts: clocks, freeShiftIds: free, people }), 'balanced');
    expect(problem.shifts.map(({ tags }) => tags)).toEqual([[], ['night'], [], ['night']]);
    expect(problem.shifts[1]?.payFactor).toBeCloseTo(1 + 0.25 / 480, 9);
    expect(problem.persons[0]?.limits).toContainEqual({
      rule: 'personal_limits',
      measure: 'tag:night',
      atMost: 1,
    });
    expect(problem.persons[0]?.limits).toContainEqual({
      rule: 'period_nights',
      measure: 'tag:night',
      atMost: 5,
      price: 5,
    });
  });

  it('cuts needs set by hand where shifts begin and end, with the price of each', () => {
    const need = { from: at('12-30 00:00'), until: at('12-31 00:00'), channel: 'phone', fieldCode: null };
    const skill = { kind: 'language' as const, code: 'en' };
    const needs = [
      { ...need, skill, atLeast: 1, strength: 'weighted' as const, weight: 24 },
      { ...need, skill: null, atLeast: 2, strength: 'hard' as const, weight: 0 },
    ];
    const rows = toProblem(material({}, { needs, isNational: true }), 'balanced').problem.needs;
    const manual = rows.filter(({ rule }) => rule === 'people_needs');
    const span = { from: 7 * DAY + 600, until: 7 * DAY + 1080 };
    expect(manual).toContainEqual({
      rule: 'people_needs',
      ...span,
      skill: 'language:en',
      atLeast: 1,
      price: 8,
    });
    expect(manual).toContainEqual({
      rule: 'people_needs',
      ...span,
      atLeast: 2,
      price: expect.closeTo(50 / 3, 6),
    });
    expect(manual).toHaveLength(4);
  });

  it('leaves what is pinned or not free where it is', () => {
    const draft = [
      { shiftId: '12-30 10:00 8', personId: 'p', isPinned: true },
      { shiftId: '12-31 10:00 8', personId: 'q', isPinned: false },
    ];
    const built = toProblem(material({ draft, freeShiftIds: new Set(['12-30 10:00 8']) }), 'balanced');
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
      'balanced',
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
    const alone = toProblem(material({}, { curves: [curve] }), 'balanced').problem.demand;
    // By itself a seat is worth its average part of the plan's calls: 1.5 calls for two seats.
    expect(alone.at(-2)?.answered).toEqual([0, 0.75]);
    const [demand] = toProblem(material({ draft }, { curves: [curve], isNational: true }), 'balanced').problem
      .demand;
    expect(demand).toMatchObject({ offered: 0.75, answered: [0, 0.5, 0.75] });
  });
});
