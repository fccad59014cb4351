import type { Interval } from '../../shared/interval';
import { type Wish, wishFor, type WishSheet } from '../../staffing/domain/wish';

export type WishLevel = Wish | 'not_offered' | 'unanswered';

/** What a person said about a duty; whoever has not answered at all has refused nothing either. */
export function wishLevel(sheet: WishSheet | null, duty: Interval): WishLevel {
  return sheet === null ? 'unanswered' : wishFor(sheet.spans, duty);
}
