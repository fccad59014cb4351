import { DomainError } from '../../shared/domain-error';
import type { TokyoDay } from '../../shared/tokyo-time';
import type { BasisPoints, Yen } from '../../shared/yen';

interface Surtax {
  readonly name: string;
  /** Of the income tax, not of the fee. */
  readonly bpOfIncomeTax: BasisPoints;
}

/** Withholding law for payments on `from` and later, before `until`. */
export interface WithholdingRule {
  readonly from: TokyoDay;
  readonly until: TokyoDay | null;
  readonly basicBp: BasisPoints;
  readonly upperBp: BasisPoints;
  /** Up to and including this much of one payment bears the basic rate. */
  readonly stepYen: Yen;
  readonly nonResidentBp: BasisPoints;
  readonly scrivenerDeductionYen: Yen;
  readonly surtaxes: readonly Surtax[];
  /** False: today's law carried forward; a new law is to be expected before the day comes. */
  readonly enacted: boolean;
  readonly source: string;
}

/** 所得税法205条1号・2号, 213条1項1号; 所得税法施行令322条. Unchanged over all rows below. */
const INCOME_TAX = {
  basicBp: 1000n,
  upperBp: 2000n,
  stepYen: 1_000_000n,
  nonResidentBp: 2000n,
  scrivenerDeductionYen: 10_000n,
} as const;

export const WITHHOLDING_RULES: readonly WithholdingRule[] = [
  {
    ...INCOME_TAX,
    from: '2013-01-01',
    until: '2027-01-01',
    surtaxes: [{ name: '復興特別所得税', bpOfIncomeTax: 210n }],
    enacted: true,
    source: '復興財源確保法28条（平成23年法律第117号）',
  },
  {
    ...INCOME_TAX,
    from: '2027-01-01',
    until: '2048-01-01',
    surtaxes: [
      { name: '復興特別所得税', bpOfIncomeTax: 110n },
      { name: '防衛特別所得税', bpOfIncomeTax: 100n },
    ],
    enacted: true,
    source: '令和8年法律第12号（令和8年度税制改正）',
  },
  {
    ...INCOME_TAX,
    from: '2048-01-01',
    until: null,
    surtaxes: [{ name: '防衛特別所得税', bpOfIncomeTax: 100n }],
    enacted: false,
    source: '令和8年法律第12号（令和8年度税制改正）',
  },
];

/** The rule of the day on which the money is paid, whenever the work was done. */
export function ruleOn(rules: readonly WithholdingRule[], payDate: TokyoDay): WithholdingRule {
  const rule = rules.find((row) => row.from <= payDate && (row.until === null || payDate < row.until));
  if (rule) return rule;
  const message = 'この支払日に適用できる源泉徴収の規定が登録されていません。';
  throw new DomainError('invalid', 'no_withholding_rule', message, [
    { pointer: '/pay_date', code: 'no_withholding_rule', message },
  ]);
}

/** Income tax and its surtaxes as one rate on the fee: 1000 with 2.1 % on top is 1021. */
export function combinedBp(incomeTaxBp: BasisPoints, rule: WithholdingRule): BasisPoints {
  const surtaxBp = rule.surtaxes.reduce((sum, surtax) => sum + surtax.bpOfIncomeTax, 0n);
  return (incomeTaxBp * (10_000n + surtaxBp)) / 10_000n;
}
