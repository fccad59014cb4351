import { locationInput, newSecretPlace, SECRET, serviceInput } from '../../support/factories/directory';
import { type TestAccount, TestApp } from '../../support/test-app';

const SERVICES = '/api/v1/directory/services';
const LOCATIONS = '/api/v1/directory/locations';

describe('a confidential location', () => {
  let app: TestApp;
  let owner: TestAccount;
  let bodyId: string;
  let locationId: string;
  let serviceId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.account('referrals');
    ({ bodyId, locationId, serviceId } = await newSecretPlace(app, owner));
  });
  afterAll(() => app.stop());

  const leaks = (text: string) =>
    [locationId, ...Object.values(SECRET)].filter((secret) => text.includes(secret));

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
