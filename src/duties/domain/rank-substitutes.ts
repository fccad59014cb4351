import type { WishLevel } from '../../rosters/domain/wish-level';

type CallOutcome = 'no_answer' | 'declined' | 'accepted';

/** Somebody who may legally take the seat, with what speaks for ringing them first. */
export interface Substitute {
  readonly personId: string;
  readonly wish: WishLevel;
  /** Points of the weighted rules that it would stretch. */
  readonly points: number;
  /** Rest to the nearest duty before or after; null: none near. */
  readonly restMinutes: number | null;
  readonly nights: number;
  readonly plannedMinutes: number;
  /** What the person would like to work in all; null: not said. */
  readonly targetMinutes: number | null;
  readonly lastOutcome: CallOutcome | null;
}

/** Who has said no is asked last, who did not pick up after those not rung yet. */
const OUTCOMES: readonly (CallOutcome | null)[] = [null, 'accepted', 'no_answer', 'declined'];
const WISHES: readonly WishLevel[] = ['want', 'can', 'unanswered', 'reluctant', 'not_offered', 'cannot'];
/** More rest than this is no better. */
const RESTED_MINUTES = 24 * 60;

/**
 * The order in which to ring: not rung yet, willing, within the weighted rules, rested, far from their limits, few nights.
 * The id comes last, so that two coordinators see the same list.
 */
export function rankSubstitutes(substitutes: readonly Substitute[]): Substitute[] {
  return substitutes.toSorted(
    (a, b) => compareKeys(keyOf(a), keyOf(b)) || (a.personId < b.personId ? -1 : 1),
  );
}

function keyOf(one: Substitute): readonly number[] {
  return [
    OUTCOMES.indexOf(one.lastOutcome),
    WISHES.indexOf(one.wish),
    one.points,
    -Math.min(one.restMinutes ?? RESTED_MINUTES, RESTED_MINUTES),
    one.plannedMinutes - (one.targetMinutes ?? 0),
    one.nights,
  ];
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const step = a.findIndex((value, index) => value !== b[index]);
  return step < 0 ? 0 : (a[step] ?? 0) - (b[step] ?? 0);
}
