import { checkService } from './check-service';
import type { ServiceContent } from './service-content';

const LISTS = { worries: new Set(['W01', 'W12']), fields: new Set(['poverty']) };
const LINE = { weekdays: [1, 2], opensAt: '09:00', closesAt: '17:00', closedOnHolidays: true };
const EXCEPTION = { from: '12-29', until: '01-04', opensAt: null, closesAt: null };
const CONTENT: ServiceContent = {
  code: null,
  bodyId: '01890000-0000-7000-8000-000000000001',
  name: '窓口',
  kana: null,
  description: null,
  worries: ['W01'],
  fields: [],
  minAge: null,
  maxAge: null,
  languages: ['ja'],
  accompaniment: 'yes',
  nightContact: false,
  eligibility: null,
  fee: null,
  url: null,
  email: null,
  source: '電話で確認',
  validFrom: '2025-04-01',
  validUntil: null,
  areas: ['JP'],
  schedules: [LINE],
  exceptions: [EXCEPTION],
  phones: [],
  reverifyEveryDays: 90,
};

describe('checkService', () => {
  it.each([
    ['nothing', {}, []],
    ['an unknown worry', { worries: ['W13'] }, ['/worries/0']],
    ['a worry named twice', { worries: ['W01', 'W01'] }, ['/worries/1']],
    ['an unknown field', { fields: ['weather'] }, ['/fields/0']],
    [
      'nothing where something must be',
      { worries: [], areas: [], languages: [] },
      ['/worries', '/areas', '/languages'],
    ],
    ['ages upside down', { minAge: 20, maxAge: 19 }, ['/maxAge']],
    ['one age', { minAge: 20, maxAge: 20 }, []],
    ['an empty span of days', { validUntil: '2025-04-01' }, ['/validUntil']],
    ['areas', { areas: ['JP', '13', '13101', '48', '131', '1310'] }, ['/areas/3', '/areas/4', '/areas/5']],
    ['no weekday', { schedules: [{ ...LINE, weekdays: [] }] }, ['/schedules/0/weekdays']],
    ['a weekday twice', { schedules: [LINE, { ...LINE, weekdays: [1, 1] }] }, ['/schedules/1/weekdays']],
    ['hours upside down', { schedules: [{ ...LINE, closesAt: '08:00' }] }, ['/schedules/0/closesAt']],
    ['past midnight', { schedules: [{ ...LINE, opensAt: '22:00', closesAt: '29:00' }] }, []],
    ['more than a day', { schedules: [{ ...LINE, closesAt: '33:01' }] }, ['/schedules/0/closesAt']],
    [
      'a start on the next day',
      { schedules: [{ ...LINE, opensAt: '24:00', closesAt: '25:00' }] },
      ['/schedules/0/closesAt'],
    ],
    [
      'a year on one end only',
      { exceptions: [{ ...EXCEPTION, until: '2026-01-04' }] },
      ['/exceptions/0/until'],
    ],
    ['no day at all', { exceptions: [{ ...EXCEPTION, until: '12-29' }] }, ['/exceptions/0/until']],
    ['one time of two', { exceptions: [{ ...EXCEPTION, opensAt: '10:00' }] }, ['/exceptions/0/closesAt']],
  ] as [string, Partial<ServiceContent>, string[]][])('%s', (_, change, pointers) => {
    const found = checkService({ ...CONTENT, ...change }, LISTS);
    expect(found.map(({ pointer }) => pointer)).toEqual(pointers);
  });
});
