import { startOfTokyoDay, type TokyoDay, tokyoDay } from '../../shared/tokyo-time';

/** When somebody last made sure that an entry is true, and how long that is good for. */
export interface Verification {
  readonly verifiedOn: TokyoDay | null;
  readonly reverifyEveryDays: number;
}

export const STALENESS = ['fresh', 'due', 'stale', 'never'] as const;
export type Staleness = (typeof STALENESS)[number];

const DAY_MS = 86_400_000;
/** Time to make the telephone call before the entry sinks in searches. */
export const WARNING_DAYS = 14;

/** Last day on which the entry counts as verified; null when it never was. */
export function verifiedUntil({ verifiedOn, reverifyEveryDays }: Verification): TokyoDay | null {
  return verifiedOn === null ? null : daysLater(verifiedOn, reverifyEveryDays);
}

export function staleness(verification: Verification, today: TokyoDay): Staleness {
  const until = verifiedUntil(verification);
  if (until === null) return 'never';
  if (today > until) return 'stale';
  return daysLater(today, WARNING_DAYS) > until ? 'due' : 'fresh';
}

/** Stale ones sink: nobody is sent to a door that nobody has knocked on for long. */
export function sinks(verification: Verification, today: TokyoDay): boolean {
  return ['stale', 'never'].includes(staleness(verification, today));
}

export function daysLater(day: TokyoDay, days: number): TokyoDay {
  return tokyoDay(new Date(startOfTokyoDay(day).getTime() + days * DAY_MS));
}
