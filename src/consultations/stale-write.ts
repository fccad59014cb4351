import type { FastifyReply } from 'fastify';
import { DomainError } from '../shared/domain-error';
import { entityTag, stale } from '../platform/http/entity-tag';

/** A write based on a version that is no longer the last one. `current` is null when the writer's text is not there at all. */
export class StaleWrite extends DomainError {
  constructor(
    readonly current: number | null,
    message = stale().message,
  ) {
    super('stale', 'stale', message);
  }
}

/** Tells a stale writer which version to catch up with (RFC 9110 §13.1.1); the refusal itself goes on its way. */
export function nameCurrentVersion(reply: FastifyReply): (error: unknown) => never {
  return (error) => {
    if (error instanceof StaleWrite && error.current !== null) {
      void reply.header('ETag', entityTag(error.current));
    }
    throw error;
  };
}
