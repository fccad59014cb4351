export const CALL_RESULTS = [
  'answered',
  'abandoned_ivr',
  'abandoned_queue',
  'busy',
  'out_of_hours',
  'transferred',
  'unreplied',
] as const;
export type CallResult = (typeof CALL_RESULTS)[number];

/** Who ended a talk or chat. */
export const CALL_ENDINGS = ['caller', 'counsellor', 'system'] as const;
export type CallEnding = (typeof CALL_ENDINGS)[number];

/** How far one leg got. Instants are milliseconds since 1970: a file holds millions of them. */
export interface CallProgress {
  readonly channel: string;
  readonly dialledAt: number;
  readonly queuedAt: number | null;
  readonly answeredAt: number | null;
  /** Field of the voice menu that the caller chose; null when none, or a key the menu does not have. */
  readonly fieldCode: string | null;
}

/** One leg of one call, or one message. */
export interface Call extends CallProgress {
  readonly carrierNo: string;
  readonly leg: number;
  readonly endedAt: number | null;
  /** The key as it was pressed. */
  readonly digit: string | null;
  readonly organisationId: string | null;
  readonly result: CallResult;
  readonly origin: string;
  readonly endedBy: CallEnding | null;
  /** In one spelling per number. It is hashed and never stored. */
  readonly callerNumber: string | null;
}
