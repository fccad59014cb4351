import type { Interval } from '../../shared/interval';
import type { Yen } from '../../shared/yen';
import type { HonorariumCase, Payment } from './honorarium-case';
import type { BandRun } from './pay-bands';
import type { ExactPay } from './round-amounts';
import type { WithholdingMethod } from './tax-classes';
import type { WithholdingRule } from './withholding-rules';

/** What the steps of one payment may look at but not change. */
export interface Setting {
  readonly taxClass: HonorariumCase['taxClass'];
  readonly place: string;
  readonly policy: HonorariumCase['policy'];
  readonly payment: Payment;
  readonly rule: WithholdingRule;
  /** 国民の祝日 as `YYYY-MM-DD`. */
  readonly holidays: ReadonlySet<string>;
}

export interface ShiftPay {
  readonly planned: Interval;
  /** Time to be paid, before it is counted in bands. */
  readonly spans: readonly Interval[];
  readonly runs: readonly BandRun[];
  readonly pay: ExactPay;
}

export interface PayLine {
  readonly kind: 'WORK' | 'FEE' | 'TRANSPORT' | 'CONSUMPTION_TAX' | 'GROSS_UP';
  readonly yen: Yen;
  readonly to: 'PAYEE' | 'CARRIER';
  /** Part of the base if the tax class has one. */
  readonly withholdable: boolean;
}

/** What is known so far about one payment. */
export interface Working {
  readonly shifts: readonly ShiftPay[];
  readonly lines: readonly PayLine[];
  readonly method: WithholdingMethod;
  readonly base: Yen;
  readonly tax: Yen;
}

/** One sentence of "why this amount". */
export interface Finding {
  readonly reason: string;
  readonly yen?: Yen;
  readonly minutes?: number;
}

export interface Outcome {
  readonly found: Partial<Working>;
  readonly findings: readonly Finding[];
}

/** One rule of the calculation: looks at what is known, answers with what it adds and why. Changes nothing itself. */
export interface CalculationStep {
  readonly name: string;
  readonly label: string;
  run(working: Working, setting: Setting): Outcome;
}

export const NOTHING: Outcome = { found: {}, findings: [] };
