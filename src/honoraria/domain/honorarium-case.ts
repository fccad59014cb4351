import type { Interval } from '../../shared/interval';
import type { TokyoDay } from '../../shared/tokyo-time';
import type { BasisPoints, Yen } from '../../shared/yen';
import type { TaxClass } from './tax-classes';

/** Everything one honorarium is computed from. Nothing outside it is asked, so the same case always pays the same. */
export interface HonorariumCase {
  readonly taxClass: TaxClass;
  /** ISO 3166-1 country where the work was done; `ABROAD` when only "not in Japan" is known. */
  readonly place: string;
  readonly policy: PayPolicy;
  /** Each is taxed by itself: the 1,000,000-yen step looks at one payment to one person (所基通205-1). */
  readonly payments: readonly Payment[];
}

export interface Payment {
  readonly payDate: TokyoDay;
  readonly work: HourlyWork | null;
  /** Amounts agreed or computed elsewhere, such as a lecture fee. */
  readonly fees: readonly Yen[];
  readonly transport: readonly Transport[];
  readonly consumptionTax: ConsumptionTax | null;
}

export interface HourlyWork {
  readonly ratePerHour: Yen;
  /** Rostered shifts, earliest first, not overlapping. */
  readonly planned: readonly Interval[];
  /** Clocked presence; empty for somebody who did not come. */
  readonly attended: readonly Interval[];
  readonly breaks: readonly Interval[];
}

/**
 * DIRECT: we pay the carrier. ADVANCE_IN_OUR_NAME: the person advanced it against a receipt made out to us.
 * CASH: handed to the person, therefore part of the fee (所基通204-2, 204-4).
 */
export const TRANSPORT_MODES = ['CASH', 'DIRECT', 'ADVANCE_IN_OUR_NAME'] as const;
export interface Transport {
  readonly mode: (typeof TRANSPORT_MODES)[number];
  readonly yen: Yen;
}

export interface ConsumptionTax {
  readonly ratePercent: bigint;
  /** The payee's invoice shows fee and tax apart, so the fee alone is the base (平成元年 直法6-1). */
  readonly shownSeparately: boolean;
}

export const UNIT_ROUNDINGS = ['NONE', 'FLOOR', 'CEIL', 'HALF_UP', 'MANNO'] as const;
export const YEN_ROUNDINGS = ['FLOOR', 'HALF_UP', 'CEIL'] as const;
export const YEN_ROUND_LEVELS = ['SHIFT', 'STATEMENT'] as const;
export const STACKINGS = ['ADD', 'MAX'] as const;
/** IGNORE: never paid. APPROVAL: unpaid until approved. APPROVED: approved. PAY: the rule pays it unasked. */
export const OVERRUN_RULES = ['IGNORE', 'APPROVAL', 'APPROVED', 'PAY'] as const;

export type YenRounding = (typeof YEN_ROUNDINGS)[number];
export type OverrunRule = (typeof OVERRUN_RULES)[number];

/** The contract's pay rule. Conventions differ between bodies, so each of them is a value here. */
export interface PayPolicy {
  readonly unitMinutes: number;
  /** MANNO (まんのう町): an odd half hour or more pays an hour, less pays half an hour. */
  readonly unitRound: (typeof UNIT_ROUNDINGS)[number];
  /** Whoever worked at all is paid at least this long. */
  readonly minPaidMinutes: number;
  readonly yenRound: YenRounding;
  readonly yenRoundLevel: (typeof YEN_ROUND_LEVELS)[number];
  /** Per person and day on which a shift starts (domain rule 40). */
  readonly dayCapYen: Yen | null;
  readonly earlyIn: OverrunRule;
  readonly lateOut: OverrunRule;
  readonly nightBp: BasisPoints;
  readonly holidayBp: BasisPoints;
  readonly stacking: (typeof STACKINGS)[number];
  /** 手取契約: the amounts agreed are what the person receives after tax. */
  readonly netContract: boolean;
}

/** Reference policy P0: minute-exact, roster governs, night +25 %, holiday +35 %, added up, yen cut off per shift. */
export const REFERENCE_POLICY: PayPolicy = {
  unitMinutes: 1,
  unitRound: 'NONE',
  minPaidMinutes: 0,
  yenRound: 'FLOOR',
  yenRoundLevel: 'SHIFT',
  dayCapYen: null,
  earlyIn: 'IGNORE',
  lateOut: 'APPROVAL',
  nightBp: 2500n,
  holidayBp: 3500n,
  stacking: 'ADD',
  netContract: false,
};
