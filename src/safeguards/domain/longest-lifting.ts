const SEVEN_DAYS_MS = 7 * 24 * 60 * 60 * 1000;

/** Until when a case may be opened for a time: long enough for an inquiry, too short to be forgotten. */
export function longestLifting(from: Date): Date {
  return new Date(from.getTime() + SEVEN_DAYS_MS);
}
