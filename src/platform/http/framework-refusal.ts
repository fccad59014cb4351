import { HttpException } from '@nestjs/common';
import { FILE_LIMIT_BYTES, JSON_LIMIT_BYTES } from './limits';
import type { ProblemKind } from './problem';

/** What Nest, Fastify and its plug-ins refuse before any code of ours is asked. */
export interface FrameworkRefusal {
  readonly kind: ProblemKind;
  readonly code: string;
  readonly limitBytes?: number;
}

const BY_FASTIFY_CODE: Readonly<Record<string, FrameworkRefusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { kind: 'too_large', code: 'body_too_large', limitBytes: JSON_LIMIT_BYTES },
  FST_REQ_FILE_TOO_LARGE: { kind: 'too_large', code: 'file_too_large', limitBytes: FILE_LIMIT_BYTES },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { kind: 'media_type', code: 'unsupported_media_type' },
  FST_INVALID_MULTIPART_CONTENT_TYPE: { kind: 'media_type', code: 'unsupported_media_type' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { kind: 'malformed', code: 'invalid_content_length' },
  FST_FILES_LIMIT: { kind: 'malformed', code: 'too_many_files' },
  FST_PARTS_LIMIT: { kind: 'malformed', code: 'too_many_parts' },
  FST_ERR_BAD_URL: { kind: 'malformed', code: 'invalid_url' },
  FST_ERR_MAX_PARAM_LENGTH: { kind: 'not_found', code: 'not_found' },
};

const BY_STATUS: Readonly<Record<number, FrameworkRefusal>> = {
  400: { kind: 'malformed', code: 'malformed' },
  401: { kind: 'unauthenticated', code: 'unauthenticated' },
  403: { kind: 'forbidden', code: 'forbidden' },
  404: { kind: 'not_found', code: 'not_found' },
  413: { kind: 'too_large', code: 'too_large' },
  415: { kind: 'media_type', code: 'unsupported_media_type' },
};

export const INTERNAL: FrameworkRefusal = { kind: 'internal', code: 'internal' };
const MALFORMED: FrameworkRefusal = { kind: 'malformed', code: 'malformed' };

/** Null for a failure that is none of the caller's making. */
export function frameworkRefusal(exception: unknown): FrameworkRefusal | null {
  // Nest wraps what Fastify threw.
  const source = exception instanceof HttpException ? (exception.cause ?? exception) : exception;
  const known = BY_FASTIFY_CODE[codeOf(source)];
  if (known) return known;
  const status = exception instanceof HttpException ? exception.getStatus() : statusOf(exception);
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? MALFORMED : null);
}

function statusOf(exception: unknown): number {
  if (typeof exception !== 'object' || exception === null) return 500;
  const { statusCode } = exception as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : 500;
}

function codeOf(source: unknown): string {
  if (typeof source !== 'object' || source === null) return '';
  const { code } = source as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
