export const FINDING_KINDS = ['phone', 'email', 'address', 'postal_code', 'name', 'other_id'] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

/** A place in a text that may say who somebody is. It is a hint: the person writing decides. */
export interface Finding {
  readonly kind: FindingKind;
  /** UTF-16 offsets into the text as it was given; never inside a grapheme. */
  readonly from: number;
  readonly until: number;
  readonly text: string;
  /** Why it was pointed out, as a Japanese sentence. */
  readonly reason: string;
}

/** What a rule saw in the folded text. Where two overlap, the more certain one stands. */
export interface Candidate {
  readonly kind: FindingKind;
  readonly from: number;
  readonly until: number;
  readonly reason: string;
  readonly certainty: number;
}
