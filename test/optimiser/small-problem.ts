import type { Assignment, Cell, RosterProblem } from '../../src/optimiser/problem';
import { scoreRoster } from '../../src/optimiser/domain/score-roster';
import { randomFrom } from '../../src/optimiser/search/random';

const HOUR = 60;
const DAY = 24 * HOUR;

/** Three people, two days, an early, a late and a night shift, two fields: small enough to try every roster. */
export function smallProblem(seed: number): RosterProblem {
  const random = randomFrom(seed);
  const pick = (most: number): number => Math.floor(random() * most);
  const shifts = [0, 1].flatMap((day) => [
    { id: `early${day}`, day, from: day * DAY + 8 * HOUR, until: day * DAY + 16 * HOUR, kind: 'early' },
    { id: `late${day}`, day, from: day * DAY + 14 * HOUR, until: day * DAY + 22 * HOUR, kind: 'late' },
    {
      id: `night${day}`,
      day,
      from: day * DAY + 22 * HOUR,
      until: day * DAY + 30 * HOUR,
      tags: ['night'],
      payFactor: 1.25,
    },
  ]);
  return {
    dayStarts: [0, DAY, 2 * DAY],
    fields: [{ id: 'lonely' }, { id: 'suicide' }],
    organisations: [
      { id: 'a', yenPerHour: 1500, seats: [{ from: 0, until: 3 * DAY, atMost: 1 + pick(2) }] },
      {
        id: 'b',
        yenPerHour: 1800,
        limits: [{ rule: 'quota', measure: 'minutes', atMost: (8 + 8 * pick(2)) * HOUR }],
      },
    ],
    shifts,
    persons: [0, 1, 2].map((person) => ({
      id: `p${person}`,
      organisation: person === 2 ? 1 : pick(2),
      fields: random() < 0.6 ? [{ field: 0 }, { field: 1 }] : [{ field: pick(2) }],
      skills: random() < 0.5 ? [{ skill: 'supervisor' }] : [],
      rest: random() < 0.7 ? { minutes: 11 * HOUR } : { minutes: 11 * HOUR, price: 2 },
      limits: [
        { rule: 'hours', measure: 'minutes', atLeast: 4 * HOUR, atMost: 10 * HOUR, price: 0.004 },
        { rule: 'nights', measure: 'tag:night', atMost: pick(2) },
      ],
      runs: [{ rule: 'days', atMost: 1 + pick(2) }],
      duties: random() < 0.2 ? [{ day: 0, from: 0, until: 6 * HOUR, minutes: 6 * HOUR }] : [],
      cells: shifts.flatMap((_, shift): Cell[] =>
        random() < 0.75 ? [{ shift, level: (['want', 'can', 'reluctant'] as const)[pick(3)]! }] : [],
      ),
    })),
    demand: shifts.flatMap(({ from, until }) =>
      [0, 1].map((field) => ({
        from,
        until,
        field,
        offered: 6,
        answered: [0, 3 + random(), 5 + random() / 2, 6],
        weight: field === 1 ? 1.6 : 1,
        minimum: { seats: field, price: 4 },
      })),
    ),
    needs: shifts.map(({ from, until }) => ({
      rule: 'supervisor',
      from,
      until,
      skill: 'supervisor',
      atLeast: 1,
      price: 1.5,
    })),
    prices: { wish: { want: -0.5, can: 0, reluctant: 0.7 }, yen: 0.0001 },
    forbiddenSuccessions: [{ kind: 'late', next: 'early' }],
  };
}

/** The least objective over all rosters there are, and how many shifts of how many people it changes in the draft. */
export function tryEveryRoster(problem: RosterProblem): number {
  const ways = problem.persons.map((person, number) => {
    const perDay = [0, 1].map((day): (Assignment | undefined)[] => [
      undefined,
      ...person.cells
        .filter(({ shift, pin }) => problem.shifts[shift]!.day === day && pin !== 'must-not')
        .flatMap(({ shift }) => person.fields.map(({ field }) => ({ person: number, shift, field }))),
    ]);
    return perDay[0]!.flatMap((first) =>
      perDay[1]!.map((second) => [first, second].filter((one) => one !== undefined)),
    );
  });
  let best = Infinity;
  for (const a of ways[0]!) {
    for (const b of ways[1]!) {
      for (const c of ways[2]!) {
        const { objective, violations } = scoreRoster(problem, [...a, ...b, ...c]);
        if (violations.length === 0) best = Math.min(best, objective);
      }
    }
  }
  return best;
}
