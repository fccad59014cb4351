import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { notFound } from '../shared/domain-error';
import { requireIfMatch } from '../platform/http/entity-tag';
import { isUuidText } from '../platform/validation/fields';

/** An organisation's part in a period as somebody saw it before they decided. */
export interface VersionedParticipation {
  readonly periodId: string;
  readonly organisationId: string;
  readonly version: number;
}

/** The participation that the path names with the version that If-Match names. */
export const SeenParticipation = createParamDecorator(
  (_: unknown, context: ExecutionContext): VersionedParticipation => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { id, organisationId } = request.params as Readonly<Record<string, string>>;
    if (!id || !organisationId || !isUuidText(id) || !isUuidText(organisationId)) throw notFound('参加団体');
    const version = requireIfMatch(request.headers['if-match']);
    return { periodId: id.toLowerCase(), organisationId: organisationId.toLowerCase(), version };
  },
);
