import type { Interval } from '../../../shared/interval';
import type { PeopleNeed, PersonFacts, ShiftFacts } from '../roster-facts';
import type { RuleInForce } from '../rules-in-force';
import type { OpeningWindow } from '../../../periods/domain/opening-hours';

/** Three ways to weigh the same rules, and the one that changes as little as it can. */
export const PROPOSALS = {
  wishes: '希望重視',
  fairest: '公平重視',
  cheapest: '費用重視',
  repair: '最小変更',
} as const;
export type ProposalName = keyof typeof PROPOSALS;

export interface DraftSeat {
  readonly shiftId: string;
  readonly personId: string;
  readonly isPinned: boolean;
}

/** One organisation as the builder takes it. Shifts that are not free keep whoever sits there. */
export interface OrganisationMaterial {
  readonly organisationId: string;
  readonly shifts: readonly ShiftFacts[];
  readonly freeShiftIds: ReadonlySet<string>;
  readonly people: readonly PersonFacts[];
  readonly draft: readonly DraftSeat[];
  readonly rules: readonly RuleInForce[];
}

/** Expected calls of one desk in one stretch of time, by the number of people who answer. */
export interface CallCurve extends Interval {
  readonly channel: string;
  readonly fieldCode: string | null;
  readonly calls: number;
  readonly answered: readonly number[];
  /** Seats that the demand plan asks for. */
  readonly seats: number;
}

export interface BuildMaterial {
  readonly period: Interval;
  readonly organisations: readonly OrganisationMaterial[];
  readonly openingHours: readonly OpeningWindow[];
  /** All organisations are here: calls are shared out among them. Otherwise a seat is worth its share on average. */
  readonly isNational: boolean;
  readonly curves: readonly CallCurve[];
  readonly needs: readonly PeopleNeed[];
  readonly yenPerHour: number;
}
