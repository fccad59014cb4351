import type { CalculationStep } from '../calculation-step';
import type { PayPolicy } from '../honorarium-case';
import { totalMinutes } from '../pay-bands';
import { resizeRuns } from '../resize-runs';

const HOUR = 60;
const HALF_HOUR = 30;

/** Each shift's minutes are rounded once, as a whole, never band by band. */
export const roundMinutes: CalculationStep = {
  name: 'round-minutes',
  label: '時間の端数処理',
  run(working, { policy }) {
    const shifts = working.shifts.map((shift) => ({
      ...shift,
      runs: resizeRuns(shift.runs, roundedMinutes(totalMinutes(shift.runs), policy)),
    }));
    const findings = shifts.flatMap((shift, index) => {
      const before = totalMinutes(working.shifts[index]?.runs ?? []);
      const after = totalMinutes(shift.runs);
      const reason = `${before}分を${ruleText(policy)}${after}分としました。`;
      return before === after ? [] : [{ minutes: after - before, reason }];
    });
    return { found: { shifts }, findings };
  },
};

function roundedMinutes(minutes: number, { unitMinutes: unit, unitRound }: PayPolicy): number {
  switch (unitRound) {
    case 'NONE':
      return minutes;
    case 'FLOOR':
      return Math.floor(minutes / unit) * unit;
    case 'CEIL':
      return Math.ceil(minutes / unit) * unit;
    case 'HALF_UP':
      return Math.floor((2 * minutes + unit) / (2 * unit)) * unit;
    case 'MANNO': {
      const rest = minutes % HOUR;
      if (rest === 0) return minutes;
      return minutes - rest + (rest < HALF_HOUR ? HALF_HOUR : HOUR);
    }
  }
}

function ruleText({ unitMinutes, unitRound }: PayPolicy): string {
  switch (unitRound) {
    case 'NONE':
      return '';
    case 'FLOOR':
      return `${unitMinutes}分単位で切り捨て、`;
    case 'CEIL':
      return `${unitMinutes}分単位で切り上げ、`;
    case 'HALF_UP':
      return `${unitMinutes}分単位で四捨五入し、`;
    case 'MANNO':
      return '1時間未満の端数を30分未満は30分、30分以上は1時間とみなし、';
  }
}
