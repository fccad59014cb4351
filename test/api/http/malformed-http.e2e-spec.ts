import { connect } from 'node:net';
import { TestApp } from '../../support/test-app';
import { Exchange, expectProblem } from './exchange';

describe('bytes on the wire', () => {
  let app: TestApp;
  let http: Exchange;

  beforeAll(async () => {
    app = await TestApp.start();
    http = await Exchange.listen(app, await app.account('contractor'));
  });
  afterAll(() => app.stop());

  const head = (...lines: string[]): string =>
    [...lines, 'Host: x', 'Connection: close', '', ''].join('\r\n');
  const answerTo = async (bytes: string | Buffer) => {
    const heard = await http.raw(bytes);
    const [top = '', body = ''] = heard.split('\r\n\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(top)?.[1]);
    const fields = top
      .split('\r\n')
      .slice(1)
      .map((line): [string, string] => {
        const [name = '', ...value] = line.split(': ');
        return [name, value.join(': ')];
      });
    return { status, headers: new Headers(fields), text: body };
  };

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['an unknown verb', head('BREW /api/health HTTP/1.1'), 400],
    ['a NUL in a header', head('GET /api/health HTTP/1.1', 'X-Text: a\0b'), 400],
    ['a NUL in the path', head('GET /api/he\0alth HTTP/1.1'), 400],
    ['a space before the colon', head('GET /api/health HTTP/1.1', 'X-Text : a'), 400],
    ['a folded header', head('GET /api/health HTTP/1.1', 'X-Text: a', ' b'), 400],
    [
      'two lengths',
      head('POST /api/v1/sessions HTTP/1.1', 'Content-Length: 2', 'Content-Length: 3') + '{}',
      400,
    ],
    [
      'a length and chunks',
      head('POST /api/v1/sessions HTTP/1.1', 'Content-Length: 2', 'Transfer-Encoding: chunked') + '0\r\n\r\n',
      400,
    ],
    ['a length that is no number', head('POST /api/v1/sessions HTTP/1.1', 'Content-Length: -1'), 400],
    ['a header of 20 kB', head('GET /api/health HTTP/1.1', `X-Text: ${'x'.repeat(20_000)}`), 431],
    ['a path of 20 kB', head(`GET /${'x'.repeat(20_000)} HTTP/1.1`), 431],
  ])('answers %s like every other refusal, and hangs up', async (_, bytes, status) => {
    const answer = await answerTo(bytes);
    expectProblem(answer, status);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('connection')).toBe('close');
  });

  it('answers 400 to a body that ends before its announced length, and takes no half of it', async () => {
    const { bearer } = http;
    const request = [
      'POST /api/v1/organisations HTTP/1.1',
      `Authorization: ${bearer}`,
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
    ];
    const half = '{"code":"half","name":"半分","kind":"npo"}';
    const answer = await answerTo(
      `${head(...request)}${Buffer.byteLength(half).toString(16)}\r\n${half}\r\nZZ\r\n`,
    );
    expect(answer.status).toBe(400);
    expect(await app.sql(`SELECT o.id FROM organisation AS o WHERE o.code = 'half'`)).toEqual([]);
  });

  it('answers 413 with the limit to 10 MB, before they are sent, and hangs up', async () => {
    const request = [
      'POST /api/v1/organisations HTTP/1.1',
      `Authorization: ${http.bearer}`,
      'Content-Type: application/json',
      `Content-Length: ${10 * 1024 * 1024}`,
    ];
    const answer = await answerTo(request.concat('Host: x', '', '{').join('\r\n'));
    expect(expectProblem(answer, 413)).toMatchObject({ code: 'body_too_large', limitBytes: 2 * 1024 * 1024 });
    expect(answer.headers.get('connection')).toBe('close');
  });

  it('answers 413 also when the length is not announced', async () => {
    const chunk = new Uint8Array(64 * 1024).fill(0x20);
    let left = 160;
    const body = new ReadableStream({
      pull: (controller) => (left-- > 0 ? controller.enqueue(chunk) : controller.close()),
    });
    const headers = { 'content-type': 'application/json' };
    const answer = await http.send('/api/v1/organisations', { method: 'POST', body, headers });
    expect(expectProblem(answer, 413)).toMatchObject({ limitBytes: 2 * 1024 * 1024 });
    expect(left).toBeGreaterThan(0);
  });

  it('tells a request that arrives while it stops to come back', async () => {
    const stopping = await TestApp.start();
    const { port, bearer } = await Exchange.listen(stopping, await stopping.account('contractor'));
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    const ended = new Promise((done) => socket.once('close', done));
    const first = `POST /api/v1/organisations HTTP/1.1\r\nHost: x\r\nAuthorization: ${bearer}\r\nContent-Type: application/json\r\n`;
    const [begun, rest] = ['{"code":"last",', '"name":"last","kind":"npo"}'];
    socket.write(`${first}Content-Length: ${begun.length + rest.length}\r\n\r\n${begun}`);
    await new Promise((done) => setTimeout(done, 200));
    const stopped = stopping.stop();
    await new Promise((done) => setTimeout(done, 200));
    socket.write(`${rest}GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n`);
    await Promise.all([ended, stopped]);
    expect(heard).toMatch(/^HTTP\/1\.1 201 /);
    expect(heard).toMatch(/HTTP\/1\.1 503 [^]*application\/problem\+json[^]*"code":"stopping"/);
  });
});
