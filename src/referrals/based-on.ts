import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { requireIfMatch } from '../platform/http/entity-tag';

/** Which one a change is about, and the version that its maker saw of it. */
export interface Based {
  readonly id: string;
  readonly version: number;
}

export const BasedOn = createParamDecorator((_: unknown, context: ExecutionContext): Based => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { id: string } }>>();
  return { id: request.params.id, version: requireIfMatch(request.headers['if-match']) };
});
