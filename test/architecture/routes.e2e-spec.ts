import { RouteInventory } from '../../src/platform/http/route-inventory';
import { describeApi } from '../../src/openapi';
import { TestApp } from '../support/test-app';

const OPEN_DATA = ['/hsds', '/hsds/services', '/hsds/services/:id'];
/** Pages for receivers without an account, behind a secret address and a PIN. */
const EXTERNAL = [
  ...['GET', 'HEAD'].flatMap((verb) => [
    `${verb} /external/referrals/:token`,
    `${verb} /external/referrals/:token/packet`,
  ]),
  ...['session', 'leave', 'acceptance', 'refusal', 'appointment', 'outcome', 'contact'].map(
    (form) => `POST /external/referrals/:token/${form}`,
  ),
];
const PUBLIC = [
  'GET /api/health',
  'HEAD /api/health',
  'POST /api/v1/sessions',
  'GET /calendar/:token.ics',
  'HEAD /calendar/:token.ics',
  ...EXTERNAL,
  ...OPEN_DATA.flatMap((path) => [`GET ${path}`, `HEAD ${path}`]),
];
const SOME_ID = '01890000-0000-7000-8000-000000000001';

describe('every route of the running application', () => {
  let app: TestApp;
  let routes: readonly { method: string; path: string }[];

  beforeAll(async () => {
    app = await TestApp.start();
    routes = app.app.get(RouteInventory).routes();
  });
  afterAll(() => app.stop());

  const call = (method: string, path: string) =>
    app.app.inject({
      method: method as 'GET',
      url: path.replace(/:\w*[iI]d\b/g, SOME_ID).replace(/:\w+/g, 'x'),
    });

  it('asks for a login, but for the listed public ones', async () => {
    expect(routes.length).toBeGreaterThan(30);
    const open: string[] = [];
    for (const { method, path } of routes) {
      const answer = await call(method, path);
      if (answer.statusCode !== 401) open.push(`${method} ${path}`);
      else expect(answer.headers['content-type']).toMatch('application/problem+json');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['x-powered-by']).toBeUndefined();
    }
    expect(open.sort()).toEqual([...PUBLIC].sort());
  });

  it('asks for it again under path tricks', async () => {
    for (const { method, path } of routes.filter(
      (route) => !PUBLIC.includes(`${route.method} ${route.path}`),
    )) {
      for (const trick of [
        `${path}/`,
        path.toUpperCase(),
        path.replace('/v1', '//v1'),
        `${path};a=b`,
        path.replace('/api', '/%61pi'),
      ]) {
        const { statusCode } = await call(method, trick);
        expect(`${method} ${trick} ${statusCode}`).toMatch(/ (401|404|405)$/);
      }
    }
  });

  it('is in the OpenAPI document, and nothing else is', () => {
    const { paths, openapi } = describeApi(app.app);
    const documented = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((verb) => `${verb.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const registered = routes
      .filter(({ method }) => method !== 'HEAD')
      .map(({ method, path }) => `${method} ${path}`);
    expect(openapi).toBe('3.1.0');
    expect(documented.sort()).toEqual(registered.sort());
  });

  it('is documented with references that resolve, its refusals, and If-Match where it changes', () => {
    const document = describeApi(app.app);
    const text = JSON.stringify(document);
    const referred = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)].map(
      ([, name]) => name ?? '',
    );
    const schemas = Object.keys(document.components?.schemas ?? {});
    expect(referred.length).toBeGreaterThan(30);
    expect(referred.filter((name) => !schemas.includes(name))).toEqual([]);
    expect(text).not.toContain('"nullable"');
    for (const item of Object.values(document.paths)) {
      for (const [verb, operation] of Object.entries(item)) {
        expect(Object.keys(operation.responses.default.content)).toEqual(['application/problem+json']);
        const headers = (operation.parameters ?? []).map(({ name }: { name: string }) => name);
        if (verb === 'patch') expect(headers).toContain('If-Match');
      }
    }
  });

  it('answers an unknown path with 404 and another verb with 405 and Allow', async () => {
    const unknown = await app.http.get('/api/v1/nothing').expect(404);
    expect(unknown.body).toMatchObject({ status: 404, code: 'not_found' });
    const verb = await app.http.delete('/api/v1/periods').expect(405);
    expect(verb.headers['allow']?.split(', ').sort()).toEqual(['GET', 'HEAD', 'POST']);
    expect(verb.headers['content-type']).toMatch('application/problem+json');
  });
});
