import { type MappedChoice, seriesGroups } from './series-groups';

const became = (code: string, ...targets: readonly string[]): MappedChoice => ({
  field: 'fields',
  code,
  label: `${code} の名`,
  targets: targets.map((target) => ({ code: target, label: `${target} の名` })),
});

describe('seriesGroups', () => {
  it.each<[string, MappedChoice[], string[]]>([
    ['nothing', [], []],
    ['a split', [became('a', 'b', 'c')], ['a b c']],
    ['a merger', [became('a', 'c'), became('b', 'c')], ['a c b']],
    ['two apart', [became('a', 'b', 'c'), became('x', 'y')], ['a b c', 'x y']],
    [
      'what a later choice brings together',
      [became('a', 'b'), became('x', 'y'), became('z', 'b', 'y')],
      ['a b x y z'],
    ],
    ['a split over two versions', [became('a', 'b', 'c'), became('c', 'd', 'e')], ['a b c d e']],
    ['what goes nowhere', [became('a')], ['a (lost)']],
    ['what goes nowhere in the end', [became('a', 'b', 'c'), became('c')], ['a b c (lost)']],
  ])('%s', (_, choices, groups) => {
    expect(
      seriesGroups(choices).map(
        ({ codes, isLost }) => codes.map(({ code }) => code).join(' ') + (isLost ? ' (lost)' : ''),
      ),
    ).toEqual(groups);
  });
});
