import { checkNeed, type ManualNeed } from './manual-need';

const period = { from: new Date('2026-12-25T10:00:00+09:00'), until: new Date('2027-01-04T10:00:00+09:00') };
const ground = { period, menu: ['suicide', 'foreign'] };
const NEED: ManualNeed = {
  id: '',
  channel: 'phone',
  fieldCode: 'foreign',
  role: 'counsellor',
  startsAt: new Date('2026-12-31T22:00:00+09:00'),
  endsAt: new Date('2027-01-01T05:00:00+09:00'),
  minSeats: 1,
  minSupervisors: 0,
  language: 'vi',
  gender: null,
  strength: 'hard',
  weight: 0,
  reason: 'ベトナム語の相談',
  version: 1,
};

describe('a need set by hand', () => {
  it.each<[string, Partial<ManualNeed>, readonly string[]]>([
    ['fits', {}, []],
    ['may be for all fields', { fieldCode: null }, []],
    ['may ask for supervisors alone', { minSeats: 0, minSupervisors: 1 }, []],
    ['ends where it begins', { endsAt: NEED.startsAt }, ['/endsAt']],
    [
      'begins when the period is over',
      { startsAt: period.until, endsAt: new Date(period.until.getTime() + 1) },
      ['/startsAt'],
    ],
    ['ends when the period begins', { startsAt: new Date(0), endsAt: period.from }, ['/startsAt']],
    ['is for a field nobody can choose', { fieldCode: 'women' }, ['/fieldCode']],
    ['asks for nothing', { minSeats: 0 }, ['/minSeats']],
    ['weighs a hard rule', { weight: 3 }, ['/weight']],
    ['has no weight', { strength: 'weighted' }, ['/weight']],
  ])('%s', (_, change, pointers) => {
    expect(checkNeed({ ...NEED, ...change }, ground).map(({ pointer }) => pointer)).toEqual(pointers);
  });
});
