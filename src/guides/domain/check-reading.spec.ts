import { checkReading, type SaidReading } from './check-reading';

const said = (more: Partial<SaidReading> = {}): SaidReading => ({
  kind: 'manual',
  periodId: null,
  digest: 'a',
  published: 'a',
  ...more,
});

describe('checkReading', () => {
  it.each<[string, SaidReading, string[]]>([
    ['a manual', said(), []],
    ['a manual for a period', said({ periodId: 'p' }), ['/periodId']],
    ['a pledge for a period', said({ kind: 'pledge', periodId: 'p' }), []],
    ['a pledge for no period', said({ kind: 'pledge' }), ['/periodId']],
    ['another text', said({ digest: 'b' }), ['/digest']],
    ['a draft', said({ published: null }), ['/number']],
  ])('%s', (_, reading, pointers) => {
    expect(checkReading(reading).map(({ pointer }) => pointer)).toEqual(pointers);
  });
});
