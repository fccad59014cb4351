import type { FastifyInstance } from 'fastify';

/** On every answer. HSTS is for the reverse proxy that ends TLS. */
export const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** The one exception to `no-store`: a feed that phones may keep, if they ask each time whether it still holds. */
export const REVALIDATE = 'private, no-cache';

/** No route can forget them, and no plug-in can weaken them: files of the API page come with a weak validator of their own. */
export function secureAnswers(server: FastifyInstance): void {
  server.addHook('onSend', async (_request, reply) => {
    const revalidates = reply.getHeader('cache-control') === REVALIDATE && reply.statusCode < 400;
    void reply.headers({
      ...SECURITY_HEADERS,
      ...(revalidates ? { 'cache-control': REVALIDATE } : {}),
    });
    const tag = reply.getHeader('etag');
    if (typeof tag === 'string' && tag.startsWith('W/')) void reply.removeHeader('etag');
  });
}
