import type { Cell, Limit, Person, RosterProblem } from '../../src/optimiser/problem';
import type { Random } from '../../src/optimiser/search/random';
import { randomFrom } from '../../src/optimiser/search/random';

const HOUR = 60;
const DAY = 24 * HOUR;

/** People with runs of work and of days off, weekends, hours and nights to keep, wanted on early and night shifts. */
export function runProblem(seed: number, people: number, days: number): RosterProblem {
  const random = randomFrom(seed);
  const pick = (most: number): number => Math.floor(random() * most);
  const shifts = Array.from({ length: days }, (_, day) => [
    { id: `e${day}`, day, from: day * DAY + 7 * HOUR, until: day * DAY + 15 * HOUR, kind: 'early' },
    {
      id: `n${day}`,
      day,
      from: day * DAY + 20 * HOUR,
      until: day * DAY + 30 * HOUR,
      kind: 'night',
      tags: ['night'],
    },
  ]).flat();
  return {
    dayStarts: Array.from({ length: days + 1 }, (_, day) => day * DAY),
    fields: [{ id: 'line' }],
    organisations: [{ id: 'a' }],
    shifts,
    persons: Array.from({ length: people }, (_, number) => runPerson(number, shifts.length, days, random)),
    demand: shifts.map(({ from, until }) => ({
      from,
      until,
      field: 0,
      offered: 10,
      answered: [0, 6, 9, 9.5],
      weight: 1 + pick(3),
    })),
    needs: [],
    prices: { wish: { want: -1, can: 0, reluctant: 1 }, yen: 0 },
    weekends: days > 5 ? [[4, 5]] : [[2, 3]],
    forbiddenSuccessions: [{ kind: 'night', next: 'early' }],
  };
}

function runPerson(number: number, shifts: number, days: number, random: Random): Person {
  const pick = (most: number): number => Math.floor(random() * most);
  const target: Limit = { rule: 'target', measure: 'minutes', atLeast: 30 * HOUR, price: 0.01 };
  const nights: Limit = { rule: 'nights', measure: 'tag:night', atMost: 1 + pick(2) };
  const pinned = pick(3) === 0 ? pick(shifts) : -1;
  return {
    id: `p${number}`,
    organisation: 0,
    fields: [{ field: 0 }],
    rest: { minutes: 11 * HOUR },
    limits: [
      { rule: 'hours', measure: 'minutes', atLeast: 14 * HOUR, atMost: (2 + days / 2) * 8 * HOUR },
      { rule: 'weekends', measure: 'weekends', atMost: pick(2) },
      ...(pick(2) === 0 ? [target] : []),
      ...(pick(2) === 0 ? [nights] : []),
    ],
    runs: [{ rule: 'days', atMost: 2 + pick(2), atLeast: 2, offAtLeast: 1 + pick(2), before: pick(3) }],
    cells: Array.from({ length: shifts }, (_, shift): Cell | undefined =>
      shift === pinned || pick(6) > 0
        ? {
            shift,
            level: (['want', 'can', 'reluctant'] as const)[pick(3)]!,
            ...(shift === pinned && { pin: 'must' as const }),
          }
        : undefined,
    ).filter((cell) => cell !== undefined),
  };
}
