import { combinedBp, ruleOn, WITHHOLDING_RULES } from './withholding-rules';

describe('WITHHOLDING_RULES', () => {
  it('follow one another without gap or overlap, the last one open', () => {
    WITHHOLDING_RULES.forEach((rule, index) => {
      expect(rule.until).toBe(WITHHOLDING_RULES[index + 1]?.from ?? null);
    });
  });

  it.each([
    ['2013-01-01', 1021n, 2042n, 1],
    ['2026-12-31', 1021n, 2042n, 1],
    ['2027-01-01', 1021n, 2042n, 2],
    ['2047-12-31', 1021n, 2042n, 2],
    ['2048-01-01', 1010n, 2020n, 1],
  ])('on %s: %d and %d basis points, %d surtaxes', (day, basic, upper, surtaxes) => {
    const rule = ruleOn(WITHHOLDING_RULES, day);
    expect(combinedBp(rule.basicBp, rule)).toBe(basic);
    expect(combinedBp(rule.upperBp, rule)).toBe(upper);
    expect(rule.surtaxes).toHaveLength(surtaxes);
  });

  it('lose nothing when rates are combined, and leave no fraction at the step', () => {
    for (const rule of WITHHOLDING_RULES) {
      const surtax = rule.surtaxes.reduce((sum, { bpOfIncomeTax }) => sum + bpOfIncomeTax, 10_000n);
      for (const bp of [rule.basicBp, rule.upperBp, rule.nonResidentBp]) {
        expect(combinedBp(bp, rule) * 10_000n).toBe(bp * surtax);
      }
      expect((rule.stepYen * combinedBp(rule.basicBp, rule)) % 10_000n).toBe(0n);
    }
  });

  it('refuse a day before the first row', () => {
    expect(() => ruleOn(WITHHOLDING_RULES, '2012-12-31')).toThrow(
      expect.objectContaining({ code: 'no_withholding_rule' }),
    );
  });
});
