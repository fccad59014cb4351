import type { Yen } from '../../shared/yen';
import type { CalculationStep, Finding, PayLine, Setting, Working } from './calculation-step';
import type { HonorariumCase, Payment } from './honorarium-case';
import { sumByBand, type BandRun } from './pay-bands';
import { addConsumptionTax } from './steps/add-consumption-tax';
import { addFees } from './steps/add-fees';
import { addTransport } from './steps/add-transport';
import { approvePresence } from './steps/approve-presence';
import { capPerDay } from './steps/cap-per-day';
import { determineBase } from './steps/determine-base';
import { grossUpNetContract } from './steps/gross-up-net-contract';
import { guaranteeMinimum } from './steps/guarantee-minimum';
import { priceMinutes } from './steps/price-minutes';
import { roundMinutes } from './steps/round-minutes';
import { splitIntoBands } from './steps/split-into-bands';
import { subtractBreaks } from './steps/subtract-breaks';
import { totalWorkPay } from './steps/total-work-pay';
import { withholdIncomeTax } from './steps/withhold-income-tax';
import { ruleOn, type WithholdingRule } from './withholding-rules';

/** The whole calculation, in order. The order is part of the rule. */
const STEPS: readonly CalculationStep[] = [
  approvePresence,
  subtractBreaks,
  splitIntoBands,
  roundMinutes,
  guaranteeMinimum,
  priceMinutes,
  capPerDay,
  totalWorkPay,
  addFees,
  addTransport,
  addConsumptionTax,
  determineBase,
  grossUpNetContract,
  withholdIncomeTax,
];

export interface Tables {
  readonly rules: readonly WithholdingRule[];
  readonly holidays: ReadonlySet<string>;
}

interface TraceLine extends Finding {
  readonly step: string;
  readonly label: string;
}

export interface Honorarium {
  /** Null when nothing in the case is paid by the hour. */
  readonly minutes: readonly BandRun[] | null;
  readonly gross: Yen;
  readonly base: Yen;
  readonly tax: Yen;
  readonly net: Yen;
  /** Null when nothing is paid straight to a carrier. */
  readonly paidToCarrier: Yen | null;
  readonly trace: readonly TraceLine[];
}

export function calculateHonorarium(input: HonorariumCase, tables: Tables): Honorarium {
  const many = input.payments.length > 1;
  const done = input.payments.map((payment, index) =>
    payOne(input, payment, tables, many ? `（${index + 1}回目の支払）` : ''),
  );
  const lines = done.flatMap(({ working }) => working.lines);
  const gross = sum(lines.filter((line) => line.to === 'PAYEE'));
  const toCarrier = lines.filter((line) => line.to === 'CARRIER');
  const tax = done.reduce((total, { working }) => total + working.tax, 0n);
  const worked = input.payments.some((payment) => payment.work !== null);
  return {
    minutes: worked ? sumByBand(done.flatMap(({ working }) => working.shifts.flatMap((s) => s.runs))) : null,
    gross,
    base: done.reduce((total, { working }) => total + working.base, 0n),
    tax,
    net: gross - tax,
    paidToCarrier: toCarrier.length > 0 ? sum(toCarrier) : null,
    trace: done.flatMap(({ trace }) => trace),
  };
}

function payOne(input: HonorariumCase, payment: Payment, tables: Tables, which: string) {
  const rule = ruleOn(tables.rules, payment.payDate);
  const setting: Setting = { ...input, payment, rule, holidays: tables.holidays };
  const start: Working = { shifts: [], lines: [], method: 'NONE', base: 0n, tax: 0n };
  return STEPS.reduce(
    ({ working, trace }, step) => {
      const { found, findings } = step.run(working, setting);
      const added = findings.map((finding) => ({
        step: step.name,
        label: `${step.label}${which}`,
        ...finding,
      }));
      return { working: { ...working, ...found }, trace: [...trace, ...added] };
    },
    { working: start, trace: new Array<TraceLine>() },
  );
}

function sum(lines: readonly PayLine[]): Yen {
  return lines.reduce((total, line) => total + line.yen, 0n);
}
