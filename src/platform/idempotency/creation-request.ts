import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { canonicalJson } from '../../shared/canonical-json';
import { malformedField } from '../validation/malformed';

/** A request that creates something, as far as doing it once is concerned. */
export interface CreationRequest {
  /** Null: the client did not ask for it. */
  readonly key: string | null;
  /** Hexadecimal; tells another request under the same key. */
  readonly digest: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const HEADER = 'Idempotency-Key';
/** As a structured-field string (RFC 8941 §3.3.3) or bare, as most clients send it. */
const KEY = /^(?:"([\x21\x23-\x5b\x5d-\x7e]{1,128})"|([\x21\x23-\x5b\x5d-\x7e]{1,128}))$/;

const documented: ParameterDecorator = (target, name) => {
  if (name === undefined) return;
  const descriptor = Object.getOwnPropertyDescriptor(target, name);
  if (!descriptor) return;
  const description =
    '同じ値で送り直しても1回だけ登録し、同じ応答を返す（期限なし）。UUID など推測されない値';
  ApiHeader({ name: HEADER, required: false, description })(target, name, descriptor);
};

/** The creation that a handler carries out through `CreateOnce`; documents the header, too. */
export const Creation = createParamDecorator(
  (_: unknown, context: ExecutionContext): CreationRequest => {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return { key: readKey(request), digest: digestOf(request), request, reply };
  },
  [documented],
);

function readKey(request: FastifyRequest): string | null {
  const header = request.headers[HEADER.toLowerCase()];
  if (header === undefined) return null;
  const found = KEY.exec(String(header).trim());
  if (!found) {
    throw malformedField(
      `#${HEADER}`,
      'idempotency_key',
      'Idempotency-Key は128文字までの英数字・記号で指定してください。',
    );
  }
  return found[1] ?? found[2] ?? null;
}

function digestOf({ method, url, body }: FastifyRequest): string {
  return createHash('sha256').update(canonicalJson({ method, url, body }), 'utf8').digest('hex');
}
