import { randomUUID } from 'node:crypto';
import {
  bodyInput,
  locationInput,
  newBody,
  newService,
  serviceInput,
} from '../../support/factories/directory';
import { type TestAccount, TestApp } from '../../support/test-app';

const BODIES = '/api/v1/directory/bodies';
const SERVICES = '/api/v1/directory/services';
const LOCATIONS = '/api/v1/directory/locations';

describe('directory', () => {
  let app: TestApp;
  let editor: TestAccount;
  let counsellor: TestAccount;
  let bodyId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    editor = await app.account('coordinator');
    counsellor = await app.account('counsellor');
    bodyId = await newBody(app, editor);
  });
  afterAll(() => app.stop());

  const pointers = (answer: { body: { errors?: { pointer: string }[] } }) =>
    (answer.body.errors ?? []).map(({ pointer }) => pointer);
  const trail = (id: string) =>
    app.sql<{ action: string; detail: object }>(
      `SELECT a.action, a.detail FROM audit_log AS a WHERE a.object_id = $1 ORDER BY a.id`,
      [id],
    );

  it('keeps bodies in versions and knows a corporate number by its check digit', async () => {
    const created = await app
      .as(editor)
      .post(BODIES)
      .send(bodyInput({ corporateNumber: '2000012010019' }))
      .expect(201);
    expect(created.headers['etag']).toBe('"v1"');
    const path = `${BODIES}/${created.body.id}`;
    const wrong = await app
      .as(editor)
      .put(path)
      .set('If-Match', '"v1"')
      .send(bodyInput({ corporateNumber: '2000012010018' }))
      .expect(422);
    expect(pointers(wrong)).toEqual(['/corporateNumber']);
    const input = bodyInput({ kind: 'medical' });
    const changed = await app.as(editor).put(path).set('If-Match', '"v1"').send(input).expect(200);
    expect(changed.body).toMatchObject({ ...input, version: 2, corporateNumber: null });
    await app.as(editor).put(path).set('If-Match', '"v1"').send(input).expect(412);
    await app.as(editor).post(BODIES).send(input).expect(409);
    expect((await app.as(counsellor).get(path).expect(200)).body).toEqual(changed.body);
    const retire = () => app.as(editor).put(`${path}/retirement`).send({ reason: '統合のため' });
    const serviceId = await newService(app, editor, created.body.id);
    const busy = await retire().set('If-Match', '"v2"').expect(409);
    expect(busy.body.code).toBe('has_services');
    await app
      .as(editor)
      .put(`${SERVICES}/${serviceId}/retirement`)
      .set('If-Match', '"v1"')
      .send({ reason: '統合のため' })
      .expect(200);
    await retire().set('If-Match', '"v2"').expect(200);
    await retire().set('If-Match', '"v3"').expect(409);
    expect((await trail(created.body.id)).map(({ action }) => action)).toEqual([
      'directory_body.created',
      'directory_body.changed',
      'directory_body.retired',
    ]);
  });

  it('keeps every version of a service, and who wrote it', async () => {
    const location = await app.as(editor).post(LOCATIONS).send(locationInput(bodyId)).expect(201);
    expect(location.body).toMatchObject({ municipalityCode: '13101', isConfidential: false });
    const input = serviceInput(bodyId, { locationIds: [location.body.id] });
    const created = await app.as(editor).post(SERVICES).send(input).expect(201);
    const { locationIds: _, ...content } = input;
    expect(created.body).toMatchObject({ ...content, version: 1, staleness: 'never', capacity: 'unknown' });
    expect(created.body.locations).toMatchObject([{ id: location.body.id, address: '見本町1-2-3' }]);
    const path = `${SERVICES}/${created.body.id}`;
    const put = (sub: string, tag: string, body: object) =>
      app.as(editor).put(`${path}${sub}`).set('If-Match', tag).send(body);
    const changed = await put('', '"v1"', { ...input, name: '新しい窓口', locationIds: [] }).expect(200);
    expect(changed.body).toMatchObject({ name: '新しい窓口', version: 2, locations: [] });
    expect(changed.headers['etag']).toBe('"v2"');
    const verified = await put('/verification', '"v2"', {}).expect(200);
    expect(verified.body).toMatchObject({ staleness: 'fresh', verifiedBy: editor.accountId, version: 3 });
    const full = await put('/capacity', '"v3"', { capacity: 'full' }).expect(200);
    expect(full.body).toMatchObject({ capacity: 'full', capacityOn: verified.body.verifiedOn, version: 4 });
    await put('/capacity', '"v3"', { capacity: 'open' }).expect(412);
    await app.as(editor).put(path).send(input).expect(428);
    expect(pointers(await put('/verification', '"v4"', { verifiedOn: '2100-01-01' }).expect(422))).toEqual([
      '/verifiedOn',
    ]);
    await put('/retirement', '"v4"', { reason: '閉所' }).expect(200);
    expect((await put('', '"v5"', input).expect(409)).body.code).toBe('retired');
    const history = await app.as(counsellor).get(`${path}/revisions?limit=2`).expect(200);
    expect(history.body.items).toMatchObject([
      { version: 5, change: 'retired', accountId: editor.accountId },
      { version: 4, change: 'capacity_set', content: { capacity: 'full', name: '新しい窓口' } },
    ]);
    const older = await app.as(counsellor).get(`${path}/revisions?cursor=${history.body.nextCursor}`);
    expect((older.body.items as { change: string }[]).map(({ change }) => change)).toEqual([
      'verified',
      'changed',
      'created',
    ]);
    expect(await trail(created.body.id)).toEqual(
      ['created', 'changed', 'verified', 'capacity_set', 'retired'].map((change, at) => ({
        action: `directory_service.${change}`,
        detail: { version: at + 1 },
      })),
    );
  });

  it.each([
    ['telephones', { phones: [{ kind: 'voice', number: '03-0000-0002', note: null }] }, 'never'],
    ['hours', { schedules: [] }, 'never'],
    ['exceptions', { exceptions: [] }, 'never'],
    ['areas', { areas: ['27'] }, 'never'],
    ['ages', { maxAge: 30 }, 'never'],
    ['the fee', { fee: '1,000円' }, 'never'],
    ['the name', { name: '別の名前' }, 'never'],
    ['its source', { source: '資料' }, 'fresh'],
    ['its category', { worries: ['W01'] }, 'fresh'],
    ['its number', { code: 'V-1' }, 'fresh'],
    ['nothing', {}, 'fresh'],
  ])('a change of %s leaves the verification as it is due', async (_, change, staleness) => {
    const input = serviceInput(bodyId);
    const { id } = (await app.as(editor).post(SERVICES).send(input).expect(201)).body;
    const put = (sub: string, tag: string, body: object) =>
      app.as(editor).put(`${SERVICES}/${id}${sub}`).set('If-Match', tag).send(body).expect(200);
    await put('/verification', '"v1"', {});
    const { body } = await put('', '"v2"', { ...input, ...change });
    expect(body).toMatchObject({ staleness, verifiedBy: staleness === 'fresh' ? editor.accountId : null });
    expect(body.verifiedOn === null).toBe(staleness === 'never');
  });

  it('names everything that is wrong by its place', async () => {
    const post = (change: object) => app.as(editor).post(SERVICES).send(serviceInput(bodyId, change));
    const line = { weekdays: [1], opensAt: '22:00', closesAt: '05:00', closedOnHolidays: false };
    const rules = await post({
      worries: ['W99'],
      areas: ['99'],
      schedules: [line],
      minAge: 19,
      maxAge: 18,
    }).expect(422);
    expect(pointers(rules)).toEqual(['/worries/0', '/maxAge', '/areas/0', '/schedules/0/closesAt']);
    const shape = await post({ accompaniment: 'maybe', phones: [{ kind: 'voice', number: 'ゼロ' }] }).expect(
      400,
    );
    expect(pointers(shape)).toEqual(['/accompaniment', '/phones/0/number']);
    expect(pointers(await post({ bodyId: randomUUID() }).expect(422))).toEqual(['/bodyId']);
    expect(pointers(await post({ locationIds: [randomUUID()] }).expect(422))).toEqual(['/locationIds/0']);
    const code = await app
      .as(editor)
      .post(LOCATIONS)
      .send(locationInput(bodyId, { municipalityCode: '131017' }))
      .expect(422);
    expect(pointers(code)).toEqual(['/municipalityCode']);
  });

  it('is read by staff, written by editors, and closed to the rest', async () => {
    const id = await newService(app, editor, bodyId);
    await app.as(counsellor).get(`${SERVICES}/${id}`).expect(200);
    await app.as(counsellor).post(SERVICES).send(serviceInput(bodyId)).expect(403);
    await app
      .as(await app.account('analyst'))
      .get(SERVICES)
      .expect(403);
    await app
      .as(await app.account('referrals'))
      .post(SERVICES)
      .send(serviceInput(bodyId))
      .expect(201);
    await app.as(counsellor).get(`${SERVICES}/${randomUUID()}`).expect(404);
    await app.as(counsellor).get(`${SERVICES}/${randomUUID()}/revisions`).expect(404);
    await app.http.get(SERVICES).expect(401);
  });

  it('pages its list and sifts it', async () => {
    const own = await newBody(app, editor);
    const ids = new Set<string>();
    for (const worries of [['W01'], ['W01', 'W03'], ['W03']])
      ids.add(await newService(app, editor, own, { worries }));
    const first = await app.as(counsellor).get(`${SERVICES}?bodyId=${own}&limit=2`).expect(200);
    const second = await app
      .as(counsellor)
      .get(`${SERVICES}?bodyId=${own}&limit=2&cursor=${first.body.nextCursor}`)
      .expect(200);
    const seen = [...first.body.items, ...second.body.items] as { id: string }[];
    expect(new Set(seen.map(({ id }) => id))).toEqual(ids);
    expect(second.body.nextCursor).toBeNull();
    const worried = await app.as(counsellor).get(`${SERVICES}?bodyId=${own}&worry=W01`).expect(200);
    expect(worried.body.items).toHaveLength(2);
  });

  it('reminds of what has to be verified, never verified ones first', async () => {
    const own = await newBody(app, editor);
    const verify = async (days: number): Promise<string> => {
      const id = await newService(app, editor, own, { reverifyEveryDays: 30 });
      const verifiedOn = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
      const path = `${SERVICES}/${id}/verification`;
      await app.as(editor).put(path).set('If-Match', '"v1"').send({ verifiedOn }).expect(200);
      return id;
    };
    const [never, stale, due, fresh] = [
      await newService(app, editor, own),
      await verify(40),
      await verify(20),
      await verify(5),
    ];
    const answer = await app.as(editor).get('/api/v1/directory/verification-reminders?limit=200').expect(200);
    const items = (answer.body.items as { id: string; staleness: string }[]).filter(({ id }) =>
      [never, stale, due, fresh].includes(id),
    );
    expect(items.map(({ id, staleness }) => [id, staleness])).toEqual([
      [never, 'never'],
      [stale, 'stale'],
      [due, 'due'],
    ]);
  });
});
