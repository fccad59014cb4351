import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { problem, type ProblemKind } from './problem';
import { SECURITY_HEADERS } from './security-headers';

const REFUSALS: Readonly<Record<string, { readonly kind: ProblemKind; readonly code: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { kind: 'timeout', code: 'request_timeout' },
  HPE_HEADER_OVERFLOW: { kind: 'header_too_large', code: 'header_too_large' },
};
const MALFORMED = { kind: 'malformed', code: 'malformed_http' } as const;

/** What Node's parser cannot read never becomes a request; the bytes of the answer are written here. */
export function refuseMalformedHttp(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { kind, code } = REFUSALS[error.code ?? ''] ?? MALFORMED;
  const body = problem(kind, { code, english: false, requestId: randomUUID() });
  const json = JSON.stringify(body);
  const headers = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(json),
    ...SECURITY_HEADERS,
    connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${body.status} ${code}\r\n${head.join('')}\r\n${json}`);
}
