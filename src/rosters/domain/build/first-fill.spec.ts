import type { Person, RosterProblem } from '../../../optimiser/problem';
import { atOnce } from '../../../shared/steps';
import { firstFill } from './first-fill';

const DAY = 1_440;
/** Ten in the morning for eight hours on days 0 to 2, and the night between the first two. */
const shifts = [
  { id: 'd0', from: 600, until: 1_080, day: 0, atMost: 1 },
  { id: 'n0', from: 1_320, until: 1_800, day: 0, atMost: 1, tags: ['night'] },
  { id: 'd1', from: DAY + 600, until: DAY + 1_080, day: 1, atMost: 2 },
  { id: 'd2', from: 2 * DAY + 600, until: 2 * DAY + 1_080, day: 2, atMost: 1 },
];
const all = shifts.map((_, shift) => ({ shift, level: 'can' as const }));
const person = (more: Partial<Person> = {}): Person => ({
  id: 'p',
  organisation: 0,
  fields: [],
  rest: { minutes: 660 },
  cells: all,
  ...more,
});
const filled = (persons: readonly Person[], draft: RosterProblem['draft'] = []) =>
  atOnce(
    firstFill({
      dayStarts: [0, DAY, 2 * DAY, 3 * DAY],
      fields: [],
      organisations: [{ id: 'o' }],
      shifts,
      persons,
      demand: [],
      needs: [],
      prices: { wish: { want: 0, can: 0, reluctant: 0 }, yen: 0 },
      draft,
    }),
  ).map((seat) => `${seat.person}:${shifts[seat.shift]?.id}`);

describe('firstFill', () => {
  it.each<[string, Person, string[]]>([
    ['whoever has rested, once a day', person(), ['0:d0', '0:d1', '0:d2']],
    [
      'no more than hard limits allow',
      person({ limits: [{ rule: 'r', measure: 'shifts', atMost: 1 }] }),
      ['0:d0'],
    ],
    [
      'beyond weighted ones',
      person({ limits: [{ rule: 'r', measure: 'shifts', atMost: 1, price: 1 }] }),
      ['0:d0', '0:d1', '0:d2'],
    ],
    ['no longer runs than allowed', person({ runs: [{ rule: 'r', atMost: 2 }] }), ['0:d0', '0:d1']],
    ['around work that stands', person({ duties: [{ from: DAY, until: DAY + 300, day: 1 }] }), ['0:d2']],
  ])('seats %s', (_, who, expected) => {
    expect(filled([who])).toEqual(expected);
  });

  it('keeps the draft where the rules allow it, and asks first who wants and has least', () => {
    const drafted = filled(
      [person()],
      [
        { person: 0, shift: 1, field: 0 },
        { person: 0, shift: 2, field: 0 },
      ],
    );
    expect(drafted).toEqual(['0:n0', '0:d2']);
    const eager = person({ cells: [{ shift: 0, level: 'want' }] });
    expect(filled([person(), eager])).toContain('1:d0');
  });
});
