import { NOTHING, type CalculationStep, type ShiftPay } from '../calculation-step';
import { bandRuns, totalMinutes } from '../pay-bands';
import { resizeRuns } from '../resize-runs';

/** Whoever worked at all is paid the minimum, also when rounding down left nothing. */
export const guaranteeMinimum: CalculationStep = {
  name: 'guarantee-minimum',
  label: '最低支払時間',
  run(working, { policy, holidays }) {
    const short = (shift: ShiftPay) =>
      shift.spans.length > 0 && totalMinutes(shift.runs) < policy.minPaidMinutes;
    if (!working.shifts.some(short)) return NOTHING;
    const shifts = working.shifts.map((shift) => {
      const runs = totalMinutes(shift.runs) > 0 ? shift.runs : bandRuns(shift.spans, holidays);
      return short(shift) ? { ...shift, runs: resizeRuns(runs, policy.minPaidMinutes) } : shift;
    });
    const findings = working.shifts.filter(short).map((shift) => {
      const minutes = totalMinutes(shift.runs);
      const reason = `支払対象${minutes}分を最低支払時間の${policy.minPaidMinutes}分としました。`;
      return { minutes: policy.minPaidMinutes - minutes, reason };
    });
    return { found: { shifts }, findings };
  },
};
