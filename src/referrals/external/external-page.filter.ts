import { type ArgumentsHost, Catch, type ExceptionFilter, HttpStatus, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DomainError, type ErrorKind } from '../../shared/domain-error';
import { asDomainError } from '../../platform/database/constraint-errors';
import { ProblemFilter } from '../../platform/http/problem.filter';
import { formOf } from './external-request';
import { PAGE_HEADERS } from './pages/layout';
import { refusalPage } from './pages/simple-pages';

const PAGES: Partial<Readonly<Record<ErrorKind, readonly [status: HttpStatus, title: string]>>> = {
  not_found: [HttpStatus.NOT_FOUND, 'ページが見つかりません'],
  malformed: [HttpStatus.BAD_REQUEST, '読み取れませんでした'],
  unavailable: [HttpStatus.SERVICE_UNAVAILABLE, '混み合っています'],
};

const NOT_HERE =
  'アドレスが違うか、使える期間が終わりました。送信元へ電話をして、新しいリンクを受け取ってください。';

/** Refusals as pages; whoever reads them sits at a browser. What is our own fault goes the common way. */
@Catch()
@Injectable()
export class ExternalPageFilter implements ExceptionFilter {
  constructor(private readonly problems: ProblemFilter) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const error = asDomainError(exception);
    const [status, title] = (error && PAGES[error.kind]) ?? [];
    if (error === null || status === undefined || title === undefined) {
      this.problems.answer(exception, host);
      return;
    }
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (error.kind === 'unavailable') void reply.header('Retry-After', '2');
    const words = formOf(http.getRequest<FastifyRequest>())['note'];
    void reply
      .status(status)
      .headers(PAGE_HEADERS)
      .send(refusalPage(title, messageOf(error), words));
  }
}

function messageOf({ kind, message }: DomainError): string {
  return kind === 'not_found' ? NOT_HERE : message;
}
