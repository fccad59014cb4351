import { type Sealed, seal, type SealContext, unseal } from '../platform/crypto/seal';

/** One narrative of one revision. */
interface NarrativePlace {
  readonly consultationId: string;
  readonly revisionNo: number;
  readonly field: string;
}

export function sealNarrative(text: string, place: NarrativePlace): Sealed {
  return seal(text, contextOf(place));
}

export function openNarrative(sealed: Sealed, place: NarrativePlace): string {
  return unseal(sealed, contextOf(place));
}

function contextOf(place: NarrativePlace): SealContext {
  return {
    table: 'consultation_narrative',
    rowId: `${place.consultationId}/${place.revisionNo}`,
    field: place.field,
  };
}
