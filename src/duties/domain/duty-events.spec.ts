import type { RosterCell } from '../../rosters/domain/roster-diff';
import { dutyEvents, type PersonalVersion } from './duty-events';

const at = (text: string): Date => new Date(`2026-12-${text}:00+09:00`);
const cell = (shiftId: string, day: number, from: string, role = 'counsellor'): RosterCell => ({
  assignmentId: `${shiftId}-${role}`,
  shiftId,
  personId: 'p',
  channel: 'phone',
  fieldCode: null,
  role,
  startsAt: at(`${day}T${from}`),
  endsAt: at(`${day}T23:00`),
});
/** The versions 1, 2, … published on the 10th, 11th, … */
const versions = (...cells: (readonly RosterCell[])[]): PersonalVersion[] =>
  cells.map((each, index) => ({ number: index + 1, publishedAt: at(`1${index}T12:00`), cells: each }));
const seen = (course: readonly PersonalVersion[]): string[] =>
  dutyEvents(course).map(
    ({ lineage, cell: { shiftId }, sequence, changedAt }) =>
      `${lineage} in ${shiftId}, change ${sequence} of ${changedAt.toISOString().slice(8, 10)}`,
  );

const a = cell('a', 20, '10:00');
const aLater = cell('a', 20, '12:00');
const b = cell('b', 20, '14:00');
const far = cell('c', 25, '10:00');

describe('dutyEvents', () => {
  it.each<[string, PersonalVersion[], string[]]>([
    ['new', versions([a]), ['a/1 in a, change 0 of 10']],
    ['untouched by later versions', versions([a], [a], [a]), ['a/1 in a, change 0 of 10']],
    ['first in a later version', versions([], [a]), ['a/2 in a, change 0 of 11']],
    ['moved with its shift', versions([a], [aLater]), ['a/1 in a, change 1 of 11']],
    ['moved to another shift of that day', versions([a], [b]), ['a/1 in b, change 1 of 11']],
    ['moved away and back', versions([a], [b], [a]), ['a/1 in a, change 2 of 12']],
    ['given up for another day', versions([a], [far]), ['c/2 in c, change 0 of 11']],
    [
      'another role at the same hours',
      versions([a], [cell('a', 20, '10:00', 'standby')]),
      ['a/1 in a, change 1 of 11'],
    ],
    ['cancelled', versions([a], []), []],
    ['cancelled and given back', versions([a], [], [a]), ['a/1 in a, change 2 of 12']],
    [
      'one moved, its old seat taken anew',
      versions([a], [b], [b, aLater]),
      ['a/1 in b, change 1 of 11', 'a/3 in a, change 0 of 12'],
    ],
    [
      'unordered versions',
      versions([a], [aLater], [cell('a', 20, '13:00')]).toReversed(),
      ['a/1 in a, change 2 of 12'],
    ],
  ])('%s', (_, course, expected) => {
    expect(seen(course)).toEqual(expected);
  });
});
