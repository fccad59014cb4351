import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly version: number | null;
  readonly body: unknown;
}

export interface Call {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** After this a counsellor sees that the line is bad; what was sent is sent again. */
const HANGS_MS = 15_000;
const MOST_PATIENT_MS = 3_000;

/** One browser's way to the server. */
export class Wire {
  private readonly agent: Agent;
  private offlineUntil = 0;
  private failures = 0;

  constructor(
    private readonly url: string,
    private readonly token: string,
    connections = 6,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  goOffline(milliseconds: number): void {
    this.offlineUntil = Date.now() + milliseconds;
  }

  get isOffline(): boolean {
    return Date.now() < this.offlineUntil;
  }

  /** How long to wait at most before the same again, longer each time, so that a server that comes back is not run over. */
  get patience(): number {
    return Math.min(MOST_PATIENT_MS, 300 * 2 ** this.failures);
  }

  /** Null when it is not known what became of the call. */
  async call(call: Call): Promise<Answer | null> {
    if (this.isOffline) return null;
    const answer = await this.exchange(call);
    this.failures = answer === null || answer.status === 503 ? this.failures + 1 : 0;
    return answer;
  }

  private exchange({ method, path, headers, body }: Call): Promise<Answer | null> {
    return new Promise((done) => {
      const sent = request(
        `${this.url}/api/v1${path}`,
        {
          method,
          agent: this.agent,
          headers: {
            authorization: `Bearer ${this.token}`,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          timeout: HANGS_MS,
        },
        (reply) => {
          const parts: Buffer[] = [];
          reply.on('data', (part: Buffer) => parts.push(part));
          reply.once('error', () => done(null));
          reply.once('aborted', () => done(null));
          reply.once('end', () => done(readAnswer(reply.statusCode, reply.headers.etag, parts)));
        },
      );
      sent.once('timeout', () => sent.destroy());
      sent.once('error', () => done(null));
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

function readAnswer(status = 0, etag: string | undefined, parts: readonly Buffer[]): Answer {
  const text = Buffer.concat(parts).toString();
  const version = /^"v(\d+)"$/.exec(etag ?? '')?.[1];
  return {
    status,
    version: version === undefined ? null : Number(version),
    body: text === '' ? null : JSON.parse(text),
  };
}
