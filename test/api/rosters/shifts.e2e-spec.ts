import { randomUUID } from 'node:crypto';
import { openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

const NOWHERE = '00000000-0000-7000-8000-000000000000';

describe('shifts', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let stranger: TestAccount;
  let contractor: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.app.listen(0, '127.0.0.1');
    coordinator = await app.account('coordinator');
    stranger = await app.account('coordinator');
    contractor = await app.account('contractor');
    periodId = await openPeriod(app, [coordinator.organisationId, stranger.organisationId]);
  });
  afterAll(() => app.stop());

  const shift = (change: object = {}) => ({
    periodId,
    organisationId: coordinator.organisationId,
    channel: 'phone',
    role: 'counsellor',
    startsAt: '2026-12-31T22:00:00+09:00',
    endsAt: '2027-01-01T06:00:00+09:00',
    seats: 2,
    ...change,
  });
  const post = (input: object, account = coordinator) => app.as(account).post('/api/v1/shifts').send(input);
  const pointers = (body: { errors: { pointer: string }[] }) =>
    body.errors.map(({ pointer }) => pointer).sort();

  it('creates a shift, shows it to its organisation and audits', async () => {
    const id = '0199d6f0-1111-7aaa-8bbb-0123456789ab';
    const created = await post(shift({ id, fieldCode: 'suicide' })).expect(201);
    expect(created.headers).toMatchObject({ etag: '"v1"', location: `/api/v1/shifts/${id}` });
    const expected = { ...shift({ id, fieldCode: 'suicide' }), assignments: [], version: 1 };
    expect(created.body).toEqual(expected);
    const counsellor = await app.account('counsellor', coordinator.organisationId);
    const read = await app.as(counsellor).get(`/api/v1/shifts/${id}`).expect(200);
    expect(read.body).toEqual(expected);
    expect(read.headers['etag']).toBe('"v1"');
    await app.as(stranger).get(`/api/v1/shifts/${id}`).expect(404);
    const again = await post(shift({ id: id.toUpperCase(), fieldCode: 'suicide' })).expect(200);
    expect([again.body, again.headers['etag']]).toEqual([expected, '"v1"']);
    for (const other of [
      post(shift({ id })),
      post(shift({ id, fieldCode: 'suicide', organisationId: stranger.organisationId }), stranger),
    ]) {
      expect((await other.expect(409)).body.code).toBe('shift_exists');
    }
    const audit = await app.sql(`SELECT action, organisation_id FROM audit_log WHERE object_id = $1`, [id]);
    expect(audit).toEqual([{ action: 'shift.created', organisation_id: coordinator.organisationId }]);
  });

  it('plans a shift once that is asked for ten times at the same moment', async () => {
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(shift({ id }))));
    const added = answers.filter(({ status }) => status === 201);
    const repeated = answers.filter(({ status }) => status === 200);
    expect([added.length, repeated.length]).toEqual([1, 9]);
    expect(new Set(answers.map(({ body }) => body.id))).toEqual(new Set([id]));
    const audit = await app.sql(`SELECT action FROM audit_log WHERE object_id = $1`, [id]);
    expect(audit).toHaveLength(1);
  });

  it('names every wrong field', async () => {
    const malformed = await post(
      shift({ seats: 0, channel: 'fax', startsAt: '2026-12-31', role: undefined }),
    );
    expect([malformed.status, pointers(malformed.body)]).toEqual([
      400,
      ['/channel', '/role', '/seats', '/startsAt'],
    ]);
    const outside = { startsAt: '2027-01-04T10:00:00+09:00', endsAt: '2027-01-06T10:00:00+09:00' };
    const misplaced = await post(shift({ ...outside, organisationId: await app.organisation() }), contractor);
    expect([misplaced.status, pointers(misplaced.body)]).toEqual([
      422,
      ['/endsAt', '/organisationId', '/startsAt'],
    ]);
    const unknown = await post(shift({ fieldCode: 'nothing' })).expect(422);
    expect(pointers(unknown.body)).toEqual(['/fieldCode']);
    expect(pointers((await post(shift({ periodId: NOWHERE })).expect(422)).body)).toEqual(['/periodId']);
  });

  it('keeps coordinators to their own organisation and counsellors from writing', async () => {
    const foreign = await post(shift({ organisationId: stranger.organisationId })).expect(422);
    const absent = await post(shift({ organisationId: NOWHERE })).expect(422);
    expect(foreign.body.errors).toEqual(absent.body.errors);
    await post(shift({ organisationId: stranger.organisationId }), contractor).expect(201);
    await post(shift(), await app.account('counsellor', coordinator.organisationId)).expect(403);
    await post(shift(), await app.account('accountant')).expect(403);
  });

  it('holds a shift to the menu of its period, and a closed period to what it was', async () => {
    const other = await openPeriod(app, [coordinator.organisationId]);
    await app.sql(
      `INSERT INTO period_field (period_id, field_code, label_ja, sort_order) VALUES ($1, 'suicide', '死にたいほどつらい', 1)`,
      [other],
    );
    await post(shift({ periodId: other, fieldCode: 'suicide' })).expect(201);
    const missing = await post(shift({ periodId: other, fieldCode: 'under18' })).expect(422);
    expect(missing.body.errors[0].code).toBe('not_offered');
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [other]);
    const closed = await post(shift({ periodId: other })).expect(409);
    expect(closed.body.code).toBe('period_closed');
  });

  it('lists in the order of the day, by page, with what touches the stretch asked for', async () => {
    const own = await openPeriod(app, [coordinator.organisationId, stranger.organisationId]);
    const span = (from: string, until: string) => ({
      periodId: own,
      startsAt: `2026-12-${from}:00:00+09:00`,
      endsAt: `2026-12-${until}:00:00+09:00`,
    });
    const spans = [
      span('27T10', '27T18'),
      span('26T22', '27T06'),
      span('27T18', '27T22'),
      span('27T18', '28T02'),
    ];
    for (const change of spans) await post(shift(change)).expect(201);
    await post(shift({ ...span('27T10', '27T18'), organisationId: stranger.organisationId }), stranger);
    const list = async (query: string, account = coordinator) =>
      (await app.as(account).get(`/api/v1/shifts?periodId=${own}&${query}`).expect(200)).body;
    const starts = (page: { items: { startsAt: string }[] }) =>
      page.items.map(({ startsAt }) => startsAt.slice(8, 13));

    const first = await list('limit=3');
    const second = await list(`limit=3&cursor=${first.nextCursor}`);
    expect([...starts(first), ...starts(second)]).toEqual(['26T22', '27T10', '27T18', '27T18']);
    expect(second.nextCursor).toBeNull();
    const morning = 'from=2026-12-27T05:00:00%2B09:00&until=2026-12-27T18:00:00%2B09:00';
    expect(starts(await list(morning))).toEqual(['26T22', '27T10']);
    expect(starts(await list('from=2026-12-27T06:00:00%2B09:00'))).not.toContain('26T22');
    expect((await list('limit=50', contractor)).items).toHaveLength(5);
    expect((await list(`organisationId=${stranger.organisationId}`, contractor)).items).toHaveLength(1);
    expect((await list(`organisationId=${stranger.organisationId}`)).items).toEqual([]);
    for (const wrong of ['from=yesterday', 'periodId=1', 'cursor=x', 'status=draft']) {
      await app.as(coordinator).get(`/api/v1/shifts?${wrong}`).expect(400);
    }
  });
});
