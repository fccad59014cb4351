import { REFERENCE_HONORARIA } from '../../../test/support/reference-honoraria';
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

describe('reference cases V01–V15', () => {
  it.each(REFERENCE_HONORARIA)('%s', (_case, input, figures) => {
    expect(preview(input)).toEqual(figures);
  });
});

describe('trace', () => {
  it('explains each yen in order', () => {
    const lines = traceOf({
      cls: 'ART204_1',
      rate: 2400,
      roster: ['2026-11-18T21:00', '2026-11-19T06:00'],
      clock: ['2026-11-18T21:00', '2026-11-19T06:00'],
      breaks: [['2026-11-19T01:00', '2026-11-19T02:00']],
      fee: [1000],
    });
    expect(lines.map(({ step, yen, minutes }) => ({ step, yen, minutes }))).toEqual([
      { step: 'approve-presence', yen: undefined, minutes: 540 },
      { step: 'subtract-breaks', yen: undefined, minutes: -60 },
      { step: 'split-into-bands', yen: undefined, minutes: 120 },
      { step: 'split-into-bands', yen: undefined, minutes: 360 },
      { step: 'price-minutes', yen: undefined, minutes: 120 },
      { step: 'price-minutes', yen: undefined, minutes: 360 },
      { step: 'total-work-pay', yen: 22_800, minutes: undefined },
      { step: 'add-fees', yen: 1000, minutes: undefined },
      { step: 'determine-base', yen: 23_800, minutes: undefined },
      { step: 'withhold-income-tax', yen: 2429, minutes: undefined },
    ]);
    expect(lines.every((line) => /[ぁ-んァ-ヶ一-龠]/.test(line.reason))).toBe(true);
  });

  it('refuses sums that JSON cannot carry', () => {
    const input = { cls: 'CORP', fee: ['9007199254740991', 1] };
    expect(() => preview(input)).toThrow(expect.objectContaining({ code: 'amount_too_large' }));
  });
});
