import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../../shared/domain-error';
import { readForm, takesForm } from './form-body';
import { parseStrictJson } from './strict-json';
import { takesFile } from './uploaded-file';

/** RFC 8259 §11 defines no parameter; the charset that many clients name all the same must be the true one. */
const JSON_IN_UTF_8 = /^application\/json(\s*;\s*charset=(utf-8|"utf-8"))?$/i;

const FORM = 'application/x-www-form-urlencoded';

/** JSON in plain UTF-8 is the one body this server reads itself, and forms or files where a route takes them; the rest is 415. */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addHook('preParsing', async (request, reply) => {
    const refusal = compressed(request) ?? strayForm(request);
    if (!refusal) return;
    // The body stays unread, so the connection cannot be used again.
    void reply.header('Connection', 'close');
    throw refusal;
  });
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      refuseOtherEncoding(request);
      done(null, parseStrictJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  server.addContentTypeParser(FORM, { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, readForm(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Nobody needs it, and a thousandfold of what was sent would have to be unpacked to learn its size. */
function compressed(request: FastifyRequest): DomainError | null {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() === 'identity') return null;
  return new DomainError(
    'media_type',
    'unsupported_content_encoding',
    '圧縮した本文は受け付けていません。そのまま送ってください。',
  );
}

function strayForm(request: FastifyRequest): DomainError | null {
  const type = request.headers['content-type'];
  if (type === undefined) return null;
  if (takesForm(request)) return isPageForm(type) ? null : notForm();
  const isForm = /^\s*multipart\//i.test(type);
  return isPageForm(type) || (isForm && !takesFile(request)) ? notJson() : null;
}

function isPageForm(type: string): boolean {
  return type.split(';')[0]?.trim().toLowerCase() === FORM;
}

function notForm(): DomainError {
  return new DomainError('media_type', 'unsupported_media_type', 'この画面の入力欄から送ってください。');
}

function refuseOtherEncoding(request: FastifyRequest): void {
  if (!JSON_IN_UTF_8.test(request.headers['content-type'] ?? '')) throw notJson();
}

function notJson(): DomainError {
  return new DomainError(
    'media_type',
    'unsupported_media_type',
    '本文は UTF-8 の application/json で送ってください。',
  );
}
