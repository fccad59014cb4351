import { NOTHING, type CalculationStep } from '../calculation-step';
import { percentText, yenText } from '../describe-amounts';
import type { WithholdingMethod } from '../tax-classes';
import { withholdTax } from '../withhold-tax';
import { combinedBp, type WithholdingRule } from '../withholding-rules';

/** One payment, one base, one tax: income tax with the surtaxes in force on the day of payment. */
export const withholdIncomeTax: CalculationStep = {
  name: 'withhold-income-tax',
  label: '源泉徴収税額',
  run(working, { payment, rule }) {
    if (working.method === 'NONE') return NOTHING;
    const tax = withholdTax(working.method, working.base, rule);
    const names = ['所得税', ...rule.surtaxes.map((surtax) => surtaxText(surtax.name, surtax.bpOfIncomeTax))];
    const forecast = rule.enacted ? '' : '現行法を延長した試算のため、支払前に新しい法令の確認が必要です。';
    const reason =
      `対象額${yenText(working.base)}、${formulaText(working.method, rule)}（1円未満切り捨て）。` +
      `支払日${payment.payDate}の内訳は${names.join('・')}。${forecast}`;
    return { found: { tax }, findings: [{ yen: tax, reason }] };
  },
};

function surtaxText(name: string, bp: bigint): string {
  return `${name}（所得税額の${percentText(bp)}）`;
}

function formulaText(method: Exclude<WithholdingMethod, 'NONE'>, rule: WithholdingRule): string {
  const basic = percentText(combinedBp(rule.basicBp, rule));
  const upper = percentText(combinedBp(rule.upperBp, rule));
  switch (method) {
    case 'TWO_RATES':
      return `1回の支払の${yenText(rule.stepYen)}以下の部分は${basic}、超える部分は${upper}`;
    case 'SCRIVENER':
      return `1回の支払から${yenText(rule.scrivenerDeductionYen)}を差し引いた額の${basic}`;
    case 'NON_RESIDENT':
      return `全額の${percentText(combinedBp(rule.nonResidentBp, rule))}`;
  }
}
