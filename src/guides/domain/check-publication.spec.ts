import { checkPublication, type Publication } from './check-publication';

const NOW = new Date('2026-12-01T10:00:00+09:00');
const LATER = new Date('2026-12-25T10:00:00+09:00');

describe('checkPublication', () => {
  it.each<[string, Publication, boolean, string[]]>([
    ['a first version', { change: 'major', requiredFrom: undefined }, true, []],
    ['a major one from this instant on', { change: 'major', requiredFrom: NOW }, false, []],
    ['a major one from later on', { change: 'major', requiredFrom: LATER }, false, []],
    ['a minor one', { change: 'minor', requiredFrom: undefined }, false, []],
    ['a minor one that is the first', { change: 'minor', requiredFrom: undefined }, true, ['/change']],
    ['a minor one that is asked for', { change: 'minor', requiredFrom: LATER }, false, ['/requiredFrom']],
    [
      'a major one for duties that are over',
      { change: 'major', requiredFrom: new Date(NOW.getTime() - 1) },
      false,
      ['/requiredFrom'],
    ],
  ])('%s', (_, publication, isFirst, pointers) => {
    expect(checkPublication(publication, isFirst, NOW).map(({ pointer }) => pointer)).toEqual(pointers);
  });
});
