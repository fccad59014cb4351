import type { CalculationStep, PayLine } from '../calculation-step';
import { yenText } from '../describe-amounts';
import type { Transport } from '../honorarium-case';

/** Only cash is part of the fee (所基通204-2, 204-4); an advance is paid back untaxed; a carrier is paid by us. */
export const addTransport: CalculationStep = {
  name: 'add-transport',
  label: '交通費',
  run(working, { payment }) {
    const lines = payment.transport.map(({ mode, yen }): PayLine => ({
      kind: 'TRANSPORT',
      yen,
      to: mode === 'DIRECT' ? 'CARRIER' : 'PAYEE',
      withholdable: mode === 'CASH',
    }));
    return {
      found: { lines: [...working.lines, ...lines] },
      findings: payment.transport.map(({ mode, yen }) => ({
        yen,
        reason: `${yenText(yen)}: ${MODE_TEXT[mode]}`,
      })),
    };
  },
};

const MODE_TEXT: Record<Transport['mode'], string> = {
  CASH: '本人に支払うため謝金に含めます（所基通204-2）。',
  DIRECT: '当方から交通機関等へ直接支払うため謝金に含めません（所基通204-4）。',
  ADVANCE_IN_OUR_NAME: '当方宛ての領収書による立替金として本人に支払い、源泉徴収の対象に含めません。',
};
