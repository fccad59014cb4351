import { buildCrosswalk, type Crossing, type Place } from './crosswalk';
import type { MappingRow } from './form-mapping';
import { groupComparable } from './group-comparable';

const place = (text: string): Place => {
  const [field = '', code] = text.split('.');
  return { field, code: code ?? null };
};
const places = (...texts: string[]): Place[] => texts.map(place);
const text = ({ field, code }: Place): string => (code === null ? field : `${field}.${code}`);

/** `q.a > x,y`: where the choice leads; the kind is not needed to follow it. */
function step(...lines: string[]): MappingRow[] {
  return lines.map((line) => {
    const [from = '', to = ''] = line.split(' > ');
    const { field, code } = place(from);
    return { fieldCode: field, oldCode: code, kind: 'same', targets: to === '-' ? [] : to.split(',') };
  });
}

const words = ({ kind, targets, lost }: Crossing): string =>
  [kind, ...targets.map(text), ...(lost ? ['lost'] : [])].join(' ');

describe('buildCrosswalk', () => {
  const SPLIT = step('q > q', 'q.a > x,y', 'q.b > b');
  const MERGE = step('q > q', 'q.x > z', 'q.y > z', 'q.b > b');
  const LOSE_Y = step('q > q', 'q.x > x', 'q.y > -', 'q.b > b');

  it.each<[string, MappingRow[][], string, string]>([
    ['no step at all', [], 'q.a', 'exact q.a'],
    ['a step that keeps it', [SPLIT], 'q.b', 'exact q.b'],
    ['a step that splits it', [SPLIT], 'q.a', 'split q.x q.y'],
    ['a split that is taken back', [SPLIT, MERGE], 'q.a', 'exact q.z'],
    ['a split of which one part is retired', [SPLIT, LOSE_Y], 'q.a', 'split q.x lost'],
    [
      'a split in three of which one is retired and two are merged',
      [step('q > q', 'q.a > x,y,w'), step('q > q', 'q.x > x', 'q.y > y', 'q.w > -'), MERGE],
      'q.a',
      'split q.z lost',
    ],
    ['a step that retires it', [step('q > q', 'q.a > -')], 'q.a', 'none lost'],
    [
      'what comes back after it was retired',
      [step('q > q', 'q.a > -'), step('q > q', 'q.a > a')],
      'q.a',
      'none lost',
    ],
    ['a step that says nothing about it', [step('q > q')], 'q.a', 'none lost'],
    ['a renamed field', [step('q > r', 'q.a > x'), step('r > s', 'r.x > y')], 'q.a', 'exact s.y'],
    ['the field itself', [step('q > r'), step('r > s')], 'q', 'exact s'],
    ['a split field', [step('q > s,t', 'q.a > s.a', 'q.b > t.b,t.c')], 'q', 'split s t'],
    [
      'a choice that goes to one part of it',
      [step('q > s,t', 'q.a > s.a', 'q.b > t.b,t.c')],
      'q.a',
      'exact s.a',
    ],
    [
      'a choice that is split inside the other part',
      [step('q > s,t', 'q.a > s.a', 'q.b > t.b,t.c')],
      'q.b',
      'split t.b t.c',
    ],
    ['a place that the older version never had', [SPLIT], 'q.nothing', 'none lost'],
  ])('%s', (_, steps, from, expected) => {
    const crosswalk = buildCrosswalk(places('q', 'q.a', 'q.b'), steps);
    expect(words(crosswalk.at(place(from)))).toBe(expected);
  });
});

describe('groupComparable', () => {
  const groups = (old: string[], lines: string[], next: string[]) => {
    const crosswalk = buildCrosswalk(places('q', ...old), [step('q > q', ...lines)]);
    return groupComparable(crosswalk, places(...old), places(...next)).map(
      (group) => `${group.series}: ${group.old.map(text).join(' ')} | ${group.next.map(text).join(' ')}`,
    );
  };

  it.each<[string, string[], string[], string[], string[]]>([
    [
      'one for one',
      ['q.a', 'q.b'],
      ['q.a > a', 'q.b > x'],
      ['q.a', 'q.x'],
      ['same: q.a | q.a', 'same: q.b | q.x'],
    ],
    [
      'a split',
      ['q.a', 'q.b'],
      ['q.a > x,y', 'q.b > b'],
      ['q.x', 'q.y', 'q.b'],
      ['sum: q.a | q.x q.y', 'same: q.b | q.b'],
    ],
    ['a merger', ['q.a', 'q.b'], ['q.a > x', 'q.b > x'], ['q.x'], ['sum: q.a q.b | q.x']],
    [
      'a chain of both',
      ['q.a', 'q.b', 'q.c'],
      ['q.a > x,y', 'q.b > y,z', 'q.c > z'],
      ['q.x', 'q.y', 'q.z'],
      ['sum: q.a q.b q.c | q.x q.y q.z'],
    ],
    [
      'retired and added',
      ['q.a', 'q.b'],
      ['q.a > -', 'q.b > b'],
      ['q.b', 'q.new'],
      ['retired: q.a | ', 'same: q.b | q.b', 'added:  | q.new'],
    ],
  ])('%s', (_, old, lines, next, expected) => {
    expect(groups(old, lines, next)).toEqual(expected);
  });

  it('says so when the sum does not hold either', () => {
    const crosswalk = buildCrosswalk(places('q', 'q.a'), [
      step('q > q', 'q.a > x,y'),
      step('q > q', 'q.x > x', 'q.y > -'),
    ]);
    const [group] = groupComparable(crosswalk, places('q.a'), places('q.x'));
    expect(group?.series).toBe('lost');
  });
});
