import fc from 'fast-check';
import { at } from './rules/facts.fixture';
import { diffCells, type RosterCell } from './roster-diff';

const cell = (personId: string, start: string, more: Partial<RosterCell> = {}): RosterCell => ({
  assignmentId: `${personId} ${start}`,
  shiftId: start,
  personId,
  channel: 'phone',
  fieldCode: null,
  role: 'counsellor',
  startsAt: at(start),
  endsAt: new Date(at(start).getTime() + 8 * 3_600_000),
  ...more,
});
const told = (before: readonly RosterCell[], after: readonly RosterCell[]) =>
  [...diffCells(before, after)].map(([personId, changes]) => [
    personId,
    ...changes.map(({ kind, before: old, after: next }) => [kind, old?.shiftId, next?.shiftId].join(' ')),
  ]);

describe('diffCells', () => {
  const [early, late, far] = [cell('p', '12-30 10:00'), cell('p', '12-30 22:00'), cell('p', '01-02 10:00')];

  it.each([
    ['nothing', [early, far], [far, early], []],
    ['a first version', [], [early], [['p', 'added  12-30 10:00']]],
    ['a release', [early, far], [far], [['p', 'removed 12-30 10:00 ']]],
    ['another shift of the day', [early], [late], [['p', 'moved 12-30 10:00 12-30 22:00']]],
    ['another shift days later', [early], [far], [['p', 'removed 12-30 10:00 ', 'added  01-02 10:00']]],
    [
      'the same shift at other hours',
      [early],
      [{ ...early, endsAt: at('12-30 19:00') }],
      [['p', 'moved 12-30 10:00 12-30 10:00']],
    ],
    ['the same shift given anew', [early], [{ ...early, assignmentId: 'again' }], []],
    ['one of two people', [early, cell('q', '12-30 10:00')], [early], [['q', 'removed 12-30 10:00 ']]],
  ])('%s', (_, before, after, changes) => {
    expect(told(before, after)).toEqual(changes);
  });

  it('turns the old version into the new one, whatever they are', () => {
    const hours = ['10:00', '14:00', '22:00'];
    const cells = fc
      .uniqueArray(
        fc.record({
          p: fc.integer({ min: 0, max: 3 }),
          d: fc.integer({ min: 26, max: 30 }),
          h: fc.constantFrom(...hours),
        }),
        { selector: ({ p, d, h }) => `${p} ${d} ${h}` },
      )
      .map((picked) => picked.map(({ p, d, h }) => cell(`p${p}`, `12-${d} ${h}`)));
    const keys = (from: readonly RosterCell[]) => from.map(({ assignmentId }) => assignmentId).toSorted();
    fc.assert(
      fc.property(cells, cells, (before, after) => {
        const changes = [...diffCells(before, after).values()].flat();
        const gone = new Set(changes.flatMap((change) => change.before?.assignmentId ?? []));
        const come = changes.flatMap((change) => (change.after ? [change.after] : []));
        expect(keys([...before.filter(({ assignmentId }) => !gone.has(assignmentId)), ...come])).toEqual(
          keys(after),
        );
      }),
    );
  });
});
