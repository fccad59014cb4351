import type { CalculationStep, Setting } from '../calculation-step';
import { TAX_CLASSES, type WithholdingMethod } from '../tax-classes';

/** Which formula the decided tax class leads to, and on how much of this payment. */
export const determineBase: CalculationStep = {
  name: 'determine-base',
  label: '源泉徴収の対象額',
  run(working, setting) {
    const { method, reason } = methodFor(setting);
    const base =
      method === 'NONE'
        ? 0n
        : working.lines.filter((line) => line.withholdable).reduce((sum, line) => sum + line.yen, 0n);
    return { found: { method, base }, findings: [{ yen: base, reason }] };
  },
};

function methodFor({ taxClass, place }: Setting): { method: WithholdingMethod; reason: string } {
  const { method, reason } = TAX_CLASSES[taxClass];
  if (method !== 'NON_RESIDENT') return { method, reason: `${reason}です。` };
  if (place === 'JP')
    return { method, reason: `${reason}です（国内での役務提供、所得税法161条1項12号イ）。` };
  return {
    method: 'NONE',
    reason: '非居住者の国外での役務提供で、国内源泉所得に当たらないため源泉徴収なしです。',
  };
}
