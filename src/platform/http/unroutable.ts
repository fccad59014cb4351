import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { frameworkRefusal, INTERNAL } from './framework-refusal';
import { problem } from './problem';
import { SECURITY_HEADERS } from './security-headers';

/** Paths that the router cannot decode are refused before any hook or filter runs, by default with the path quoted. */
export function refuseUnroutable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { kind, code } = frameworkRefusal(error) ?? INTERNAL;
  const body = problem(kind, { code, english: false, requestId: request.id });
  void reply
    .status(body.status)
    .headers(SECURITY_HEADERS)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(body));
}
