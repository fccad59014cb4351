import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { notFound } from '../shared/domain-error';
import { requireIfMatch } from '../platform/http/entity-tag';
import { isUuidText } from '../platform/validation/fields';

/** Which one a change is about, and the version that its maker saw of it. */
export interface Based {
  readonly id: string;
  readonly version: number;
}

export const BasedOn = createParamDecorator((_: unknown, context: ExecutionContext): Based => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { id: string } }>>();
  return basedOn(request);
});

/** No pipe reads a path that a decorator takes apart. */
export function basedOn({ params: { id }, headers }: FastifyRequest<{ Params: { id: string } }>): Based {
  if (!isUuidText(id)) throw notFound('つなぎ');
  return { id: id.toLowerCase(), version: requireIfMatch(headers['if-match']) };
}
