import type { Prices } from '../../../optimiser/problem';
import type { ProposalName } from './build-material';

/** What a goal weighs more than the others; one unit is one lost call. */
export interface GoalPrices {
  readonly prices: Prices;
  /** Multiplies what uneven nights, New Year duties and hours cost. */
  readonly fairness: number;
  /** Multiplies what a filled seat is worth. */
  readonly filling: number;
}

const CALLS_PER_YEN = 1 / 2_500;

export const GOALS: Readonly<Record<ProposalName, GoalPrices>> = {
  wishes: { prices: { wish: { want: -4, can: 0, reluctant: 2 }, yen: 0 }, fairness: 1, filling: 1 },
  fairest: { prices: { wish: { want: -0.5, can: 0, reluctant: 0 }, yen: 0 }, fairness: 5, filling: 1 },
  cheapest: {
    prices: { wish: { want: -0.5, can: 0, reluctant: 0 }, yen: CALLS_PER_YEN },
    fairness: 0.5,
    filling: 1,
  },
  // A lost seat is filled whoever it takes, by the fewest people, with the fewest seats; the rest decides among equals.
  repair: {
    prices: { wish: { want: -0.5, can: 0, reluctant: 0 }, yen: 0, change: 2, changedPerson: 40 },
    fairness: 0,
    filling: 20,
  },
};
