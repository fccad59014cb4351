import type { CallEnding, CallResult } from './call';

/** Words of a file → what they stand for. */
export type Names<Code extends string = string> = ReadonlyMap<string, Code>;

/** What the words of a file may be, for one period. */
export interface CallCodes {
  readonly channels: Names;
  readonly results: Names<CallResult>;
  readonly origins: Names;
  readonly endings: Names<CallEnding>;
  /** Organisation code → id. */
  readonly organisations: Names;
  /** Key of the voice menu → field. */
  readonly fieldsByDigit: Names;
}

/** Full-width letters, brackets and capitals do not make another word. */
export function nameKey(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** A code goes by itself and by its label. */
export function namesOf<Code extends string>(
  codes: readonly { readonly code: Code; readonly label: string }[],
): Names<Code> {
  return new Map(
    codes.flatMap(({ code, label }) => [[nameKey(code), code] as const, [nameKey(label), code] as const]),
  );
}
