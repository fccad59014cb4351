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
import { asDomainError } from '../database/constraint-errors';
import { failureFacts } from '../logging/failure-facts';
import { type FrameworkRefusal, frameworkRefusal, INTERNAL } from './framework-refusal';
import { domainProblem, problem, type Problem } from './problem';
import { RouteInventory } from './route-inventory';

/** The only place that knows both our refusals and HTTP. Nothing of the input, the SQL or the stack leaves here. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(private readonly inventory: RouteInventory) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    this.answer(exception, host);
  }

  answer(exception: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const body = this.describe(exception, request, reply);
    if (body.status >= 500 && !(exception instanceof DomainError)) this.report(exception, body, request);
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
    const requestId = request.id;
    // First, because a caller who hangs up looks like a lost database: both are ECONNRESET.
    const refusal = this.methodRefusal(exception, request, reply) ?? frameworkRefusal(exception);
    const domain = refusal ? null : asDomainError(exception);
    if (domain) return domainProblem(domain, english, requestId);
    const { kind, ...about } = refusal ?? INTERNAL;
    return problem(kind, { ...about, english, requestId });
  }

  /** The router says 404 also of a path it knows under another verb. */
  private methodRefusal(
    exception: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
  ): FrameworkRefusal | null {
    if (!(exception instanceof HttpException) || exception.getStatus() !== 404) return null;
    const allowed = this.inventory.methodsAt(request.url.split('?')[0] ?? '');
    if (allowed.length === 0) return null;
    void reply.header('Allow', allowed.join(', '));
    return { kind: 'method', code: 'method_not_allowed' };
  }

  private report(exception: unknown, body: Problem, request: FastifyRequest): void {
    this.logger.error(
      JSON.stringify({
        requestId: body.requestId,
        route: `${request.method} ${request.routeOptions?.url ?? '?'}`,
        ...failureFacts(exception),
      }),
    );
  }
}

function prefersEnglish(header: string | undefined): boolean {
  return /^\s*en\b/i.test(header ?? '');
}
