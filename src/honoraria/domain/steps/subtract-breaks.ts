import { NOTHING, type CalculationStep } from '../calculation-step';
import { minutesIn, without } from '../spans';

/** Unpaid breaks leave the paid time; two that overlap are taken off once. */
export const subtractBreaks: CalculationStep = {
  name: 'subtract-breaks',
  label: '休憩の控除',
  run(working, setting) {
    const breaks = setting.payment.work?.breaks ?? [];
    const shifts = working.shifts.map((shift) => ({ ...shift, spans: without(shift.spans, breaks) }));
    const before = working.shifts.reduce((sum, shift) => sum + minutesIn(shift.spans), 0);
    const after = shifts.reduce((sum, shift) => sum + minutesIn(shift.spans), 0);
    if (before === after) return NOTHING;
    const reason = `休憩${before - after}分を支払対象から除きました。`;
    return { found: { shifts }, findings: [{ minutes: after - before, reason }] };
  },
};
