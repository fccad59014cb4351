import { NOTHING, type CalculationStep } from '../calculation-step';
import { yenText } from '../describe-amounts';
import { grossUp } from '../withhold-tax';

/** 手取契約: what was agreed is left after tax, so the fee itself is higher by the tax we bear. */
export const grossUpNetContract: CalculationStep = {
  name: 'gross-up-net-contract',
  label: '手取契約の割戻し',
  run(working, { policy, rule }) {
    if (!policy.netContract || working.method === 'NONE') return NOTHING;
    const base = grossUp(working.method, working.base, rule);
    const yen = base - working.base;
    const reason = `手取額${yenText(working.base)}となる支払額${yenText(base)}に割り戻しました。`;
    return {
      found: { base, lines: [...working.lines, { kind: 'GROSS_UP', yen, to: 'PAYEE', withholdable: true }] },
      findings: [{ yen, reason }],
    };
  },
};
