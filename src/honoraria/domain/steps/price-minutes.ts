import type { Yen } from '../../../shared/yen';
import type { CalculationStep, Finding, Setting } from '../calculation-step';
import { percentText, yenText } from '../describe-amounts';
import { PAY_BAND_LABELS, premiumBp, sumByBand, type BandRun } from '../pay-bands';
import { exactYen, roundToYen, type ExactPay } from '../round-amounts';

const WHOLE_BP = 10_000n;

/** Rate × minutes × premium, summed exactly over a shift and only then rounded, if the policy rounds per shift. */
export const priceMinutes: CalculationStep = {
  name: 'price-minutes',
  label: '時間謝金',
  run(working, setting) {
    const rate = setting.payment.work?.ratePerHour ?? 0n;
    const shifts = working.shifts.map((shift) => ({ ...shift, pay: shiftPay(shift.runs, rate, setting) }));
    return {
      found: { shifts },
      findings: shifts.flatMap((shift) =>
        sumByBand(shift.runs).map((run) => bandFinding(run, rate, setting)),
      ),
    };
  },
};

function shiftPay(runs: readonly BandRun[], rate: Yen, { policy }: Setting): ExactPay {
  const exact = runs.reduce(
    (sum, run) => sum + rate * BigInt(run.minutes) * (WHOLE_BP + premiumBp(run.band, policy)),
    0n,
  );
  return policy.yenRoundLevel === 'SHIFT' ? exactYen(roundToYen(exact, policy.yenRound)) : exact;
}

function bandFinding(run: BandRun, rate: Yen, { policy }: Setting): Finding {
  const premium = premiumBp(run.band, policy);
  const uplift = premium > 0n ? ` × ${percentText(WHOLE_BP + premium)}` : '';
  const reason = `${PAY_BAND_LABELS[run.band]}: 時給${yenText(rate)} × ${run.minutes}分 ÷ 60${uplift}`;
  return { minutes: run.minutes, reason };
}
