import { type TestAccount, TestApp } from '../../support/test-app';

describe('periods', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let coordinator: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    coordinator = await app.account('coordinator');
  });
  afterAll(() => app.stop());

  const period = (label: string) => ({
    label,
    startsAt: '2026-12-25T10:00:00+09:00',
    endsAt: '2027-01-04T10:00:00+09:00',
  });
  const create = (label: string) =>
    app.as(contractor).post('/api/v1/periods').send(period(label)).expect(201);

  it('creates a period whose instants come back in Asia/Tokyo', async () => {
    const created = await app
      .as(contractor)
      .post('/api/v1/periods')
      .send({ ...period('年末'), startsAt: '2026-12-25T01:00:00Z' })
      .expect(201);
    expect(created.body).toMatchObject({
      startsAt: '2026-12-25T10:00:00+09:00',
      status: 'planned',
      version: 1,
    });
    const again = await app.as(contractor).post('/api/v1/periods').send(period('年末')).expect(409);
    expect(again.body.code).toBe('period_label_taken');
    const sameId = { ...period('別の名称'), id: created.body.id };
    const known = await app.as(contractor).post('/api/v1/periods').send(sameId).expect(409);
    expect(known.body.code).toBe('period_exists');
    const audit = await app.sql(`SELECT action FROM audit_log WHERE object_id = $1`, [created.body.id]);
    expect(audit).toEqual([{ action: 'period.created' }]);
  });

  it('freezes a closed period and refuses a stale change', async () => {
    const { body } = await create('閉じる期');
    const path = `/api/v1/periods/${body.id}`;
    const patch = (tag: string, change: object) =>
      app.as(contractor).patch(path).set('If-Match', tag).send(change);
    await patch('"v1"', { endsAt: '2026-12-25T09:00:00+09:00' }).expect(422);
    const long = await patch('"v1"', { endsAt: '2028-01-30T10:00:00+09:00' }).expect(422);
    expect(long.body.errors).toEqual([expect.objectContaining({ pointer: '/endsAt', code: 'too_long' })]);
    const empty = await patch('"v1"', {}).expect(400);
    expect(empty.body.errors).toEqual([expect.objectContaining({ pointer: '', code: 'empty' })]);
    await patch('"v1"', { status: 'closed' }).expect(200);
    await patch('"v1"', { note: '遅れた変更' }).expect(412);
    const frozen = await patch('"v2"', { note: '変更' }).expect(409);
    expect(frozen.body.code).toBe('period_closed');
    await app.as(contractor).post(`${path}/fields`).send({ fieldCode: 'suicide', label: '死' }).expect(409);
  });

  it('holds menu, opening hours and participations', async () => {
    const { body } = await create('設定の期');
    const path = `/api/v1/periods/${body.id}`;
    const post = (part: string, input: object) => app.as(contractor).post(`${path}/${part}`).send(input);
    await post('fields', { fieldCode: 'under18', digit: '7', label: '18歳以下の方' }).expect(201);
    const taken = await post('fields', { fieldCode: 'suicide', digit: '7', label: '重複' }).expect(409);
    expect(taken.body.code).toBe('digit_taken');
    const unknown = await post('fields', { fieldCode: 'nothing', digit: '8', label: '不明' }).expect(422);
    expect(unknown.body.errors[0].pointer).toBe('/fieldCode');
    const window = { channel: 'phone', fieldCode: 'under18', daily: { from: '10:00', until: '16:00' } };
    const added = await post('opening-windows', window).expect(201);
    expect(added.body).toMatchObject({ ...window, opensAt: '2026-12-25T10:00:00+09:00' });
    await post('opening-windows', window).expect(409);
    await post('opening-windows', { channel: 'phone', daily: [{ from: '10:00', until: '16:00' }] }).expect(
      400,
    );
    await post('opening-windows', { channel: 'phone', daily: { from: '25:00' } }).expect(400);
    const budget = {
      organisationId: coordinator.organisationId,
      seatsPromised: 4,
      budgetYen: 1_200_000,
      maxMinutes: 57_600,
    };
    await post('participations', budget).expect(201);
    await post('participations', { ...budget, budgetYen: 1.5 }).expect(400);
    await post('participations', { organisationId: await app.organisation() }).expect(201);
    const mine = await app.as(coordinator).get(`${path}/participations`).expect(200);
    expect(mine.body.items).toEqual([expect.objectContaining(budget)]);
    const all = await app.as(contractor).get(`${path}/participations`).expect(200);
    expect(all.body.items).toHaveLength(2);
  });

  it('refuses a period longer than anybody plans', async () => {
    const input = { ...period('長い期'), endsAt: '2028-01-29T10:00:01+09:00' };
    const long = await app.as(contractor).post('/api/v1/periods').send(input).expect(422);
    expect(long.body.errors).toEqual([expect.objectContaining({ pointer: '/endsAt', code: 'too_long' })]);
    const fits = { ...input, endsAt: '2028-01-29T10:00:00+09:00' };
    await app.as(contractor).post('/api/v1/periods').send(fits).expect(201);
  });

  it('lists the eight real runs with their own boundary hours', async () => {
    const { body } = await app.as(coordinator).get('/api/v1/periods?limit=200').expect(200);
    const byLabel = new Map<string, { id: string; startsAt: string; endsAt: string }>(
      body.items.map((item: { label: string }) => [item.label, item]),
    );
    expect(byLabel.get('第5期（2023-24 年末年始）')).toMatchObject({
      startsAt: '2023-12-15T09:00:00+09:00',
      endsAt: '2024-01-04T09:00:00+09:00',
    });
    expect(
      body.items.filter((item: { status: string; startsAt: string }) => item.startsAt < '2026'),
    ).toHaveLength(8);
    const first = byLabel.get('第1期（2022年7月）');
    const menu = await app.as(coordinator).get(`/api/v1/periods/${first?.id}/fields`).expect(200);
    expect(
      menu.body.items.map((field: { fieldCode: string; digit: string | null }) => [
        field.fieldCode,
        field.digit,
      ]),
    ).toEqual([
      ['poverty', null],
      ['foreign', null],
      ['suicide', '3'],
      ['women', null],
      ['gender', null],
      ['single_mother', null],
      ['under18', null],
      ['loneliness', '9'],
    ]);
  });

  it('refuses the wrong role and unknown ids, and serves the code lists', async () => {
    await app.as(coordinator).post('/api/v1/periods').send(period('誰か')).expect(403);
    await app.as(coordinator).get('/api/v1/periods/not-a-uuid').expect(404);
    await app.as(coordinator).get('/api/v1/periods/00000000-0000-7000-8000-000000000000/fields').expect(404);
    const prefectures = await app.as(coordinator).get('/api/v1/code-lists/prefecture').expect(200);
    expect(prefectures.body.items).toHaveLength(47);
    await app.as(coordinator).get('/api/v1/code-lists/nothing').expect(404);
    const holidays = await app.sql(`SELECT day, name FROM holiday WHERE day = '2026-11-23'`);
    expect(holidays).toEqual([{ day: expect.anything(), name: '勤労感謝の日' }]);
  });
});
