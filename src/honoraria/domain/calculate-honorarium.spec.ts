import * as fc from 'fast-check';
import type { Interval } from '../../shared/interval';
import { MINUTE_MS, startOfTokyoDay, tokyoDay, tokyoMinuteOfDay } from '../../shared/tokyo-time';
import { calculateHonorarium } from './calculate-honorarium';
import { REFERENCE_POLICY, type HourlyWork, type PayPolicy } from './honorarium-case';
import { WITHHOLDING_RULES } from './withholding-rules';

const HOLIDAYS = new Set(['2026-11-03', '2026-11-23', '2027-01-01']);
/** Two days around a holiday, in minutes, so that random shifts meet every edge. */
const START = startOfTokyoDay('2026-11-22').getTime();
const SPAN_MINUTES = 2880;

const span = (from: number, minutes: number): Interval => ({
  from: new Date(START + from * MINUTE_MS),
  until: new Date(START + (from + minutes) * MINUTE_MS),
});
const anySpan = fc
  .tuple(fc.integer({ min: 0, max: SPAN_MINUTES }), fc.integer({ min: 1, max: 900 }))
  .map(([from, minutes]) => span(from, minutes));
const anyWork: fc.Arbitrary<HourlyWork> = fc.record({
  ratePerHour: fc.bigInt({ min: 0n, max: 20_000n }),
  planned: fc.tuple(anySpan),
  attended: fc.array(anySpan, { maxLength: 3 }),
  breaks: fc.array(anySpan, { maxLength: 2 }),
});

function pay(work: HourlyWork, policy: Partial<PayPolicy> = {}) {
  const payment = { payDate: '2026-11-25', work, fees: [], transport: [], consumptionTax: null };
  return calculateHonorarium(
    { taxClass: 'ART204_1', place: 'JP', policy: { ...REFERENCE_POLICY, ...policy }, payments: [payment] },
    { rules: WITHHOLDING_RULES, holidays: HOLIDAYS },
  );
}

/** Looks at every minute by itself, without intervals, bands or edges. */
function payMinuteByMinute(work: HourlyWork): { readonly gross: bigint; readonly minutes: number } {
  const covers = (spans: readonly Interval[], at: Date) => spans.some((s) => s.from <= at && at < s.until);
  let exact = 0n;
  let minutes = 0;
  for (let index = 0; index < SPAN_MINUTES + 900; index += 1) {
    const at = new Date(START + index * MINUTE_MS);
    if (!covers(work.planned, at) || !covers(work.attended, at) || covers(work.breaks, at)) continue;
    const minuteOfDay = tokyoMinuteOfDay(at);
    const night = minuteOfDay >= 1320 || minuteOfDay < 300 ? 2500n : 0n;
    const holiday = HOLIDAYS.has(tokyoDay(at)) ? 3500n : 0n;
    exact += work.ratePerHour * (10_000n + night + holiday);
    minutes += 1;
  }
  return { gross: exact / 600_000n, minutes };
}

describe('calculateHonorarium', () => {
  it('agrees with counting each minute by itself', () => {
    fc.assert(
      fc.property(anyWork, (work) => {
        const result = pay(work);
        const expected = payMinuteByMinute(work);
        const minutes = (result.minutes ?? []).reduce((sum, run) => sum + run.minutes, 0);
        expect({ gross: result.gross, minutes }).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('changes gross only by rounding when a shift is split at any minute', () => {
    const split = fc.tuple(anyWork, fc.integer({ min: 1, max: 899 }));
    fc.assert(
      fc.property(split, ([work, cut]) => {
        const whole = work.planned[0] ?? span(0, 1);
        const at = new Date(whole.from.getTime() + cut * MINUTE_MS);
        fc.pre(at < whole.until);
        const parts = [
          { from: whole.from, until: at },
          { from: at, until: whole.until },
        ];
        const apart = { ...work, planned: parts };
        const lost = pay(work).gross - pay(apart).gross;
        expect(lost >= 0n && lost <= 1n).toBe(true);
        expect(pay(apart, { yenRoundLevel: 'STATEMENT' }).gross).toBe(pay(work).gross);
      }),
      { numRuns: 300 },
    );
  });

  it('balances: net and tax are the gross, the base never exceeds it, nothing is negative', () => {
    const policy = fc.record({
      unitMinutes: fc.constantFrom(1, 15, 30, 60),
      unitRound: fc.constantFrom('NONE', 'FLOOR', 'CEIL', 'HALF_UP', 'MANNO'),
      minPaidMinutes: fc.constantFrom(0, 60),
      yenRound: fc.constantFrom('FLOOR', 'HALF_UP', 'CEIL'),
      yenRoundLevel: fc.constantFrom('SHIFT', 'STATEMENT'),
      dayCapYen: fc.constantFrom(null, 10_000n),
      earlyIn: fc.constantFrom('IGNORE', 'PAY'),
      lateOut: fc.constantFrom('APPROVAL', 'APPROVED'),
      netContract: fc.boolean(),
    }) satisfies fc.Arbitrary<Partial<PayPolicy>>;
    fc.assert(
      fc.property(anyWork, policy, (work, rules) => {
        const { gross, base, tax, net } = pay(work, rules);
        expect(net + tax).toBe(gross);
        expect(base).toBe(gross);
        expect(tax >= 0n && net >= 0n).toBe(true);
        const agreed = rules.netContract ? net : gross;
        expect(rules.dayCapYen === null || agreed <= rules.dayCapYen).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('loses no yen at any rate, length and premium of the range where floating point does', () => {
    const night = START - 2 * 60 * MINUTE_MS;
    for (let rate = 1000n; rate <= 4000n; rate += 10n) {
      for (const minutes of [1, 7, 37, 59, 61, 130, 173, 299]) {
        const stay = [{ from: new Date(night), until: new Date(night + minutes * MINUTE_MS) }];
        const work = { ratePerHour: rate, planned: stay, attended: stay, breaks: [] };
        const result = pay(work, { holidayBp: 0n });
        expect(result.gross).toBe((rate * BigInt(minutes) * 125n) / 6000n);
      }
    }
  });
});
