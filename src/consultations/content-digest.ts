import { createHash } from 'node:crypto';
import { canonicalJson } from '../shared/canonical-json';
import type { SheetContent } from './domain/prepare-sheet';

/** Where a sheet belongs. */
export interface SheetPlace {
  readonly periodId: string;
  readonly organisationId: string;
}

/** Recognises a sheet that is sent again, by a client that got no answer or in a file that is loaded twice. */
export function contentDigest(place: SheetPlace, content: SheetContent): string {
  return createHash('sha256')
    .update(
      canonicalJson({ periodId: place.periodId, organisationId: place.organisationId, ...content }),
      'utf8',
    )
    .digest('hex');
}
