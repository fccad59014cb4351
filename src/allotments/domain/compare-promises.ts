import type { Interval } from '../../shared/interval';
import { seconds } from '../../shared/interval';

/** What an organisation said it would take on; null: nothing was said. */
export interface Promises {
  readonly seatsPromised: number | null;
  readonly maxMinutes: number | null;
}

export interface HeldSeats extends Interval {
  readonly seats: number;
}

export interface PromiseUse {
  /** Seats × minutes. */
  readonly minutes: number;
  /** The most seats that are kept at the same moment. */
  readonly peakSeats: number;
}

export interface PromiseWarning {
  readonly code: 'above_seats' | 'above_minutes';
  readonly message: string;
}

export function measureUse(blocks: readonly HeldSeats[]): PromiseUse {
  const minutes = blocks.reduce((sum, block) => sum + (block.seats * seconds(block)) / 60, 0);
  const changes = blocks
    .flatMap(({ from, until, seats }) => [
      { at: from.getTime(), by: seats },
      { at: until.getTime(), by: -seats },
    ])
    // Who leaves at an instant leaves before the next one comes: stretches are half-open.
    .toSorted((a, b) => a.at - b.at || a.by - b.by);
  let held = 0;
  let peakSeats = 0;
  for (const { by } of changes) {
    held += by;
    peakSeats = Math.max(peakSeats, held);
  }
  return { minutes, peakSeats };
}

/** Warnings, not refusals: a promise may be exceeded on purpose, but nobody should do so unawares. */
export function comparePromises(promises: Promises, use: PromiseUse): PromiseWarning[] {
  const warnings: PromiseWarning[] = [];
  const { seatsPromised, maxMinutes } = promises;
  if (seatsPromised !== null && use.peakSeats > seatsPromised) {
    const message = `同時に${use.peakSeats}席になり、約束の${seatsPromised}席を超えています。`;
    warnings.push({ code: 'above_seats', message });
  }
  if (maxMinutes !== null && use.minutes > maxMinutes) {
    const message = `延べ${hours(use.minutes)}時間になり、上限の${hours(maxMinutes)}時間を超えています。`;
    warnings.push({ code: 'above_minutes', message });
  }
  return warnings;
}

function hours(minutes: number): string {
  return String(Math.round(minutes / 6) / 10);
}
