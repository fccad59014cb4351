import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { TestAccount, TestApp } from '../../support/test-app';

/** What came back, as it was on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Sent {
  readonly method?: string;
  readonly body?: string | Uint8Array<ArrayBuffer> | ReadableStream | FormData;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Requests over a real socket: the parsers of Node and Fastify take part, and nothing tidies the request up. */
export class Exchange {
  private constructor(
    readonly port: number,
    private readonly account: TestAccount,
  ) {}

  static async listen(app: TestApp, account: TestAccount): Promise<Exchange> {
    await app.app.listen(0, '127.0.0.1');
    const { port } = app.app.getHttpServer().address() as AddressInfo;
    return new Exchange(port, account);
  }

  async send(path: string, { method = 'GET', body, headers = {} }: Sent = {}): Promise<Answer> {
    const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.account.token}`, ...headers },
      ...(body === undefined ? {} : { body }),
      ...(body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
    });
    const found = { status: answer.status, headers: answer.headers, text: await answer.text() };
    checkEveryAnswer(found);
    return found;
  }

  /** A body that is exactly these characters, declared as JSON. */
  post(path: string, body: string | Uint8Array<ArrayBuffer>): Promise<Answer> {
    return this.send(path, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  }

  postJson(path: string, value: unknown): Promise<Answer> {
    return this.post(path, JSON.stringify(value));
  }

  /** Bytes that no HTTP client would write; resolves with everything the server said before it hung up. */
  raw(bytes: string | Buffer): Promise<string> {
    return new Promise((done, fail) => {
      let heard = '';
      const socket = connect(this.port, '127.0.0.1', () => socket.write(bytes));
      socket.setTimeout(5_000, () => socket.destroy(new Error(`the connection stayed open after: ${heard}`)));
      socket.on('data', (chunk: Buffer) => (heard += chunk.toString('utf8')));
      socket.on('error', (error) => (heard === '' ? fail(error) : done(heard)));
      socket.on('end', () => done(heard));
    });
  }

  get bearer(): string {
    return `Bearer ${this.account.token}`;
  }
}

/** Stands for what a caller said; no answer to a refused request may repeat it. */
export const CANARY = 'CNRYあの夜のこと';

const LEAKS =
  /CNRY|SELECT |INSERT |UPDATE |relation |constraint|syntax|violates|node_modules|\.[jt]s:\d|at async/;

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly limitBytes?: number;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
}

export function expectProblem(answer: Answer, status: number): ProblemBody {
  expect({ status: answer.status, body: answer.text }).toEqual({ status, body: answer.text });
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.text).not.toMatch(LEAKS);
  const body = JSON.parse(answer.text) as ProblemBody;
  expect(body).toMatchObject({
    type: `urn:tsunagi:problem:${body.code}`,
    title: expect.stringMatching(/./) as string,
    status,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  });
  return body;
}

function checkEveryAnswer({ status, headers }: Answer): void {
  expect(status).toBeLessThan(500);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('server')).toBeNull();
  expect(headers.get('etag') ?? '"strong"').toMatch(/^"/);
}
