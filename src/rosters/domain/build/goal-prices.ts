import type { Prices } from '../../../optimiser/problem';

/** A build finds one balanced roster and takes its three proposals from there; a repair keeps to the draft. */
export type Aim = 'balanced' | 'repair';

interface AimPrices {
  readonly prices: Prices;
  /** Multiplies what uneven nights, New Year duties and hours cost. */
  readonly fairness: number;
  /** Multiplies what a filled seat is worth. */
  readonly filling: number;
}

/** One unit is one lost call. */
export const AIMS: Readonly<Record<Aim, AimPrices>> = {
  balanced: { prices: { wish: { want: -1, can: 0, reluctant: 1 }, yen: 0 }, fairness: 1, filling: 1 },
  // A lost seat is filled whoever it takes, by the fewest people, with the fewest seats; the rest decides among equals.
  repair: {
    prices: { wish: { want: -0.5, can: 0, reluctant: 0 }, yen: 0, change: 2, changedPerson: 40 },
    fairness: 0,
    filling: 20,
  },
};
