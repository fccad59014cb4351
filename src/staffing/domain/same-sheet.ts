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

/** Do two sheets, their spans settled, say the same? */
export function sameSheet(a: SheetContent, b: SheetContent): boolean {
  return (
    PLAIN.every((name) => a[name] === b[name]) &&
    a.spans.length === b.spans.length &&
    a.spans.every((span, index) => {
      const other = b.spans[index];
      return (
        other?.wish === span.wish &&
        other.from.getTime() === span.from.getTime() &&
        other.until.getTime() === span.until.getTime()
      );
    })
  );
}
