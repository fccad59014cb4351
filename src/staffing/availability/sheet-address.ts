import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { isUuidText } from '../../platform/validation/fields';
import { malformedField } from '../../platform/validation/malformed';
import { keepsToOneself } from '../domain/staff.policy';
import type { SheetKey } from './sheets.reader';

/** Whose sheet the route means. Somebody else's is to a person without a planner's role as if it were not there. */
export const SheetAddress = createParamDecorator((_: unknown, context: ExecutionContext): SheetKey => {
  const request = context.switchToHttp().getRequest<FastifyRequest & { user?: Actor }>();
  const { id, personId } = request.params as Readonly<Record<string, unknown>>;
  const { user: actor } = request;
  if (!actor) throw new Error('SheetAddress on a route without a session');
  if (!isId(id) || !isId(personId)) throw notFound('希望');
  const organisationId = organisationOf(actor, (request.query as Record<string, unknown>)['organisationId']);
  if (keepsToOneself(actor.roles) && actor.personId !== personId.toLowerCase()) throw notFound('希望');
  return { periodId: id.toLowerCase(), personId: personId.toLowerCase(), organisationId };
});

function isId(value: unknown): value is string {
  return isUuidText(value);
}

/** The organisation asked for, or the own one. */
export function organisationOf(actor: Actor, asked: unknown): string {
  if (asked === undefined && actor.organisationId !== null) return actor.organisationId;
  if (isId(asked)) return asked.toLowerCase();
  throw malformedField('/organisationId', 'uuid', '団体のID（UUID）を指定してください。');
}
