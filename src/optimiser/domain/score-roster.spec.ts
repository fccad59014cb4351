import type { Assignment, Person, RosterProblem } from '../problem';
import { scoreRoster } from './score-roster';

const HOUR = 60;
const DAY = 24 * HOUR;

function problemOf(person: Partial<Person>, more: Partial<RosterProblem> = {}): RosterProblem {
  const shift = (day: number, start: number, hours: number): RosterProblem['shifts'][number] => {
    const from = day * DAY + start * HOUR;
    return {
      id: `${day}-${start}`,
      day,
      from,
      until: from + hours * HOUR,
      ...(start >= 22 && { tags: ['night'] }),
    };
  };
  const shifts = [0, 1, 2, 3].flatMap((day) => [shift(day, 9, 8), shift(day, 22, 8)]);
  return {
    dayStarts: [0, DAY, 2 * DAY, 3 * DAY, 4 * DAY],
    fields: [{ id: 'lonely' }],
    organisations: [{ id: 'a', yenPerHour: 1500 }],
    shifts,
    persons: [
      {
        id: 'p',
        organisation: 0,
        fields: [{ field: 0 }],
        cells: shifts.map((_, number) => ({ shift: number, level: 'can' as const })),
        ...person,
      },
    ],
    demand: [],
    needs: [],
    prices: { wish: { want: -1, can: 0, reluctant: 1 }, yen: 0 },
    ...more,
  };
}

const at = (...shifts: number[]): Assignment[] => shifts.map((shift) => ({ person: 0, shift, field: 0 }));

describe('hard rules', () => {
  it.each<[string, Partial<Person>, number[], string[]]>([
    ['rest of exactly eleven hours', { rest: { minutes: 11 * HOUR } }, [0, 3], []],
    ['three hours after a night', { rest: { minutes: 11 * HOUR } }, [1, 2], ['rest']],
    ['two shifts of one day', {}, [0, 1], ['one-shift-a-day']],
    [
      'a night too many',
      { limits: [{ rule: 'nights', measure: 'tag:night', atMost: 1 }] },
      [1, 5],
      ['nights'],
    ],
    ['three days of two', { runs: [{ rule: 'row', atMost: 2 }] }, [0, 2, 4], ['row']],
    ['two days after one before', { runs: [{ rule: 'row', atMost: 2, before: 1 }] }, [0, 2], ['row']],
    ['a run of one inside', { runs: [{ rule: 'row', atLeast: 2 }] }, [2], ['row']],
    ['a run of one at the edge', { runs: [{ rule: 'row', atLeast: 2 }] }, [0], []],
    [
      'a shift that meets a blocked hour',
      { blocked: [{ from: 16 * HOUR, until: 17 * HOUR }] },
      [0],
      ['blocked'],
    ],
    ['a field no longer permitted', { fields: [{ field: 0, untilDay: 1 }] }, [2], ['field']],
    ['a pin left out', { cells: [{ shift: 0, level: 'can', pin: 'must' }] }, [], ['pin']],
    ['a shift not offered', { cells: [] }, [0], ['not-offered']],
  ])('%s', (_, person, shifts, rules) => {
    const { violations } = scoreRoster(problemOf(person), at(...shifts));
    expect(violations.map(({ rule }) => rule)).toEqual(rules);
  });
});

it('prices what is not hard', () => {
  const problem = problemOf(
    {
      rest: { minutes: 11 * HOUR, price: 3 },
      limits: [{ rule: 'target', measure: 'minutes', atMost: 8 * HOUR, price: 0.01 }],
      cells: [1, 2].map((shift) => ({ shift, level: 'want' as const })),
    },
    {
      demand: [{ from: 22 * HOUR, until: 23 * HOUR, field: 0, offered: 5, answered: [0, 2], weight: 2 }],
      needs: [{ rule: 'pair', from: 22 * HOUR, until: 23 * HOUR, atLeast: 2, price: 7 }],
    },
  );
  const { parts, objective, shortages } = scoreRoster(problem, at(1, 2));
  expect(parts).toMatchObject({ calls: 6, rest: 3, target: 0.01 * 8 * HOUR, wishes: -2, pair: 7 });
  expect(objective).toBeCloseTo(6 + 3 + 4.8 - 2 + 7);
  expect(shortages).toEqual([{ rule: 'pair', from: 22 * HOUR, until: 23 * HOUR, field: null, missing: 1 }]);
});
