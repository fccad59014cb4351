import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AppModule } from './app.module';
import type { DatabaseTargets } from './platform/database/database.module';
import { readJsonBodies } from './platform/http/json-body';
import { FILE_LIMIT_BYTES, JSON_LIMIT_BYTES } from './platform/http/limits';
import { refuseMalformedHttp } from './platform/http/malformed-http';
import { refuseWhileStopping } from './platform/http/refuse-while-stopping';
import { RouteInventory } from './platform/http/route-inventory';
import { secureAnswers } from './platform/http/security-headers';
import { refuseUnroutable } from './platform/http/unroutable';

/** What is read without an account by programs that know one address each. */
const PUBLIC_PATHS = ['api/health', 'calendar/:token.ics', 'hsds', 'hsds/services', 'hsds/services/:id'];

/** Builds the server as production and tests both run it; the caller listens. */
export async function createApp(targets: DatabaseTargets): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: JSON_LIMIT_BYTES,
    routerOptions: { caseSensitive: true, ignoreTrailingSlash: false, maxParamLength: 200 },
    genReqId: () => randomUUID(),
    trustProxy: false,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    clientErrorHandler: refuseMalformedHttp,
    frameworkErrors: refuseUnroutable,
    // HSDS counts its paths from a base that ends in a slash.
    rewriteUrl: ({ url = '/' }) => (url === '/hsds/' ? '/hsds' : url),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(targets), adapter, {
    bodyParser: false,
    logger: ['error', 'warn', 'fatal'],
    abortOnError: false,
  });
  app.setGlobalPrefix('api/v1', {
    exclude: [
      ...PUBLIC_PATHS.map((path) => ({ path, method: RequestMethod.GET })),
      { path: 'external/*path', method: RequestMethod.ALL },
    ],
  });
  prepareHttp(app.getHttpAdapter().getInstance(), app.get(RouteInventory));
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: FILE_LIMIT_BYTES, files: 1, fields: 8, parts: 9 } });
  return app;
}

function prepareHttp(server: FastifyInstance, inventory: RouteInventory): void {
  server.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) inventory.add(method, route.url);
  });
  secureAnswers(server);
  refuseWhileStopping(server);
  readJsonBodies(server);
}
