import { RouteInventory } from '../../../src/platform/http/route-inventory';
import { PERMISSIONS, type Role } from '../../../src/platform/authz/permissions';
import { locationInput, newBody, newService, serviceInput } from '../../support/factories/directory';
import { type TestAccount, TestApp } from '../../support/test-app';

const SERVICES = '/api/v1/directory/services';
const LOCATIONS = '/api/v1/directory/locations';
const SECRET = { name: '秘密の家', address: '隠れ里8-8-8', access: '裏の橋を渡る', postalCode: '999-8888' };
const ROLES = PERMISSIONS['session.self'];

describe('a confidential location', () => {
  let app: TestApp;
  let owner: TestAccount;
  let bodyId: string;
  let locationId: string;
  let serviceId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.account('referrals');
    bodyId = await newBody(app, owner);
    const input = locationInput(bodyId, { ...SECRET, isConfidential: true });
    locationId = (await app.as(owner).post(LOCATIONS).send(input).expect(201)).body.id;
    serviceId = await newService(app, owner, bodyId, { locationIds: [locationId], areas: ['JP'] });
  });
  afterAll(() => app.stop());

  const leaks = (text: string) =>
    [locationId, ...Object.values(SECRET)].filter((secret) => text.includes(secret));

  /** Everything that can be asked of the directory, well and badly. */
  const requests = (): { method: string; path: string; body?: object; tag?: string }[] => {
    const routes = app.app
      .get(RouteInventory)
      .routes()
      .filter(({ method, path }) => method !== 'HEAD' && /\/(directory|hsds)(\/|$)/.test(path));
    const bodies = [
      {},
      { withClosed: true },
      serviceInput(bodyId, { locationIds: [locationId] }),
      locationInput(bodyId, { id: locationId, isConfidential: true }),
      { reason: '閉所' },
    ];
    return routes.flatMap(({ method, path }) =>
      (path.includes(':id') ? [serviceId, locationId, bodyId] : ['']).flatMap((id) => {
        const place = path.replace(':id', id);
        if (method === 'GET') {
          return ['', '?limit=200', '?full=true&per_page=200'].map((query) => ({
            method,
            path: place + query,
          }));
        }
        return bodies.map((body) => ({ method, path: place, body, tag: '"v99"' }));
      }),
    );
  };

  const ask = async (role: Role | null, account: TestAccount | null): Promise<string[]> => {
    const found: string[] = [];
    for (const { method, path, body, tag } of requests()) {
      const answer = await app.app.inject({
        method: method as 'GET',
        url: path,
        headers: {
          ...(account ? { authorization: `Bearer ${account.token}` } : {}),
          ...(tag ? { 'if-match': tag } : {}),
        },
        ...(body ? { payload: body } : {}),
      });
      const seen = leaks(answer.body);
      if (seen.length > 0) found.push(`${role} ${method} ${path} ${answer.statusCode}: ${seen.join()}`);
    }
    return found;
  };

  it('is seen by whoever entered it, each time with an entry in the trail', async () => {
    const { body } = await app.as(owner).get(`${SERVICES}/${serviceId}`).expect(200);
    expect(body.locations).toMatchObject([{ id: locationId, address: SECRET.address, isConfidential: true }]);
    const direct = await app.as(owner).get(`${LOCATIONS}/${locationId}`).expect(200);
    expect(direct.body).toMatchObject(SECRET);
    const trail = await app.sql<{ action: string; detail: object }>(
      `SELECT a.action, a.detail FROM audit_log AS a WHERE a.object_id = $1 AND a.account_id = $2 ORDER BY a.id`,
      [locationId, owner.accountId],
    );
    expect(trail.filter(({ action }) => action === 'directory_location.read').length).toBeGreaterThanOrEqual(
      2,
    );
    expect(leaks(JSON.stringify(trail))).toEqual([]);
  });

  it.each(ROLES)('is nowhere for the role %s of another organisation', async (role) => {
    expect(await ask(role, await app.account(role))).toEqual([]);
  });

  it.each(ROLES.filter((role) => role !== 'referrals'))(
    'is nowhere for the role %s of its own organisation',
    async (role) => {
      expect(await ask(role, await app.account(role, owner.organisationId))).toEqual([]);
    },
  );

  it('is nowhere for nobody', async () => {
    expect(await ask(null, null)).toEqual([]);
  });

  it('stays with its service when somebody who does not know of it edits the service', async () => {
    const editor = await app.account('contractor');
    const seen = await app.as(editor).get(`${SERVICES}/${serviceId}`).expect(200);
    expect(seen.body.locations).toEqual([]);
    await app
      .as(editor)
      .put(`${SERVICES}/${serviceId}`)
      .set('If-Match', seen.headers['etag'] ?? '')
      .send(serviceInput(bodyId, { locationIds: [] }))
      .expect(200);
    const { body } = await app.as(owner).get(`${SERVICES}/${serviceId}`).expect(200);
    expect(body.locations).toMatchObject([{ id: locationId }]);
  });

  it('is entered by nobody without the right, and its secrecy is not lifted later', async () => {
    const input = locationInput(bodyId, { isConfidential: true });
    await app
      .as(await app.account('contractor'))
      .post(LOCATIONS)
      .send(input)
      .expect(403);
    const opened = await app
      .as(owner)
      .put(`${LOCATIONS}/${locationId}`)
      .set('If-Match', '"v1"')
      .send({ ...input, isConfidential: false })
      .expect(409);
    expect(opened.body.code).toBe('secrecy_fixed');
  });

  it('is behind a wall of the database itself', async () => {
    const count = async (settings: Record<string, string>): Promise<number> => {
      const [row] = await app.sql<{ n: number }>(
        `SELECT count(*)::integer AS n
         FROM (SELECT ${Object.entries(settings)
           .map(([name, value]) => `set_config('tsunagi.${name}', '${value}', true)`)
           .join(', ')} OFFSET 0) AS context, LATERAL (
           SELECT FROM directory_location AS l WHERE l.id = $1 UNION ALL
           SELECT FROM directory_revision AS r WHERE r.object_id = $1) AS seen`,
        [locationId],
      );
      return row?.n ?? -1;
    };
    const own = { organisation_id: owner.organisationId };
    expect(await count({ scope: 'all_organisations' })).toBe(0);
    expect(await count({ ...own, scope: 'all_organisations' })).toBe(0);
    expect(
      await count({ scope: 'all_organisations', organisation_id: '', directory_confidential: 'open' }),
    ).toBe(0);
    expect(await count({ ...own, directory_confidential: 'open' })).toBe(2);
  });
});
