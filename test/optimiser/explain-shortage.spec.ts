import { explainShortage } from '../../src/optimiser/explain-shortage';
import type { Person, RosterProblem } from '../../src/optimiser/problem';

const HOUR = 60;
const DAY = 24 * HOUR;
const { signal } = new AbortController();
const nights = [0, 1].map((day) => ({ from: day * DAY + 22 * HOUR, until: day * DAY + 30 * HOUR }));

function problemOf(people: Partial<Person>[]): RosterProblem {
  return {
    dayStarts: [0, DAY, 2 * DAY],
    fields: [{ id: 'lonely' }],
    organisations: [{ id: 'a', seats: [{ from: 0, until: 3 * DAY, atMost: 5 }] }],
    shifts: nights.map((span, day) => ({ ...span, id: `night${day}`, day, tags: ['night'] })),
    persons: people.map((person, number) => ({
      id: `p${number}`,
      organisation: 0,
      fields: [{ field: 0 }],
      cells: [0, 1].map((shift) => ({ shift, level: 'can' as const })),
      ...person,
    })),
    demand: [],
    needs: nights.map((span) => ({ ...span, rule: 'two on duty', atLeast: 2, price: 1 })),
    prices: { wish: { want: 0, can: 0, reluctant: 0 }, yen: 0 },
  };
}

const shortages = nights.map((span) => ({ ...span, rule: 'two on duty', field: null, missing: 1 }));
const oneNight = { limits: [{ rule: 'nights', measure: 'tag:night' as const, atMost: 1 }] };
const restless = { rest: { minutes: 20 * HOUR } };

it.each<[string, Partial<Person>[], string[] | null]>([
  ['one rule for everybody', [oneNight, oneNight, oneNight], ['nights']],
  ['either rule alone would be enough, so one is named', [{ ...oneNight, ...restless }, {}], ['rest']],
  ['a rule each, of which the last is reason enough', [oneNight, restless], ['rest']],
  ['too few offers', [{}], []],
  ['enough people', [oneNight, oneNight, {}], null],
])('%s', async (_, people, reason) => {
  const found = await explainShortage(problemOf(people), shortages, signal);
  expect(found).toEqual(reason);
});
