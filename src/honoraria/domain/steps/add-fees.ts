import type { CalculationStep, PayLine } from '../calculation-step';
import { yenText } from '../describe-amounts';

/** Amounts fixed outside the clock, taken as they stand. */
export const addFees: CalculationStep = {
  name: 'add-fees',
  label: '定額の謝金',
  run(working, { payment }) {
    const lines = payment.fees.map((yen): PayLine => ({ kind: 'FEE', yen, to: 'PAYEE', withholdable: true }));
    return {
      found: { lines: [...working.lines, ...lines] },
      findings: payment.fees.map((yen) => ({ yen, reason: `取り決めた謝金${yenText(yen)}を加えました。` })),
    };
  },
};
