import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../shared/domain-error';

/** Requests under way are finished; one that still arrives on an open connection is told to come back. */
export function refuseWhileStopping(server: FastifyInstance): void {
  let stopping = false;
  server.addHook('preClose', async () => {
    stopping = true;
  });
  server.addHook('onRequest', async (_request, reply) => {
    if (!stopping) return;
    void reply.header('Connection', 'close');
    throw new DomainError(
      'unavailable',
      'stopping',
      'サービスを停止しています。少し待ってからもう一度お試しください。',
    );
  });
}
