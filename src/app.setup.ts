import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AppModule } from './app.module';
import type { DatabaseTargets } from './platform/database/database.module';
import { RouteInventory } from './platform/http/route-inventory';
import { parseStrictJson } from './platform/http/strict-json';

/** 200,000 Japanese characters are 600 kB of UTF-8 and, written as \uXXXX escapes, 1.2 MB. */
const JSON_LIMIT = 2 * 1024 * 1024;
/** A carrier's file of ten million calls. */
const FILE_LIMIT = 2 * 1024 * 1024 * 1024;
/** HSTS is for the reverse proxy that ends TLS; the rest every answer carries. */
const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

/** Builds the server as production and tests both run it; the caller listens. */
export async function createApp(targets: DatabaseTargets): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: JSON_LIMIT,
    routerOptions: { caseSensitive: true, ignoreTrailingSlash: false, maxParamLength: 200 },
    genReqId: () => randomUUID(),
    trustProxy: false,
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(targets), adapter, {
    bodyParser: false,
    logger: ['error', 'warn', 'fatal'],
    abortOnError: false,
  });
  app.setGlobalPrefix('api/v1', { exclude: [{ path: 'api/health', method: RequestMethod.GET }] });
  prepareHttp(app.getHttpAdapter().getInstance() as unknown as FastifyInstance, app.get(RouteInventory));
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: FILE_LIMIT, files: 1, fields: 8, parts: 9 } });
  return app;
}

function prepareHttp(server: FastifyInstance, inventory: RouteInventory): void {
  server.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) inventory.add(method, route.url);
  });
  server.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      if (!reply.hasHeader(name)) void reply.header(name, value);
    }
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseStrictJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}
