import { floorDiv } from '../../../shared/yen';
import { NOTHING, type CalculationStep } from '../calculation-step';
import { yenText } from '../describe-amounts';

/** Reckoned once on all fees of the payment, as an invoice does per rate (消費税法施行令70条の10). */
export const addConsumptionTax: CalculationStep = {
  name: 'add-consumption-tax',
  label: '消費税',
  run(working, { payment }) {
    const tax = payment.consumptionTax;
    if (!tax) return NOTHING;
    const fee = working.lines
      .filter((line) => line.kind === 'WORK' || line.kind === 'FEE')
      .reduce((sum, line) => sum + line.yen, 0n);
    const yen = floorDiv(fee * tax.ratePercent, 100n);
    const shown = tax.shownSeparately
      ? '請求書等で区分されているため源泉徴収の対象に含めません（直法6-1）。'
      : '請求書等で区分されていないため源泉徴収の対象に含めます（直法6-1）。';
    const reason = `${yenText(fee)}の${tax.ratePercent}%（1円未満切り捨て）。${shown}`;
    const line = { kind: 'CONSUMPTION_TAX', yen, to: 'PAYEE', withholdable: !tax.shownSeparately } as const;
    return { found: { lines: [...working.lines, line] }, findings: [{ yen, reason }] };
  },
};
