import { randomUUID } from 'node:crypto';
import { read, utils } from '@e965/xlsx';
import { describeApi } from '../../../src/openapi';
import { PERMISSIONS } from '../../../src/platform/authz/permissions';
import { csvOf, upload } from '../../support/factories/call-file';
import { locationInput, newSecretPlace, SECRET, serviceInput } from '../../support/factories/directory';
import { pdfCharacters } from '../../support/pdf-characters';
import { type TestAccount, TestApp } from '../../support/test-app';

const ROLES = PERMISSIONS['session.self'];
const WRITES = ['post', 'put', 'patch', 'delete'];
/** It ends the session that asks. */
const PASSED_OVER = ['delete /api/v1/sessions/current'];

interface Question {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
}

type Schema = Readonly<Record<string, unknown>>;

/** Everything that the API description names is asked, about the secret place and about one that does not exist. */
describe('a confidential location, whatever is asked', () => {
  let app: TestApp;
  let owner: TestAccount;
  let place: { bodyId: string; locationId: string; serviceId: string };
  let routes: { method: string; path: string; ids: (id: string) => object }[];

  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.account('referrals');
    place = await newSecretPlace(app, owner);
    const { paths, components } = describeApi(app.app);
    const schemas = (components?.schemas ?? {}) as Record<string, Schema>;
    routes = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, Schema>).map(([method, operation]) => ({
        method,
        path,
        ids: (id: string) => namedIn(bodyOf(operation), schemas, id),
      })),
    );
    routes = routes.filter(({ method, path }) => !PASSED_OVER.includes(`${method} ${path}`));
  });
  afterAll(() => app.stop());

  /** The id that is asked about stands wherever an id can stand. */
  const questions = (id: string): Question[] =>
    routes.flatMap(({ method, path, ids }) => {
      const at = path.replaceAll(/\{\w*id\}/gi, id).replaceAll(/\{\w+\}/g, '1');
      if (!WRITES.includes(method)) {
        const all = path.startsWith('/hsds') ? '?full=true&per_page=200' : '?limit=200';
        const queries = path.includes('{') ? [''] : [all, ''];
        return queries.map((query) => ({ method, path: at + query }));
      }
      const bodies = [{}, ids(id)];
      if (path.startsWith('/api/v1/directory/services'))
        bodies.push(serviceInput(place.bodyId, { locationIds: [id] }));
      if (path.startsWith('/api/v1/directory/locations'))
        bodies.push(
          locationInput(place.bodyId, { id, isConfidential: false }),
          locationInput(place.bodyId, { id, isConfidential: true }),
          { reason: '閉所' },
        );
      if (path === '/api/v1/finder/sessions') bodies.push({ answers: {} });
      return bodies.map((body) => ({ method, path: at, body }));
    });

  const ask = async ({ method, path, body }: Question, account: TestAccount | null): Promise<Answer> => {
    const answer = await app.app.inject({
      method: method.toUpperCase() as 'GET',
      url: path,
      headers: {
        'if-match': '"v1"',
        prefer: 'wait=5',
        ...(account ? { authorization: `Bearer ${account.token}` } : {}),
      },
      ...(body ? { payload: body } : {}),
    });
    const type = String(answer.headers['content-type']);
    return {
      status: answer.statusCode,
      text: `${readable(answer.rawPayload, type)} ${JSON.stringify(answer.headers)}`,
      location: answer.headers.location?.toString(),
    };
  };

  const leaksIn = (text: string) => wordsIn(text, [place.locationId, ...Object.values(SECRET)]);
  /** The trail names what was done to which id, and says nothing of it. */
  const leaksOf = (path: string, text: string) =>
    path.startsWith('/api/v1/audit-events') ? wordsIn(text, Object.values(SECRET)) : leaksIn(text);

  const crawl = async (account: TestAccount | null): Promise<{ leaks: string[]; tells: string[] }> => {
    const nowhere = randomUUID();
    const secret = questions(place.locationId);
    const other = questions(nowhere);
    const leaks: string[] = [];
    const tells: string[] = [];
    for (const [at, question] of secret.entries()) {
      const answers = [await ask(question, account)];
      const twin = other[at];
      const isAbout = JSON.stringify(question).includes(place.locationId);
      if (twin && isAbout) {
        const there = answers[0]?.status;
        const { status } = await ask(twin, account);
        if (there !== status) tells.push(`${question.method} ${question.path}: ${there}, else ${status}`);
      }
      const job = answers[0]?.location;
      if (job?.startsWith('/api/v1/jobs/'))
        for (const part of ['', '/faults', '/output', '/rejected-rows'])
          answers.push(await ask({ method: 'get', path: job + part }, account));
      for (const { text } of answers) {
        const found = leaksOf(question.path, text);
        if (found.length > 0) leaks.push(`${question.method} ${question.path}: ${found.join()}`);
      }
    }
    return { leaks, tells };
  };

  it('asks everything there is, and would see a leak', async () => {
    expect(routes.length).toBeGreaterThan(150);
    expect(routes.some(({ path }) => path.startsWith('/api/v1/finder/'))).toBe(true);
    const { leaks } = await crawl(owner);
    expect(leaks.some((leak) => leak.includes('/directory/locations/'))).toBe(true);
  });

  it.each(ROLES)('is nowhere for the role %s of another organisation', async (role) => {
    expect(await crawl(await app.account(role))).toEqual({ leaks: [], tells: [] });
  });

  it.each(ROLES.filter((role) => role !== 'referrals'))(
    'is nowhere for the role %s of its own organisation',
    async (role) => {
      expect(await crawl(await app.account(role, owner.organisationId))).toEqual({ leaks: [], tells: [] });
    },
  );

  it('is nowhere for nobody', async () => {
    expect(await crawl(null)).toEqual({ leaks: [], tells: [] });
  });

  it('is in no job of those who import the directory, and no answer to one about it differs', async () => {
    const editor = await app.account('coordinator', owner.organisationId);
    const told = [];
    for (const id of [place.locationId, randomUUID()]) {
      const file = csvOf([
        {
          管理番号: id,
          団体名: '団体',
          団体種別: '医療',
          窓口名: '窓口',
          悩みの分類: 'W01',
          出典: '電話',
          掲載開始日: '2024-04-01',
          対象地域: 'JP',
        },
      ]);
      const { body } = await upload(app, editor, '/api/v1/directory/imports', file).expect(202);
      const job = `/api/v1/jobs/${body.id}`;
      const parts = ['', '/faults', '/output', '/rejected-rows'];
      const answers = await Promise.all(
        parts.map((part) => ask({ method: 'get', path: job + part }, editor)),
      );
      expect(answers.flatMap(({ text }) => leaksIn(text))).toEqual([]);
      told.push([body.counts, ...answers.map(({ status }) => status)]);
    }
    expect(told[0]).toEqual(told[1]);
  });
});

