import { DomainError } from '../../shared/domain-error';
import { previewHonorarium } from './preview-honorarium';
import { WITHHOLDING_RULES } from './withholding-rules';

const TABLES = { rules: WITHHOLDING_RULES, holidays: new Set(['2026-01-01', '2027-01-01']) };
type Span = readonly [from: string, until: string];

function faultsOf(input: object): readonly string[] {
  try {
    previewHonorarium(input, '2026-11-25', TABLES);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.faults.map(({ pointer, code, message }) => `${pointer} ${code} ${message.slice(0, 5)}`);
  }
}

describe('years of which the holidays are not known', () => {
  const inside: Span = ['2026-11-18T10:00', '2026-11-18T14:00'];
  const earlier: Span = ['2025-12-31T20:00', '2026-01-01T02:00'];
  const later: Span = ['2027-12-31T20:00', '2028-01-01T00:01'];
  const lastNight: Span = ['2027-12-31T20:00', '2028-01-01T00:00'];

  it.each<[string, Span, Span, string[]]>([
    ['known years', inside, inside, []],
    ['the last night of the last known year', lastNight, lastNight, []],
    ['planned before', earlier, inside, ['/roster holidays_not_loaded 2025年']],
    ['present after', inside, later, ['/clock holidays_not_loaded 2028年']],
    [
      'both outside',
      later,
      later,
      ['/roster holidays_not_loaded 2028年', '/clock holidays_not_loaded 2028年'],
    ],
  ])('%s', (_case, roster, clock, faults) => {
    expect(faultsOf({ cls: 'CORP', rate: 1000, roster, clock })).toEqual(faults);
  });

  it('do not matter to a fee', () => {
    expect(faultsOf({ cls: 'ART204_1', fee: [10_000], pay_date: '2031-01-25' })).toEqual([]);
  });
});
