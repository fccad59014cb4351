import { Readable } from 'node:stream';
import { read, type WorkBook } from '@e965/xlsx';
import type { AnalysisTable, TableIdentity } from '../../src/analysis/domain/analysis-table';
import type { Role } from '../../src/platform/authz/permissions';
import { TEST_PASSWORD, TestApp } from '../support/test-app';
import type { FormField } from '../../src/forms/domain/form-definition';
import type { Span } from './expand/clock';

const BOUNDARY = 'tsunagi-published-tables';
const SECONDS_TO_WAIT = 60;
const POLL_MS = 250;
/** For a hook or test that imports a year of calls on a busy machine. */
export const PATIENCE_MS = 600_000;

type ImportCounts = Readonly<Record<'rows' | 'added' | 'unchanged' | 'rejected', number>>;

interface ImportJob {
  readonly id: string;
  readonly status: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  readonly counts: ImportCounts;
}

export type ServedTable = Omit<AnalysisTable, keyof TableIdentity> & { readonly table: string };

interface PeriodSetUp extends Span {
  readonly label: string;
  readonly formId: string;
  readonly organisationId: string;
  readonly menu?: readonly { readonly fieldCode: string; readonly digit: string; readonly label: string }[];
  readonly channels?: readonly string[];
}

type Signed = 'admin' | 'contractor' | 'analyst';
type Tokens = Readonly<Record<Signed, string>>;
/** A file in pieces: text goes as UTF-8, other encodings as bytes. */
type UploadedText = Iterable<string | Buffer>;
type ImportKind = 'call-imports' | 'consultation-imports';

/** The running application as its users reach it: over a socket, signed in, through the public API only. */
export class PublishedClient {
  private constructor(
    private readonly app: TestApp,
    private readonly origin: string,
    private readonly tokens: Tokens,
  ) {}

  static async open(): Promise<PublishedClient> {
    const app = await TestApp.start();
    await app.app.listen(0, '127.0.0.1');
    const origin = `${await app.app.getUrl()}/api/v1`;
    const signIn = async (role: Role): Promise<string> => {
      const { email } = await app.account(role);
      const body = JSON.stringify({ email, password: TEST_PASSWORD });
      const request = { method: 'POST', headers: JSON_HEADERS, body };
      return (await call<{ token: string }>(`${origin}/sessions`, request)).token;
    };
    const tokens = {
      admin: await signIn('admin'),
      contractor: await signIn('contractor'),
      analyst: await signIn('analyst'),
    };
    return new PublishedClient(app, origin, tokens);
  }

  close(): Promise<void> {
    return this.app.stop();
  }

  async organisation(code: string, name: string): Promise<string> {
    const created = await this.post('contractor', '/organisations', { code, name, kind: 'npo' });
    return created.id;
  }

  /** A form with the publisher's own codes, in force since long before the published figures. */
  async form(code: string, title: string, fields: readonly FormField[]): Promise<string> {
    const form = await this.post('admin', '/forms', { code, title });
    const definition = { sections: [{ code: 'published', label: title, fields }] };
    await this.post('admin', `/forms/${form.id}/versions`, { definition });
    const inForceFrom = '2000-01-01T00:00:00+09:00';
    await this.post('admin', `/forms/${form.id}/versions/1/publication`, { inForceFrom });
    return form.id;
  }

  async period(input: PeriodSetUp): Promise<string> {
    const { menu = [], channels = ['phone'], organisationId, ...period } = input;
    const { id } = await this.post('contractor', '/periods', { ...period, status: 'open' });
    for (const { fieldCode, digit, label } of menu)
      await this.post('contractor', `/periods/${id}/fields`, { fieldCode, digit, label });
    for (const channel of channels)
      await this.post('contractor', `/periods/${id}/opening-windows`, { channel });
    await this.post('contractor', `/periods/${id}/participations`, { organisationId });
    return id;
  }

  /** Uploads while the file is being written, as one form with one file part, and waits until every row is in. */
  async upload(periodId: string, kind: ImportKind, file: UploadedText): Promise<ImportCounts> {
    const request: RequestInit = {
      method: 'POST',
      headers: {
        ...this.bearer('contractor'),
        prefer: `wait=${SECONDS_TO_WAIT}`,
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      },
      body: Readable.toWeb(Readable.from(multipart(`${kind}.csv`, file))) as ReadableStream,
      duplex: 'half',
    };
    let job = await call<ImportJob>(`${this.origin}/periods/${periodId}/${kind}`, request);
    while (job.status === 'queued' || job.status === 'running') {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      job = await this.get<ImportJob>('contractor', `/jobs/${job.id}`);
    }
    if (job.status !== 'succeeded' || job.counts.rejected > 0) {
      const faults = await this.get('contractor', `/jobs/${job.id}/faults?limit=5`);
      throw new Error(`${kind}: ${JSON.stringify(job)} ${JSON.stringify(faults)}`);
    }
    return job.counts;
  }

  table(periodId: string, table: string): Promise<ServedTable> {
    return this.get('analyst', `/periods/${periodId}/analysis/${table}`);
  }

  async workbook(periodId: string): Promise<WorkBook> {
    const address = `${this.origin}/periods/${periodId}/analysis.xlsx`;
    const answer = await fetch(address, { headers: this.bearer('analyst') });
    if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
    return read(Buffer.from(await answer.arrayBuffer()));
  }

  private bearer(role: Signed): Record<string, string> {
    return { authorization: `Bearer ${this.tokens[role]}` };
  }

  private get<Answer>(role: Signed, path: string): Promise<Answer> {
    return call(`${this.origin}${path}`, { headers: this.bearer(role) });
  }

  private post(role: Signed, path: string, body: object): Promise<{ id: string }> {
    const request = {
      method: 'POST',
      headers: { ...JSON_HEADERS, ...this.bearer(role) },
      body: JSON.stringify(body),
    };
    return call(`${this.origin}${path}`, request);
  }
}

const JSON_HEADERS = { 'content-type': 'application/json' };

async function call<Answer>(address: string, request: RequestInit): Promise<Answer> {
  const answer = await fetch(address, request);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${request.method ?? 'GET'} ${address}: ${answer.status} ${text}`);
  const body: Answer = JSON.parse(text);
  return body;
}

function* multipart(name: string, file: UploadedText): Generator<Buffer> {
  yield Buffer.from(
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n`,
  );
  for (const piece of file) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
  yield Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
}
