/** What kind of refusal an error is; the HTTP edge alone turns it into a status. */
export type ErrorKind =
  | 'malformed'
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'stale'
  | 'precondition_required'
  | 'too_large'
  | 'media_type'
  | 'unavailable';

/** One wrong place in the caller's input. `pointer` is an RFC 6901 JSON pointer, or `#row/column` for files. */
export interface FieldFault {
  readonly pointer: string;
  readonly code: string;
  /** Japanese sentence shown beside the field. */
  readonly message: string;
}

/** Base of every refusal a use case can raise. `code` is stable and part of the API contract. */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    /** Japanese sentence for the person at the screen; never echoes input. */
    message: string,
    readonly faults: readonly FieldFault[] = [],
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

export function notFound(what: string): DomainError {
  return new DomainError('not_found', 'not_found', `${what}が見つかりません。`);
}

export function invalid(pointer: string, code: string, message: string): DomainError {
  return new DomainError('invalid', 'validation', '入力内容に誤りがあります。', [{ pointer, code, message }]);
}
