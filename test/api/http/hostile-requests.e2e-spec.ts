import { type TestAccount, TestApp } from '../../support/test-app';
import { CANARY, Exchange, expectProblem } from './exchange';

const UNKNOWN = '01890000-0000-7000-8000-000000000001';

describe('paths, queries, headers and verbs that no honest client sends', () => {
  let app: TestApp;
  let http: Exchange;
  let contractor: TestAccount;
  let path: string;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    http = await Exchange.listen(app, contractor);
    path = `/api/v1/organisations/${contractor.organisationId}`;
  });
  afterAll(() => app.stop());

  it.each([
    '1',
    '0',
    '-1',
    '2147483648',
    'null',
    'undefined',
    '%00',
    `${UNKNOWN}%00`,
    `${UNKNOWN}%20`,
    `%20${UNKNOWN}`,
    `${UNKNOWN}%0A`,
    `{${UNKNOWN}}`,
    UNKNOWN.replaceAll('-', ''),
    '..%2F..%2Fhealth',
    "'%20OR%201=1--",
    encodeURIComponent(CANARY),
    'x'.repeat(150),
    'x'.repeat(5_000),
  ])('answers 404 to the id %s', async (id) => {
    expectProblem(await http.send(`/api/v1/organisations/${id}`), 404);
  });

  it.each(['%', '%zz', '%c0%80', '%ed%a0%80', '%ff'])('answers 400 to %s in a path', async (escape) => {
    expectProblem(await http.send(`/api/v1/organisations/${escape}`), 400);
  });

  it('knows a path by its exact spelling only', async () => {
    expect((await http.send(path)).status).toBe(200);
    for (const other of [
      `${path}/`,
      path.replace('organisations', 'Organisations'),
      path.replace('/api', '/API'),
      path.replace('/v1', '//v1'),
      `${path};version=1`,
      `/api/v1/./organisations%2F${contractor.organisationId}`,
    ]) {
      expectProblem(await http.send(other), 404);
    }
  });

  it('treats HEAD as the read it is: same guard, same validator, no body', async () => {
    const read = await http.send(path);
    const head = await http.send(path, { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers.get('etag')).toBe(read.headers.get('etag'));
    const anonymous = await http.send(path, { method: 'HEAD', headers: { authorization: '' } });
    expect(anonymous).toMatchObject({ status: 401, text: '' });
  });

  it.each(['OPTIONS', 'PROPFIND', 'SEARCH', 'COPY', 'PUT'])('answers 405 to %s', async (method) => {
    const answer = await http.send('/api/v1/organisations', { method });
    expect(expectProblem(answer, 405).code).toBe('method_not_allowed');
    expect(answer.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD', 'POST']);
  });

  it.each([
    'limit=-1',
    'limit=0',
    'limit=201',
    'limit=1e9',
    'limit=1e21',
    'limit=1.5',
    'limit=%EF%BC%91',
    'limit=',
    'limit=1;select',
    'limit=1&limit=2',
    'limit[]=1',
    'limit[a]=1',
    'cursor=',
    'cursor=x',
    'cursor=%00',
    'cursor=%FF%FE',
    'cursor=a&cursor=b',
    `cursor=${'A'.repeat(513)}`,
    `cursor=${Buffer.from('["a","b","c","d"]').toString('base64url')}`,
    `cursor=${Buffer.from('{"0":"a"}').toString('base64url')}`,
    `cursor=${Buffer.from('[1,2]').toString('base64url')}`,
    `cursor=${Buffer.from("['2020');SELECT pg_sleep(1)--']").toString('base64url')}`,
    `cursor=${encodeURIComponent(CANARY)}`,
    'sort=pg_sleep(1)',
    'order=name',
    '__proto__=1',
    '__proto__[admin]=1',
    'constructor=1',
    'a=1&a=2',
    'a[b]=',
    `${encodeURIComponent(CANARY)}=1`,
  ])('answers 400 to the query %s', async (query) => {
    for (const list of ['/api/v1/organisations', '/api/v1/people', '/api/v1/periods']) {
      expectProblem(await http.send(`${list}?${query}`), 400);
    }
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  it.each(['1', 'TRUE', 'yes', '', '{}', 'true&dryRun=false', 'true&dryRun=true'])(
    'answers 400 to the flag dryRun=%s, and reads no file',
    async (flag) => {
      const form = new FormData();
      form.set('file', new Blob([CANARY]), 'calls.csv');
      const answer = await http.send(`/api/v1/periods/${UNKNOWN}/call-imports?dryRun=${flag}`, {
        method: 'POST',
        body: form,
      });
      expect(expectProblem(answer, 400).errors?.[0]?.pointer).toBe('/dryRun');
    },
  );

  it('knows one validator per version, and only strong ones', async () => {
    const patch = (ifMatch: string) =>
      http.send(path, {
        method: 'PATCH',
        body: '{"name":"港"}',
        headers: { 'content-type': 'application/json', 'if-match': ifMatch },
      });
    for (const tag of ['*', 'W/"v1"', 'v1', '"v1", "v2"', '"v-1"', '"v99999999999999999999"', '""', CANARY]) {
      expectProblem(await patch(encodeURI(tag).replaceAll('%22', '"').replaceAll('%20', ' ')), 400);
    }
    expect(expectProblem(await patch('"v2"'), 412).code).toBe('stale');
    expect((await patch('"v1"')).headers.get('etag')).toBe('"v2"');
  });

  it.each([
    ['2026-02-29T00:00:00+09:00', '2026-02-29 does not exist'],
    ['2026-02-30T00:00:00+09:00', 'February 30'],
    ['2026-04-31T00:00:00Z', 'April 31'],
    ['2026-01-01T24:00:00+09:00', 'hour 24'],
    ['2026-01-01T25:00:00+09:00', 'hour 25'],
    ['2026-01-01T10:60:00+09:00', 'minute 60'],
    ['2026-01-01T23:59:60+09:00', 'a leap second'],
    ['2026-01-01T10:00:00', 'no offset'],
    ['2026-01-01', 'a day for an instant'],
    ['2026-01-01T10:00:00+99:99', 'an offset of 99:99'],
    ['0000-01-01T00:00:00Z', 'year 0'],
    ['1026-01-01T00:00:00Z', 'year 1026'],
    ['9999-12-31T23:59:59Z', 'a year nobody plans'],
    ['+275760-09-13T00:00:00Z', 'a six-digit year'],
    ['２０２６-01-01T10:00:00+09:00', 'full-width digits'],
  ])('refuses the instant %s (%s)', async (startsAt) => {
    const answer = await http.postJson('/api/v1/periods', {
      label: `期 ${startsAt}`,
      startsAt,
      endsAt: '2026-01-05T10:00:00+09:00',
    });
    const problem = expectProblem(answer, 400);
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/startsAt']);
  });

  it('reads the same instant from every offset', async () => {
    const answer = await http.postJson('/api/v1/periods', {
      label: '年越し',
      startsAt: '2025-12-31T15:00:00Z',
      endsAt: '2026-01-01T00:00:00-05:00',
    });
    expect(JSON.parse(answer.text)).toMatchObject({
      startsAt: '2026-01-01T00:00:00+09:00',
      endsAt: '2026-01-01T14:00:00+09:00',
    });
  });

  it('says who is asked for in words a client can read', async () => {
    for (const authorization of [
      '',
      'Bearer',
      `Bearer ${CANARY.slice(0, 4)}`,
      'Basic YTpi',
      `Bearer ${'x'.repeat(43)}`,
    ]) {
      const answer = await http.send('/api/v1/me', { headers: { authorization } });
      expectProblem(answer, 401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    const english = await http.send('/api/v1/nothing', { headers: { 'accept-language': 'en' } });
    expect(expectProblem(english, 404)).toMatchObject({ title: 'Not found' });
  });

  it('checks the login body although guards run before pipes', async () => {
    const bodies = ['{}', '[]', '1', 'null', '{"email":{},"password":[]}', '{"email":"a","password":1}'];
    for (const body of [...bodies, JSON.stringify({ email: CANARY, password: 'x'.repeat(1_000) })]) {
      expectProblem(await http.post('/api/v1/sessions', body), 400);
    }
    const wrong = await http.postJson('/api/v1/sessions', { email: `${CANARY}@x.example`, password: CANARY });
    expect(expectProblem(wrong, 401).code).toBe('sign_in_refused');
  });
});
