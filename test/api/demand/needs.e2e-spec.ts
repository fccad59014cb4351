import { randomUUID } from 'node:crypto';
import { openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

const NOWHERE = '00000000-0000-7000-8000-000000000000';

describe('needs set by hand', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let coordinator: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    coordinator = await app.account('coordinator');
    periodId = await openPeriod(app, [coordinator.organisationId]);
    await app.sql(
      `INSERT INTO period_field (period_id, field_code, label_ja, sort_order) VALUES ($1, 'foreign', '外国語', 1)`,
      [periodId],
    );
  });
  afterAll(() => app.stop());

  const need = (change: object = {}) => ({
    channel: 'phone',
    fieldCode: 'foreign',
    role: 'counsellor',
    startsAt: '2026-12-31T22:00:00+09:00',
    endsAt: '2027-01-01T05:00:00+09:00',
    minSeats: 1,
    minSupervisors: 0,
    language: 'vi',
    gender: null,
    strength: 'hard',
    weight: 0,
    reason: '前の期の夜にベトナム語の相談が多かった',
    ...change,
  });
  const path = () => `/api/v1/periods/${periodId}/demand/needs`;
  const post = (input: object, account = contractor) => app.as(account).post(path()).send(input);

  it('are added, read, changed on the version seen, withdrawn and kept', async () => {
    const id = randomUUID();
    const added = await post(need({ id })).expect(201);
    expect(added.headers).toMatchObject({ etag: '"v1"', location: `${path()}/${id}` });
    expect(added.body).toEqual({ ...need({ id }), version: 1 });
    expect((await app.as(coordinator).get(`${path()}/${id}`).expect(200)).body).toEqual(added.body);

    const put = (tag: string | null, change: object) => {
      const request = app.as(contractor).put(`${path()}/${id}`);
      return (tag === null ? request : request.set('If-Match', tag)).send(need(change));
    };
    await put(null, { minSeats: 2 }).expect(428);
    const changed = await put('"v1"', { minSeats: 2, strength: 'weighted', weight: 5 }).expect(200);
    expect(changed.body).toMatchObject({ minSeats: 2, strength: 'weighted', weight: 5, version: 2 });
    await put('"v1"', { minSeats: 3 }).expect(412);

    const remove = () => app.as(contractor).delete(`${path()}/${id}`);
    await remove().expect(428);
    await remove().set('If-Match', '"v1"').expect(412);
    await remove().set('If-Match', '"v2"').expect(204);
    await remove().set('If-Match', '"v3"').expect(404);
    expect((await app.as(contractor).get(path()).expect(200)).body.items).toEqual([]);
    const rows = await app.sql(
      `SELECT withdrawn_at IS NOT NULL AS gone, min_seats AS seats FROM demand_need WHERE id = $1`,
      [id],
    );
    expect(rows).toEqual([{ gone: true, seats: 2 }]);
    const audit = await app.sql<{ action: string; detail: object }>(
      `SELECT action, detail FROM audit_log WHERE object_id = $1 ORDER BY occurred_at, id`,
      [id],
    );
    expect(audit.map(({ action }) => action)).toEqual([
      'demand_need.created',
      'demand_need.changed',
      'demand_need.withdrawn',
    ]);
    expect(audit[1]?.detail).toMatchObject({ before: { minSeats: 1 }, after: { minSeats: 2 } });
    expect(JSON.stringify(audit)).not.toContain('ベトナム');
  });

  it('name every wrong place, at the field or by the period', async () => {
    const malformed = await post(need({ minSeats: -1, strength: 'strong', language: 'Việt', reason: '' }));
    expect([
      malformed.status,
      malformed.body.errors.map((e: { pointer: string }) => e.pointer).sort(),
    ]).toEqual([400, ['/language', '/minSeats', '/reason', '/strength']]);
    const wrong = await post(
      need({ fieldCode: 'suicide', endsAt: '2026-12-31T22:00:00+09:00', minSeats: 0 }),
    );
    expect([wrong.status, wrong.body.errors.map((e: { pointer: string }) => e.pointer).sort()]).toEqual([
      422,
      ['/endsAt', '/fieldCode', '/minSeats'],
    ]);
    const id = randomUUID();
    await post(need({ id })).expect(201);
    expect((await post(need({ id })).expect(409)).body.code).toBe('demand_need_exists');
  });

  it('belong to one period, are written by the contractor, and page in order of time', async () => {
    await post(need(), coordinator).expect(403);
    await app.as(contractor).get(`/api/v1/periods/${NOWHERE}/demand/needs`).expect(404);
    await app.as(contractor).get(`${path()}/${NOWHERE}`).expect(404);
    const own = (await post(need({ startsAt: '2026-12-25T10:00:00+09:00' })).expect(201)).body;
    const other = await openPeriod(app, []);
    await app.as(contractor).get(`/api/v1/periods/${other}/demand/needs/${own.id}`).expect(404);
    const first = (await app.as(contractor).get(`${path()}?limit=1`).expect(200)).body;
    const rest = (await app.as(contractor).get(`${path()}?cursor=${first.nextCursor}`).expect(200)).body;
    expect(first.items[0].id).toBe(own.id);
    expect(rest.items.map(({ startsAt }: { startsAt: string }) => startsAt)).toEqual([
      '2026-12-31T22:00:00+09:00',
    ]);
    expect((await app.as(contractor).get(`${path()}?channel=chat`).expect(200)).body.items).toEqual([]);
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [periodId]);
    await post(need()).expect(409);
  });
});
