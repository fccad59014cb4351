import { DomainError } from '../../shared/domain-error';
import { previewHonorarium } from './preview-honorarium';
import { WITHHOLDING_RULES } from './withholding-rules';

const TABLES = {
  rules: WITHHOLDING_RULES,
  holidays: new Set(['2026-11-03', '2026-11-23', '2027-01-01']),
};

function preview(input: object): Record<string, unknown> {
  const { trace: _trace, ...figures } = previewHonorarium(input, '2026-11-25', TABLES);
  return figures;
}

function traceOf(input: object) {
  return previewHonorarium(input, '2026-11-25', TABLES).trace;
}

const fee = (yen: number, more: object = {}) => ({ cls: 'ART204_1', fee: [yen], ...more });
const taxed = (gross: number, tax: number, base = gross) => ({ gross, base, tax, net: gross - tax });

describe('tax classes', () => {
  it.each([
    ['licensed professions as lectures', { cls: 'ART204_2', fee: [30_000] }, taxed(30_000, 3063)],
    [
      'judicial scriveners: 10,000 off once',
      { cls: 'ART204_2_SHIHO', fee: [20_000, 30_000] },
      taxed(50_000, 4084),
    ],
    ['… and no upper rate', { cls: 'ART204_2_SHIHO', fee: [2_000_000] }, taxed(2_000_000, 203_179)],
    ['… and nothing up to 10,000', { cls: 'ART204_2_SHIHO', fee: [10_000] }, taxed(10_000, 0)],
    ['counselling outside the closed list', { cls: 'NOT_WITHHELD', fee: [30_000] }, taxed(30_000, 0, 0)],
    ['proven group', { cls: 'UNINC_PROVEN', fee: [30_000] }, taxed(30_000, 0, 0)],
    ['actual cost only', { cls: 'REIMB_ONLY', transport: { mode: 'CASH', yen: 1480 } }, taxed(1480, 0, 0)],
    [
      'non-resident working abroad',
      { cls: 'NONRES_DOMESTIC', fee: [51_234], place: 'US' },
      taxed(51_234, 0, 0),
    ],
    [
      'non-resident above a million: one rate',
      { cls: 'NONRES_DOMESTIC', fee: [1_500_001], place: 'JP' },
      taxed(1_500_001, 306_300),
    ],
    ['the place means nothing for residents', fee(51_234, { place: 'US' }), taxed(51_234, 5230)],
  ])('%s', (_case, input, expected) => {
    expect(preview(input)).toEqual(expected);
  });
});

describe('one payment, one step', () => {
  it.each([
    [
      'fees of one payment are added up',
      { cls: 'ART204_1', fee: [600_000, 600_000] },
      taxed(1_200_000, 142_940),
    ],
    [
      'two payments each start below',
      { cls: 'ART204_1', payments: [600_000, 600_000] },
      taxed(1_200_000, 122_520),
    ],
    [
      'a payment may hold several fees',
      { cls: 'ART204_1', payments: [[600_000, 600_000], [99]] },
      taxed(1_200_099, 142_950),
    ],
    [
      'a payment may have its own date, fare and tax',
      {
        cls: 'ART204_1',
        pay_date: '2026-12-25',
        payments: [
          { fee: [50_000], ct: { separate: true } },
          { fee: [12_000], transport: { mode: 'DIRECT', yen: 1480 }, pay_date: '2048-01-01' },
        ],
      },
      { gross: 67_000, base: 62_000, tax: 5105 + 1212, net: 67_000 - 5105 - 1212, paid_to_carrier: 1480 },
    ],
  ])('%s', (_case, input, expected) => {
    expect(preview(input)).toEqual(expected);
  });

  it('names the payment in the trace only when there are several', () => {
    expect(traceOf({ cls: 'ART204_1', payments: [1, 2] }).map((line) => line.label)).toContain(
      '源泉徴収税額（2回目の支払）',
    );
    expect(traceOf(fee(1)).map((line) => line.label)).toContain('源泉徴収税額');
  });
});

describe('consumption tax and fares', () => {
  it.each([
    [
      'shown apart: base is the fee',
      fee(50_000, { ct: { separate: true, rate_pct: 10 } }),
      taxed(55_000, 5105, 50_000),
    ],
    [
      'not shown apart: base is all',
      fee(50_000, { ct: { separate: false, rate_pct: 10 } }),
      taxed(55_000, 5615),
    ],
    [
      'reckoned once on the sum',
      { cls: 'CORP', fee: [15, 15], ct: { separate: true, rate_pct: 10 } },
      taxed(33, 0, 0),
    ],
    ['cut off', { cls: 'CORP', fee: [99], ct: { separate: true, rate_pct: 8 } }, taxed(106, 0, 0)],
    [
      'advance in our name: paid back, untaxed',
      fee(12_000, { transport: { mode: 'ADVANCE_IN_OUR_NAME', yen: 1480 } }),
      taxed(13_480, 1225, 12_000),
    ],
    [
      'several fares',
      fee(12_000, {
        transport: [
          { mode: 'CASH', yen: 480 },
          { mode: 'DIRECT', yen: 9000 },
          { mode: 'DIRECT', yen: 800 },
        ],
      }),
      { ...taxed(12_480, 1274), paid_to_carrier: 9800 },
    ],
  ])('%s', (_case, input, expected) => {
    expect(preview(input)).toEqual(expected);
  });
});

describe('net contracts', () => {
  it.each([
    ['ART204_1', 30_000, 33_411],
    ['ART204_1', 1_000_000, 1_128_298],
    ['ART204_2_SHIHO', 45_916, 50_000],
    ['NONRES_DOMESTIC', 40_773, 51_235],
    ['CORP', 30_000, 30_000],
  ])('%s: %d net is %d gross', (cls, net, gross) => {
    expect(preview({ cls, fee: [net], policy: { net_contract: true } })).toMatchObject({ gross, net });
  });
});

describe('law by day of payment', () => {
  const reasonOn = (pay_date: string) =>
    traceOf(fee(30_000, { pay_date })).find((line) => line.step === 'withhold-income-tax')?.reason;

  it('keeps the amount over 2027 while the composition changes', () => {
    expect(preview(fee(30_000, { pay_date: '2026-12-31' }))).toEqual(
      preview(fee(30_000, { pay_date: '2027-01-01' })),
    );
    expect(reasonOn('2026-12-31')).toContain('復興特別所得税（所得税額の2.1%）');
    expect(reasonOn('2026-12-31')).not.toContain('防衛');
    expect(reasonOn('2027-01-01')).toContain(
      '復興特別所得税（所得税額の1.1%）・防衛特別所得税（所得税額の1%）',
    );
  });

  it('carries today’s law forward from 2048 and says so', () => {
    expect(preview(fee(1_000_005, { pay_date: '2048-01-01' }))).toEqual(taxed(1_000_005, 101_001));
    expect(preview({ cls: 'NONRES_DOMESTIC', fee: [51_234], pay_date: '2048-01-01' })).toEqual(
      taxed(51_234, 10_349),
    );
    expect(reasonOn('2048-01-01')).toContain('新しい法令の確認が必要');
  });

  it('refuses a day without law', () => {
    expect(() => preview(fee(1, { pay_date: '2012-12-31' }))).toThrow(DomainError);
  });
});
