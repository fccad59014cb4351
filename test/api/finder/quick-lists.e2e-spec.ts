import { randomUUID } from 'node:crypto';
import { newBody, newService } from '../../support/factories/directory';
import { type TestAccount, TestApp } from '../../support/test-app';

const LISTS = '/api/v1/finder/quick-lists';
const ALWAYS = {
  schedules: [
    { weekdays: [1, 2, 3, 4, 5, 6, 7], opensAt: '00:00', closesAt: '24:00', closedOnHolidays: false },
  ],
  exceptions: [],
};
const NEVER = { schedules: [], exceptions: [] };

describe('quick lists of the finder', () => {
  let app: TestApp;
  let editor: TestAccount;
  let counsellor: TestAccount;
  let bodyId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    editor = await app.account('referrals');
    counsellor = await app.account('counsellor');
    bodyId = await newBody(app, editor);
  });
  afterAll(() => app.stop());

  const day = (offset: number) =>
    new Date(app.now().getTime() + 9 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10);
  const verified = async (change: object = {}, on = day(0)): Promise<string> => {
    const id = await newService(app, editor, bodyId, change);
    await app
      .as(editor)
      .put(`/api/v1/directory/services/${id}/verification`)
      .set('If-Match', '"v1"')
      .send({ verifiedOn: on })
      .expect(200);
    return id;
  };
  const entry = (serviceId: string, more: object = {}) => ({ serviceId, validFrom: day(0), ...more });
  const put = (field: string, version: number, entries: object[], who = editor) =>
    app.as(who).put(`${LISTS}/${field}`).set('If-Match', `"v${version}"`).send({ entries });
  const get = (field: string, who = counsellor) => app.as(who).get(`${LISTS}/${field}`);
  const shownIn = (body: { services: { id: string }[] }) => body.services.map(({ id }) => id);

  it('are empty at first, then as they were picked, the open ones first', async () => {
    const empty = await get('women').expect(200);
    expect(empty.body).toMatchObject({ fieldCode: 'women', version: 0, services: [], entries: [] });
    expect(empty.headers['etag']).toBe('"v0"');
    const [shut, open, second] = [await verified(NEVER), await verified(ALWAYS), await verified(ALWAYS)];
    const entries = [entry(shut), entry(open, { noteJa: '夜も' }), entry(second)];
    const written = await put('women', 0, entries).expect(200);
    expect(written.headers['etag']).toBe('"v1"');
    const { body } = await get('women').expect(200);
    expect(body).toMatchObject({ version: 1, entries });
    expect(shownIn(body)).toEqual([open, second, shut]);
    expect(body.services[0]).toMatchObject({
      isOpen: true,
      noteJa: '夜も',
      phones: ['03-0000-0001'],
      otherWays: [],
      isUnverified: false,
    });
    expect(body.services[0].spoken).toContain('24時間受け付けています。');
    expect(body.services[2]).toMatchObject({ isOpen: false, opensAt: null });
    expect(body.services[2].spoken).toContain('今、受け付けていません。');
    const audit = await app.sql<{ detail: object }>(
      `SELECT a.detail FROM audit_log AS a WHERE a.action = 'finder_quick_list.changed' AND a.object_id = 'women'`,
    );
    expect(audit).toEqual([{ detail: { version: 1, serviceIds: [shut, open, second] } }]);
  });

  it('show only what is active, verified in time and picked for today', async () => {
    const [good, retired, later, over, lastDay] = [
      await verified(),
      await verified(),
      await verified(),
      await verified(),
      await verified(),
    ];
    const stale = await verified({}, day(-91));
    const never = await newService(app, editor, bodyId);
    const entries = [
      entry(good),
      entry(retired),
      entry(stale),
      entry(never),
      entry(later, { validFrom: day(1) }),
      entry(over, { validFrom: day(-9), validUntil: day(0) }),
      entry(lastDay, { validFrom: day(-9), validUntil: day(1) }),
    ];
    await put('suicide', 0, entries).expect(200);
    await app
      .as(editor)
      .put(`/api/v1/directory/services/${retired}/retirement`)
      .set('If-Match', '"v2"')
      .send({ reason: '閉所' })
      .expect(200);
    const { body } = await get('suicide').expect(200);
    expect(shownIn(body).toSorted()).toEqual([good, lastDay].toSorted());
    expect(body.entries).toHaveLength(7);
    const again = await put('suicide', 1, entries).expect(422);
    expect(again.body.errors).toMatchObject([{ pointer: '/entries/1/serviceId', code: 'unknown' }]);
  });

  it('are replaced as a whole, by one at a time', async () => {
    const [first, second] = [await verified(), await verified()];
    await put('gender', 0, [entry(first)]).expect(200);
    const answers = await Promise.all([
      put('gender', 1, [entry(second)]),
      put('gender', 1, [entry(second), entry(first)]),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
    expect((await put('gender', 0, [entry(first)]).expect(412)).body.code).toBe('stale');
    const same = await Promise.all([put('other', 0, [entry(first)]), put('other', 0, [entry(first)])]);
    expect(same.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
    await put('gender', 2, []).expect(200);
    expect((await get('gender').expect(200)).body).toMatchObject({ version: 3, services: [], entries: [] });
    const kept = await app.sql(
      `SELECT FROM finder_quick_entry AS e WHERE e.field_code = 'gender' AND e.version = 1`,
    );
    expect(kept).toHaveLength(1);
  });

  it('name what is wrong, and are written by those who write the directory', async () => {
    const id = await verified();
    const wrong = await put('under18', 0, [
      entry(randomUUID()),
      entry(id, { validUntil: day(0) }),
      entry(id),
    ]).expect(422);
    const faults = wrong.body.errors as { pointer: string; code: string }[];
    expect(faults.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/entries/0/serviceId unknown',
      '/entries/1/validUntil span',
      '/entries/2/serviceId duplicate',
    ]);
    const malformed = await put('under18', 0, [{ serviceId: 'x', validFrom: day(0) }]).expect(400);
    expect(malformed.body.errors).toMatchObject([{ pointer: '/entries/0/serviceId' }]);
    await put('nowhere', 0, []).expect(404);
    await get('nowhere').expect(404);
    await put('under18', 0, [entry(id)], counsellor).expect(403);
    await get('under18', await app.account('analyst')).expect(403);
    await app.as(editor).put(`${LISTS}/under18`).send({ entries: [] }).expect(428);
    const elsewhere = await app.account('coordinator');
    await put('under18', 0, [entry(id)], elsewhere).expect(200);
    expect((await get('under18').expect(200)).body.entries).toHaveLength(1);
  });
});
