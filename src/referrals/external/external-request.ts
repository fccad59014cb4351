import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isPlainObject } from '../../platform/validation/fields';
import { readToken } from '../domain/external-link';
import { PAGE_HEADERS } from './pages/layout';

export const EXTERNAL_COOKIE = '__Secure-tsunagi-referral';

/** What a receiver's browser sent, whatever the address looked like. */
export interface ExternalRequest {
  /** As it was printed, however it was typed. */
  readonly token: string;
  readonly typedToken: string;
  readonly session: string | undefined;
  readonly requestId: string;
  readonly form: Readonly<Record<string, string>>;
}

export const FromReceiver = createParamDecorator((_: unknown, context: ExecutionContext): ExternalRequest => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { token: string } }>>();
  const { token: typedToken } = request.params;
  return {
    token: readToken(typedToken),
    typedToken,
    session: request.cookies[EXTERNAL_COOKIE],
    requestId: request.id,
    form: formOf(request),
  };
});

export function formOf({ body }: Pick<FastifyRequest, 'body'>): Readonly<Record<string, string>> {
  return isPlainObject(body) ? (body as Record<string, string>) : {};
}

export function sendPage(reply: FastifyReply, status: number, text: string): string {
  void reply.status(status).headers(PAGE_HEADERS);
  return text;
}

/** After a form, so that going back and reloading sends nothing again. */
export function goTo(reply: FastifyReply, path: string): string {
  void reply.status(303).headers(PAGE_HEADERS).header('Location', path);
  return '';
}
