import { overlaps, type Interval } from '../../../shared/interval';
import type { CalculationStep, Setting, ShiftPay } from '../calculation-step';
import { spanText } from '../describe-amounts';
import type { HourlyWork, OverrunRule } from '../honorarium-case';
import { earlier, joined, later, minutesIn, within } from '../spans';

/** Presence is paid where roster and clock agree; before and after it only as the policy approves. */
export const approvePresence: CalculationStep = {
  name: 'approve-presence',
  label: '勤務の確認',
  run(_working, setting) {
    const work = setting.payment.work;
    const shifts = work ? payableShifts(work, setting) : [];
    return {
      found: { shifts },
      findings: shifts.map((shift) => ({
        minutes: minutesIn(shift.spans),
        reason: reasonFor(shift, setting),
      })),
    };
  },
};

function payableShifts(work: HourlyWork, { policy }: Setting): readonly ShiftPay[] {
  let free = new Date(0);
  return work.planned.map((planned, index) => {
    const presence = joined(work.attended).filter((span) => overlaps(span, planned));
    const first = presence[0];
    const last = presence.at(-1);
    const nextShift = work.planned[index + 1]?.from;
    const from =
      first && paid(policy.earlyIn) ? earlier(planned.from, later(first.from, free)) : planned.from;
    const left = last && paid(policy.lateOut) ? later(planned.until, last.until) : planned.until;
    const until = nextShift ? earlier(left, nextShift) : left;
    // What one shift's over-run was paid for is not paid again as the early start of the next.
    free = until;
    return { planned, spans: within(presence, { from, until }), runs: [], pay: 0n };
  });
}

function paid(rule: OverrunRule): boolean {
  return rule === 'APPROVED' || rule === 'PAY';
}

function reasonFor(shift: ShiftPay, { payment, policy }: Setting): string {
  const plan = `予定 ${spanText(shift.planned)}`;
  if (shift.spans.length === 0) return `${plan}に対応する打刻がないため、支払対象の時間はありません。`;
  const presence = joined(payment.work?.attended ?? []).filter((span) => overlaps(span, shift.planned));
  const unpaid = minutesIn(presence) - minutesIn(shift.spans);
  const clocked = presence.map((span: Interval) => spanText(span)).join('、');
  const overrun = `早出の扱い: ${OVERRUN_TEXT[policy.earlyIn]}、延長の扱い: ${OVERRUN_TEXT[policy.lateOut]}`;
  const cut = unpaid > 0 ? `予定外の${unpaid}分は対象外（${overrun}）。` : '';
  return `${plan}と打刻 ${clocked} から支払対象の時間を確認しました。${cut}`;
}

const OVERRUN_TEXT: Record<OverrunRule, string> = {
  IGNORE: '支払わない',
  APPROVAL: '承認がないため支払わない',
  APPROVED: '承認済みのため支払う',
  PAY: '規程により支払う',
};
