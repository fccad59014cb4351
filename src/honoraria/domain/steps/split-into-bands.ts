import type { CalculationStep } from '../calculation-step';
import { bandRuns, PAY_BAND_LABELS, sumByBand } from '../pay-bands';

/** Minutes are counted by 22:00, 05:00, midnight and holiday, each by its own wall-clock time in Japan. */
export const splitIntoBands: CalculationStep = {
  name: 'split-into-bands',
  label: '時間帯の区分',
  run(working, setting) {
    const shifts = working.shifts.map((shift) => ({
      ...shift,
      runs: bandRuns(shift.spans, setting.holidays),
    }));
    const sums = sumByBand(shifts.flatMap((shift) => shift.runs));
    return {
      found: { shifts },
      findings: sums.map(({ band, minutes }) => ({
        minutes,
        reason: `${PAY_BAND_LABELS[band]}の時間帯（深夜は22時から5時、祝日は暦日）: ${minutes}分`,
      })),
    };
  },
};