function wordsIn(text: string, words: readonly string[]): string[] {
  return words.filter((word) => text.includes(word));
}

function readable(bytes: Buffer, type: string): string {
  if (type.includes('spreadsheetml'))
    return JSON.stringify(
      Object.values(read(bytes).Sheets).map((sheet) => utils.sheet_to_json(sheet, { header: 1 })),
    );
  if (!type.includes('application/pdf')) return bytes.toString('utf8');
  // Of a print only the characters are known; a secret whose every character is in it counts as printed.
  const known = pdfCharacters(bytes);
  return Object.values(SECRET)
    .filter((secret) => Array.from(secret).every((character) => known.has(character)))
    .join();
}

function bodyOf(operation: Schema): Schema {
  const { requestBody } = operation as { requestBody?: { content?: Record<string, { schema?: Schema }> } };
  return requestBody?.content?.['application/json']?.schema ?? {};
}

/** A body in which every place for an id holds this one. */
function namedIn(schema: Schema, schemas: Readonly<Record<string, Schema>>, id: string): object {
  const { $ref = '' } = schema as { $ref?: string };
  const name = $ref.split('/').at(-1) ?? '';
  const { properties = {} } = (schemas[name] ?? schema) as { properties?: Record<string, Schema> };
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, property]): [string, unknown][] => {
      if (property['format'] === 'uuid') return [[key, id]];
      const items = property['items'] as Schema | undefined;
      return items?.['format'] === 'uuid' ? [[key, [id]]] : [];
    }),
  );
}
