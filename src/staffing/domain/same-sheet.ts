import { settleSpans } from './settle-spans';
import type { WishLimits, WishSpan } from './wish';

export interface SheetContent extends WishLimits {
  readonly spans: readonly WishSpan[];
  readonly noteToAll: string;
  readonly noteToCoordinator: string | null;
}

const PLAIN = [
  'maxMinutes',
  'targetMinutes',
  'maxNights',
  'maxDays',
  'noteToAll',
  'noteToCoordinator',
] as const;

/** Do two sheets say the same, however their stretches are cut? */
export function sameSheet(a: SheetContent, b: SheetContent): boolean {
  const [ours, theirs] = [settleSpans(a.spans), settleSpans(b.spans)];
  return (
    PLAIN.every((name) => a[name] === b[name]) &&
    ours.length === theirs.length &&
    ours.every((span, index) => {
      const other = theirs[index];
      return (
        other?.wish === span.wish &&
        other.from.getTime() === span.from.getTime() &&
        other.until.getTime() === span.until.getTime()
      );
    })
  );
}
