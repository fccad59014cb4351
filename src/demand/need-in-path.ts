import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiParam } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { notFound } from '../shared/domain-error';
import { requireIfMatch } from '../platform/http/entity-tag';
import { isUuidText } from '../platform/validation/fields';
import type { NeedVersion } from './needs.service';

/** The need an address names, and the version of it that the caller has seen. */
export const NeedInPath = createParamDecorator((_: unknown, context: ExecutionContext): NeedVersion => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { id = '', needId = '' } = request.params as Readonly<Record<string, string>>;
  if (!isUuidText(id) || !isUuidText(needId)) throw notFound('必要席');
  return {
    periodId: id.toLowerCase(),
    id: needId.toLowerCase(),
    version: requireIfMatch(request.headers['if-match']),
  };
});

/** The same for the API document, which cannot see it. */
export function ApiNeedPath(): MethodDecorator {
  return applyDecorators(
    ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } }),
    ApiParam({ name: 'needId', schema: { type: 'string', format: 'uuid' } }),
    ApiHeader({ name: 'If-Match', required: true, description: '表示していた版の ETag' }),
  );
}
