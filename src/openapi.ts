import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';

const DOCUMENT_PATH = '/api/openapi.json';
export const DOCS_PATH = '/api/docs';

/** Serves the OpenAPI 3.1 document, and a page that reads it. Both are public: they describe, they hold nothing. */
export function serveOpenApi(app: INestApplication): void {
  const document = describeApi(app);
  const server = app.getHttpAdapter().getInstance() as FastifyInstance;
  server.get(DOCUMENT_PATH, async (_request, reply) => {
    void reply.type('application/json; charset=utf-8');
    return JSON.stringify(document);
  });
  SwaggerModule.setup(DOCS_PATH.slice(1), app, () => document, { swaggerUiEnabled: true, raw: false });
}

export function describeApi(app: INestApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle('Tsunagi（つなぎ）API')
    .setDescription('孤独・孤立相談ダイヤル後方業務の API。エラーは RFC 9457（application/problem+json）。')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'POST /api/v1/sessions の token' },
      'session',
    )
    .addSecurityRequirements('session')
    .build();
  const document = SwaggerModule.createDocument(app, settings);
  openPublicRoutes(document);
  for (const item of Object.values(document.paths)) describeOperations(item);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM },
  };
  return withoutNullable(document) as OpenAPIObject;
}

/** What a receiver without an account sends from its page. */
const EXTERNAL_FORMS = ['session', 'leave', 'acceptance', 'refusal', 'appointment', 'outcome', 'contact'];

const PUBLIC_OPERATIONS: readonly (readonly [path: string, verb: 'get' | 'post'])[] = [
  ['/api/health', 'get'],
  ['/api/v1/sessions', 'post'],
  ['/calendar/{token}.ics', 'get'],
  ['/hsds', 'get'],
  ['/hsds/services', 'get'],
  ['/hsds/services/{id}', 'get'],
  ['/external/referrals/{token}', 'get'],
  ['/external/referrals/{token}/packet', 'get'],
  ...EXTERNAL_FORMS.map((form) => [`/external/referrals/{token}/${form}`, 'post'] as const),
];

function openPublicRoutes(document: OpenAPIObject): void {
  for (const [path, verb] of PUBLIC_OPERATIONS) {
    const operation = document.paths[path]?.[verb];
    if (operation) operation.security = [];
  }
}

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type PathItem = Partial<Record<'get' | 'post' | 'put' | 'patch' | 'delete', Operation>>;

const PROBLEM: NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string] = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'message'],
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
    requestId: { type: 'string' },
  },
};

const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: '変更前の版（ETag）',
  schema: { type: 'string' },
} as const;

/** What holds for every operation is said here once: how it refuses, and that a change names the version it is based on. */
function describeOperations(item: PathItem): void {
  for (const [verb, operation] of Object.entries(item)) {
    operation.responses['default'] = {
      description: 'RFC 9457',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
    const named = (operation.parameters ?? []).some(
      (parameter) => 'name' in parameter && parameter.name === IF_MATCH.name,
    );
    if (verb === 'patch' && !named) operation.parameters = [...(operation.parameters ?? []), IF_MATCH];
  }
}

/** OpenAPI 3.1 has no `nullable`; null is one more type. */
function withoutNullable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutNullable);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node as Record<string, unknown>;
  const mapped = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, withoutNullable(value)]),
  );
  if (nullable !== true) return mapped;
  if (typeof mapped['type'] === 'string') {
    const listed = Array.isArray(mapped['enum']) ? { enum: [...(mapped['enum'] as unknown[]), null] } : {};
    return { ...mapped, ...listed, type: [mapped['type'], 'null'] };
  }
  return { anyOf: [mapped, { type: 'null' }] };
}
