import { NOTHING, type CalculationStep } from '../calculation-step';
import { yenText } from '../describe-amounts';
import type { YenRounding } from '../honorarium-case';
import { roundToYen } from '../round-amounts';

const ROUNDING_TEXT: Record<YenRounding, string> = {
  FLOOR: '切り捨て',
  HALF_UP: '四捨五入',
  CEIL: '切り上げ',
};

/** The shifts become one line. Shifts rounded before are whole yen already and pass through unchanged. */
export const totalWorkPay: CalculationStep = {
  name: 'total-work-pay',
  label: '時間謝金の合計',
  run(working, { policy }) {
    if (working.shifts.length === 0) return NOTHING;
    const yen = roundToYen(
      working.shifts.reduce((sum, shift) => sum + shift.pay, 0n),
      policy.yenRound,
    );
    const level = policy.yenRoundLevel === 'SHIFT' ? '勤務ごとに' : '合計で1回';
    const reason = `1円未満は${level}${ROUNDING_TEXT[policy.yenRound]}、合計${yenText(yen)}です。`;
    return {
      found: { lines: [...working.lines, { kind: 'WORK', yen, to: 'PAYEE', withholdable: true }] },
      findings: [{ yen, reason }],
    };
  },
};
