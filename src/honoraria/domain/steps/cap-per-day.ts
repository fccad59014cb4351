import { tokyoDay } from '../../../shared/tokyo-time';
import { NOTHING, type CalculationStep, type Finding } from '../calculation-step';
import { yenText } from '../describe-amounts';
import { EXACT_PER_YEN, exactYen } from '../round-amounts';

/** A shift over midnight counts whole towards the day on which it starts (domain rule 40). */
export const capPerDay: CalculationStep = {
  name: 'cap-per-day',
  label: '1日の上限',
  run(working, { policy }) {
    if (policy.dayCapYen === null) return NOTHING;
    const cap = policy.dayCapYen;
    const paidOn = new Map<string, bigint>();
    const findings: Finding[] = [];
    const shifts = working.shifts.map((shift) => {
      const day = tokyoDay(shift.planned.from);
      const before = paidOn.get(day) ?? 0n;
      const room = exactYen(cap) - before;
      const pay = shift.pay < room ? shift.pay : room;
      paidOn.set(day, before + pay);
      if (pay < shift.pay) {
        const reason = `${day}の謝金を1日の上限${yenText(cap)}に抑えました。`;
        findings.push({ yen: (pay - shift.pay) / EXACT_PER_YEN, reason });
      }
      return { ...shift, pay };
    });
    return { found: { shifts }, findings };
  },
};
