/**
 * What the roster engine is asked, as plain JSON. Nothing here knows a database, a calendar or a time zone:
 * instants are whole minutes from an origin the caller chooses (they may be negative), days are numbered from 0.
 * Rows refer to each other by position: `organisation: 2` is `organisations[2]`. An `id` is only handed back.
 *
 * The engine gives shifts to persons and, with each shift, one field to answer. It minimises the sum of all
 * prices below; "hard" means without a price. Prices share one unit: the loss of one ordinary expected call.
 */
export interface RosterProblem {
  /** Start of each local day, then the end of the last: one entry more than there are days. */
  readonly dayStarts: readonly Minute[];
  readonly fields: readonly Named[];
  readonly organisations: readonly Organisation[];
  readonly shifts: readonly Shift[];
  readonly persons: readonly Person[];
  readonly demand: readonly Demand[];
  readonly needs: readonly Need[];
  readonly prices: Prices;
  /** Kinds of shift that may not follow each other on consecutive days, besides what rest forbids. */
  readonly forbiddenSuccessions?: readonly { readonly kind: string; readonly next: string }[];
  /** Days that belong together for the measure `weekends`, as `[[5, 6], [12, 13]]`. */
  readonly weekends?: readonly (readonly DayIndex[])[];
  /** Most that lost calls, missing seats and needs may cost together; hard. The proposals hold it where a build has got. */
  readonly serviceAtMost?: number;
  /** The present draft: where a build starts, and what `prices.change` counts changes against. */
  readonly draft?: readonly Assignment[];
}

type Minute = number;
type DayIndex = number;

interface Named {
  readonly id: string;
}

/** Half-open: `from` is inside, `until` is outside. */
export interface Span {
  readonly from: Minute;
  readonly until: Minute;
}

export interface Organisation extends Named {
  /** Most people of the organisation on the line at once, while the span lasts; of one field if it is named. */
  readonly seats?: readonly (Span & { readonly field?: number; readonly atMost: number })[];
  /** Quota of hours (`minutes`), budget (`yen`) over the whole period, or whatever else is counted. */
  readonly limits?: readonly Limit[];
  readonly yenPerHour?: number;
}

/** One shift on one date. A template becomes one shift per day; shifts of one organisation are offered to its people only. */
export interface Shift extends Named, Span {
  /** The day it belongs to for "one shift a day", runs and limits: usually that of its start. */
  readonly day: DayIndex;
  /** Named in `forbiddenSuccessions`. */
  readonly kind?: string;
  /** What limits count: `night`, `holiday`, `unpopular`, … */
  readonly tags?: readonly string[];
  /** What its people may answer; absent: whatever the person may. */
  readonly fields?: readonly number[];
  /** Hard cap on people in it. */
  readonly atMost?: number;
  /** Minutes that limits count, if not its length (unpaid breaks). */
  readonly minutes?: number;
  /** Premium on `yenPerHour`: 1.25 for a night. */
  readonly payFactor?: number;
}

/** May hold only on some dates; both ends absent: always. */
interface Permit {
  readonly fromDay?: DayIndex;
  readonly untilDay?: DayIndex;
}

export interface Person extends Named {
  readonly organisation: number;
  /** What the person may answer: the field of each shift is chosen among these. */
  readonly fields: readonly (Permit & { readonly field: number })[];
  /** What `needs` ask for: `supervisor`, `lang:en`, `female`, … */
  readonly skills?: readonly (Permit & { readonly skill: string })[];
  /** Least minutes from the end of a shift to the start of the next; `price` per breach, hard without one. */
  readonly rest?: { readonly minutes: number; readonly price?: number };
  readonly limits?: readonly Limit[];
  readonly runs?: readonly RunRule[];
  /** Work that stands already, here or elsewhere: rest, runs and limits count it, nobody can move it. */
  readonly duties?: readonly Duty[];
  /** Times when the person cannot work; rest is not asked around them. */
  readonly blocked?: readonly Span[];
  /** Every shift the person can take. What is absent cannot be given. */
  readonly cells: readonly Cell[];
}

export interface Duty extends Span {
  readonly day: DayIndex;
  readonly minutes?: number;
  readonly tags?: readonly string[];
}

export type WishLevel = 'want' | 'can' | 'reluctant';

/** One person in one shift, as a possibility. */
export interface Cell {
  readonly shift: number;
  readonly level: WishLevel;
  /** Besides the price of its level. */
  readonly cost?: number;
  /** What it is paid, if not the organisation's rate. */
  readonly yen?: number;
  /** `must` is kept and `must-not` left out in every roster the engine returns. */
  readonly pin?: 'must' | 'must-not';
}

/**
 * A count over the period, or over `days` (half-open): minutes, shifts, yen, weekends with work (persons only), or
 * shifts with a tag. Hard without a price; with one, each unit (minute, shift, yen) outside costs it.
 */
export interface Limit {
  /** Name of the rule family, as it comes back in violations and shortages. */
  readonly rule: string;
  readonly measure: 'minutes' | 'shifts' | 'yen' | 'weekends' | `tag:${string}`;
  readonly days?: readonly [from: DayIndex, until: DayIndex];
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly price?: number;
}

/**
 * Days in a row with a shift (of the tag, if one is named). Lower limits do not bind a run that touches the first or
 * the last day, because its length is not known.
 */
export interface RunRule {
  readonly rule: string;
  readonly tag?: string;
  readonly atMost?: number;
  /** Days in a row just before day 0, counted by `atMost`. */
  readonly before?: number;
  readonly atLeast?: number;
  /** Least days in a row without one. */
  readonly offAtLeast?: number;
}

/**
 * Calls of one field in a stretch of time. A person is on duty in it when the shift covers it wholly, so cut demand
 * where shifts begin and end. `answered[n]` is the expected number of calls that `n` people answer; it must be
 * concave, and stays as it is beyond its end. A cap on occupancy is a lower curve.
 */
export interface Demand extends Span {
  readonly field: number;
  readonly offered: number;
  readonly answered: readonly number[];
  /** Price of one lost call. */
  readonly weight: number;
  /** Each seat missing below costs the price. */
  readonly minimum?: { readonly seats: number; readonly price: number };
}

/** People with a skill (or anybody) wanted at once, on one field or on any. Each one missing costs the price. */
export interface Need extends Span {
  readonly rule: string;
  readonly skill?: string;
  readonly field?: number;
  readonly atLeast: number;
  readonly price: number;
}

export interface Prices {
  /** Per cell given, by level; `want` is usually negative. */
  readonly wish: Readonly<Record<WishLevel, number>>;
  readonly yen: number;
  /** Per person and shift that differs from the draft. */
  readonly change?: number;
  /** Per person touched by any change; keeps repairs to few people. */
  readonly changedPerson?: number;
}

export interface Assignment {
  readonly person: number;
  readonly shift: number;
  readonly field: number;
}
