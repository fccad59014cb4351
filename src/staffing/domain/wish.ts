import { type Interval, overlaps } from '../../shared/interval';

/** What somebody says about a stretch of time, best first. `reluctant`: only if nobody else can. */
export const WISHES = ['want', 'can', 'reluctant', 'cannot'] as const;
export type Wish = (typeof WISHES)[number];

export interface WishSpan extends Interval {
  readonly wish: Wish;
}

/** What somebody sets as a limit for the whole period; null: none. */
export interface WishLimits {
  readonly maxMinutes: number | null;
  readonly targetMinutes: number | null;
  readonly maxNights: number | null;
  readonly maxDays: number | null;
}

/** The sheet of wishes in force, as whoever plans takes it. */
export interface WishSheet extends WishLimits {
  readonly revisionNo: number;
  /** In order of time, without overlaps. */
  readonly spans: readonly WishSpan[];
}

/**
 * What the sheet says about a whole duty: its worst part decides. Where any part of it is not spoken of, the duty was not
 * offered, and nobody may read silence as consent.
 */
export function wishFor(spans: readonly WishSpan[], duty: Interval): Wish | 'not_offered' {
  let worst: Wish = 'want';
  let spokenUntil = duty.from;
  for (const span of spans.filter((each) => overlaps(each, duty)).toSorted(byStart)) {
    if (span.wish === 'cannot') return 'cannot';
    if (span.from > spokenUntil) return 'not_offered';
    if (WISHES.indexOf(span.wish) > WISHES.indexOf(worst)) worst = span.wish;
    spokenUntil = span.until;
  }
  return spokenUntil >= duty.until ? worst : 'not_offered';
}

export function byStart(a: Interval, b: Interval): number {
  return a.from.getTime() - b.from.getTime();
}
