import { checkTarget } from './block-target';

const PERSON = '0196a0de-0000-7000-8000-000000000001';

describe('target of a block', () => {
  it.each([
    ['person', { personId: PERSON }, []],
    ['name', { name: '山田太郎' }, []],
    ['caller_number', {}, []],
    ['person', {}, ['/personId required']],
    ['name', {}, ['/name required']],
    ['person', { personId: PERSON, name: '山田太郎' }, ['/name not_possible']],
    [
      'caller_number',
      { personId: PERSON, name: '山田太郎' },
      ['/personId not_possible', '/name not_possible'],
    ],
  ] as const)('%s with %j: %j', (kind, given, faults) => {
    const found = checkTarget({ kind, ...given });
    expect(found.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(faults);
  });
});
