/** What a client asks the server to write. */
export type Deed = 'draft' | 'submission' | 'sheet' | 'amendment';

/** What a client knows for certain, written to its log before each request and after each answer. */
export type ClientEvent =
  | { readonly kind: 'woke'; readonly at: number }
  | { readonly kind: 'begun'; readonly at: number; readonly sheet: string; readonly tab: number }
  | { readonly kind: 'typed' | 'erased'; readonly at: number; readonly sheet: string; readonly mark: string }
  | SendingEvent
  | AnsweredEvent
  | AskingEvent
  | MadeEvent
  | { readonly kind: 'surprise'; readonly at: number; readonly words: string }
  | { readonly kind: 'finished'; readonly at: number };

export interface SendingEvent {
  readonly kind: 'sending';
  readonly at: number;
  /** Unique in the whole run. */
  readonly request: string;
  readonly deed: Deed;
  readonly sheet: string;
  /** The version it is based on; null when it is to be the first. */
  readonly basis: number | null;
  readonly text: string;
}

export interface AnsweredEvent {
  readonly kind: 'answered';
  readonly at: number;
  readonly request: string;
  readonly status: number;
  readonly version: number | null;
}

/** A referral is asked for under an Idempotency-Key, and nothing else makes two requests one. */
export interface AskingEvent {
  readonly kind: 'asking';
  readonly at: number;
  readonly request: string;
  /** Unique in the whole run; the referral names it as its receiver. */
  readonly key: string;
  readonly sheet: string;
}

export interface MadeEvent {
  readonly kind: 'made';
  readonly at: number;
  readonly request: string;
  readonly status: number;
  readonly id: string | null;
}

/** A piece of typing that no other piece equals, so that it can be found again wherever it went. */
const MARK = /〔[^〕]+〕/gu;

export function marksOf(text: string): string[] {
  return text.match(MARK) ?? [];
}
