import * as fc from 'fast-check';
import type { WithholdingMethod } from './tax-classes';
import { grossUp, withholdTax } from './withhold-tax';
import { ruleOn, WITHHOLDING_RULES } from './withholding-rules';

const RULE = ruleOn(WITHHOLDING_RULES, '2026-11-25');
const METHODS: readonly WithholdingMethod[] = ['TWO_RATES', 'SCRIVENER', 'NON_RESIDENT', 'NONE'];

describe('withholdTax', () => {
  it.each([
    [0n, 0n],
    [9n, 0n],
    [100n, 10n],
    [9_999n, 1_020n],
    [30_000n, 3_063n],
    [50_000n, 5_105n],
    [55_000n, 5_615n],
    [111_111n, 11_344n],
    [1_000_000n, 102_100n],
    [1_000_001n, 102_100n],
    [1_000_005n, 102_101n],
    [2_000_000n, 306_300n],
    [3_000_001n, 510_500n],
  ])('takes from %d in one payment %d', (base, tax) => {
    expect(withholdTax('TWO_RATES', base, RULE)).toBe(tax);
  });

  it('never takes less for more', () => {
    const base = fc.bigInt({ min: 0n, max: 3_000_000n });
    fc.assert(
      fc.property(fc.constantFrom(...METHODS), base, (method, yen) => {
        expect(withholdTax(method, yen + 1n, RULE)).toBeGreaterThanOrEqual(withholdTax(method, yen, RULE));
      }),
    );
  });
});

describe('grossUp', () => {
  it.each([
    [30_000n, 33_411n],
    [897_900n, 1_000_000n],
    [1_000_000n, 1_128_298n],
  ])('leaves %d of %d', (net, gross) => {
    expect(grossUp('TWO_RATES', net, RULE)).toBe(gross);
  });

  it('leaves exactly the agreed net, by every formula and law', () => {
    const net = fc.bigInt({ min: 0n, max: 5_000_000n });
    fc.assert(
      fc.property(
        fc.constantFrom(...METHODS),
        fc.constantFrom(...WITHHOLDING_RULES),
        net,
        (method, rule, yen) => {
          const gross = grossUp(method, yen, rule);
          expect(gross - withholdTax(method, gross, rule)).toBe(yen);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
