import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Injectable,
  Logger,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../shared/domain-error';
import { asDomainError, driverFailure } from '../database/constraint-errors';
import { domainProblem, problem, type Problem, type ProblemKind } from './problem';
import { RouteInventory } from './route-inventory';

/** Refusals of Fastify's own parsers and of multipart, by their stable codes. */
const FASTIFY_CODES: Readonly<Record<string, readonly [ProblemKind, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too_large', 'body_too_large'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['media_type', 'unsupported_media_type'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['malformed', 'invalid_json'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['malformed', 'invalid_content_length'],
  FST_INVALID_MULTIPART_CONTENT_TYPE: ['media_type', 'unsupported_media_type'],
  FST_REQ_FILE_TOO_LARGE: ['too_large', 'file_too_large'],
  FST_FILES_LIMIT: ['malformed', 'too_many_files'],
  FST_PARTS_LIMIT: ['malformed', 'too_many_parts'],
  FST_ERR_BAD_URL: ['malformed', 'invalid_url'],
  FST_ERR_MAX_PARAM_LENGTH: ['not_found', 'not_found'],
};

const HTTP_KINDS: Readonly<Record<number, ProblemKind>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  413: 'too_large',
  415: 'media_type',
};

/** The only place that knows both our refusals and HTTP. Nothing of the input, the SQL or the stack leaves here. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(private readonly inventory: RouteInventory) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const body = this.describe(exception, request, reply);
    if (body.status >= 500) this.report(exception, body, request);
    if (body.status === 503) void reply.header('Retry-After', '2');
    if (body.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
    void reply
      .status(body.status)
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .send(JSON.stringify(body));
  }

  private describe(exception: unknown, request: FastifyRequest, reply: FastifyReply): Problem {
    const english = prefersEnglish(request.headers['accept-language']);
    const requestId = String(request.id);
    const domain = asDomainError(exception);
    if (domain) return domainProblem(domain, english, requestId);
    const [kind, code] = this.classify(exception, request, reply);
    return problem(kind, { code, english, requestId });
  }

  private classify(
    exception: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
  ): readonly [ProblemKind, string] {
    const known = FASTIFY_CODES[fastifyCode(exception)];
    if (known) return known;
    if (!(exception instanceof HttpException)) return httpKind(statusOf(exception));
    if (exception.getStatus() !== 404) return httpKind(exception.getStatus());
    const allowed = this.inventory.methodsAt(request.url.split('?')[0] ?? '');
    if (allowed.length === 0) return ['not_found', 'not_found'];
    void reply.header('Allow', allowed.join(', '));
    return ['method', 'method_not_allowed'];
  }

  /** Class, SQLSTATE and constraint only: messages and parameters of driver errors can carry narratives. */
  private report(exception: unknown, body: Problem, request: FastifyRequest): void {
    const { code, constraint } = driverFailure(exception);
    const name = exception instanceof Error ? exception.name : typeof exception;
    const frames =
      exception instanceof Error
        ? (exception.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
        : [];
    this.logger.error(
      JSON.stringify({
        requestId: body.requestId,
        route: `${request.method} ${request.routeOptions?.url ?? '?'}`,
        name,
        code,
        constraint,
        stack: frames.slice(0, 8).map((line) => line.trim()),
      }),
    );
  }
}

function httpKind(status: number): readonly [ProblemKind, string] {
  const kind = HTTP_KINDS[status];
  if (kind) return [kind, kind];
  return status >= 400 && status < 500 ? ['malformed', 'malformed'] : ['internal', 'internal'];
}

function fastifyCode(exception: unknown): string {
  const code =
    typeof exception === 'object' && exception !== null ? (exception as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : '';
}

function statusOf(exception: unknown): number {
  if (exception instanceof DomainError || typeof exception !== 'object' || exception === null) return 500;
  const status = (exception as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' ? status : 500;
}

function prefersEnglish(header: string | undefined): boolean {
  return /^\s*en\b/i.test(header ?? '');
}
