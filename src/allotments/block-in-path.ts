import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { notFound } from '../shared/domain-error';
import { requireIfMatch } from '../platform/http/entity-tag';
import { isUuidText } from '../platform/validation/fields';

export interface NamedBlock {
  readonly periodId: string;
  readonly id: string;
}

/** A block as somebody saw it before they decided. */
export interface VersionedBlock extends NamedBlock {
  readonly version: number;
}

/** The period and the block that the path names, as one. */
export const BlockInPath = createParamDecorator((_: unknown, context: ExecutionContext) =>
  readPath(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** The same with the version that If-Match names. */
export const SeenBlock = createParamDecorator((_: unknown, context: ExecutionContext): VersionedBlock => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { ...readPath(request), version: requireIfMatch(request.headers['if-match']) };
});

function readPath(request: FastifyRequest): NamedBlock {
  const { id, allotmentId } = request.params as Readonly<Record<string, string>>;
  if (!id || !allotmentId || !isUuidText(id) || !isUuidText(allotmentId)) throw notFound('枠');
  return { periodId: id.toLowerCase(), id: allotmentId.toLowerCase() };
}

/** Documents the path that `BlockInPath` reads. */
export function ApiBlockInPath(): MethodDecorator & ClassDecorator {
  const schema = { type: 'string', format: 'uuid' } as const;
  return applyDecorators(
    ApiParam({ name: 'id', description: '実施期', schema }),
    ApiParam({ name: 'allotmentId', description: '枠', schema }),
  );
}
