import { PeriodRows } from '../../support/factories/period-rows';
import { type TestAccount, TestApp } from '../../support/test-app';

const NOWHERE = '00000000-0000-7000-8000-000000000000';
const SPAN = { startsAt: '2026-12-25T10:00:00+09:00', endsAt: '2027-01-04T10:00:00+09:00' };

describe('settings of a period', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let period: PeriodRows;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    period = await PeriodRows.create(app, SPAN);
  });

  const path = (part = '') => `/api/v1/periods/${period.id}${part}`;
  const post = (part: string, input: object) => app.as(contractor).post(path(part)).send(input);
  const remove = (part: string) => app.as(contractor).delete(path(part));
  const patch = (version: number, change: object) =>
    app.as(contractor).patch(path()).set('If-Match', `"v${version}"`).send(change);
  const removals = () =>
    app.sql<{ action: string; detail: object }>(
      `SELECT action, detail FROM audit_log WHERE object_id = $1 AND action LIKE '%removed' ORDER BY id`,
      [period.id],
    );

  it('answers with exactly what was added', async () => {
    const organisationId = await app.organisation();
    const added = await post('/participations', {
      organisationId: organisationId.toUpperCase(),
      budgetYen: 5,
    }).expect(201);
    expect(added.body).toEqual({
      id: expect.any(String),
      organisationId,
      organisationName: expect.stringContaining('団体'),
      seatsPromised: null,
      budgetYen: 5,
      maxMinutes: null,
      version: 1,
    });
    const unknown = await post('/participations', { organisationId: NOWHERE }).expect(422);
    expect(unknown.body.errors[0].pointer).toBe('/organisationId');
    await post('/fields', { fieldCode: 'suicide', label: '死にたい' }).expect(201);
    const second = await post('/fields', { fieldCode: 'under18', digit: '7', label: '18歳以下' }).expect(201);
    expect(second.body).toEqual({ fieldCode: 'under18', digit: '7', label: '18歳以下', sortOrder: 2 });
  });

  it('changes what an organisation promised, from the state that was seen, and audits both figures', async () => {
    const coordinator = await app.account('coordinator');
    const { organisationId } = coordinator;
    await post('/participations', { organisationId, seatsPromised: 2, budgetYen: 5 }).expect(201);
    const change = (tag: string, input: object, account = contractor, id = organisationId) =>
      app
        .as(account)
        .patch(path(`/participations/${id}`))
        .set('If-Match', tag)
        .send(input);
    const changed = await change('"v1"', { seatsPromised: 3, budgetYen: null }).expect(200);
    expect(changed.headers['etag']).toBe('"v2"');
    expect(changed.body).toMatchObject({ seatsPromised: 3, budgetYen: null, maxMinutes: null, version: 2 });
    await change('"v1"', { seatsPromised: 4 }).expect(412);
    const shape = await change('"v2"', { maxMinutes: -1 }).expect(400);
    expect(shape.body.errors[0].pointer).toBe('/maxMinutes');
    await change('"v2"', {}).expect(400);
    expect((await change('2', { seatsPromised: 4 }).expect(400)).body.errors).toEqual([
      { pointer: '#If-Match', code: 'if_match', message: expect.stringContaining('"v3"') },
    ]);
    await change('"v2"', { seatsPromised: 9 }, coordinator).expect(403);
    await change('"v1"', { seatsPromised: 9 }, contractor, NOWHERE).expect(404);
    await change('"v1"', { seatsPromised: 9 }, contractor, 'x').expect(404);
    const audit = await app.sql(
      `SELECT detail FROM audit_log WHERE object_id = $1 AND action = 'period.participation_changed'`,
      [period.id],
    );
    expect(audit).toEqual([
      {
        detail: {
          before: { seatsPromised: 2, budgetYen: 5, maxMinutes: null },
          after: { seatsPromised: 3, budgetYen: null, maxMinutes: null },
        },
      },
    ]);
  });

  it.each([
    ['ends as the period begins', { closesAt: SPAN.startsAt, opensAt: '2026-12-20T00:00:00Z' }, '/closesAt'],
    ['begins as the period ends', { opensAt: SPAN.endsAt, closesAt: '2027-02-01T00:00:00Z' }, '/opensAt'],
    ['ends before it begins', { closesAt: '2026-12-01T00:00:00Z' }, '/closesAt'],
    ['opens each day at 24:00', { daily: { from: '24:00', until: '05:00' } }, '/daily/from'],
    ['is open for no time of the day', { daily: { from: '05:00', until: '05:00' } }, '/daily'],
  ])('refuses hours: %s', async (_, hours, pointer) => {
    const { body } = await post('/opening-windows', { channel: 'phone', ...hours }).expect(422);
    expect(body.errors).toEqual([
      expect.objectContaining({ pointer, message: expect.stringContaining('。') }),
    ]);
  });

  it('takes hours that reach beyond the period, and removes them again', async () => {
    const hours = { opensAt: '2026-12-20T09:00:00+09:00', closesAt: '2027-01-10T20:00:00+09:00' };
    const { body } = await post('/opening-windows', { channel: 'metaverse', ...hours }).expect(201);
    expect(body).toMatchObject({ ...hours, daily: null });
    await app
      .as(await app.account('coordinator'))
      .delete(path(`/opening-windows/${body.id}`))
      .expect(403);
    const other = await PeriodRows.create(app, SPAN);
    await app.as(contractor).delete(`/api/v1/periods/${other.id}/opening-windows/${body.id}`).expect(404);
    await remove(`/opening-windows/${body.id}`).expect(204);
    await remove(`/opening-windows/${body.id}`).expect(404);
    const list = await app.as(contractor).get(path('/opening-windows')).expect(200);
    expect(list.body.items).toEqual([]);
    const detail = { id: body.id, channel: 'metaverse', opensAt: '2026-12-20T00:00:00.000Z' };
    expect(await removals()).toEqual([
      { action: 'period.window_removed', detail: expect.objectContaining(detail) },
    ]);
  });

  it('removes a field from the menu unless shifts or calls use it', async () => {
    await period.menu([
      ['suicide', '3', '死にたいほどつらい'],
      ['under18', '7', '18歳以下'],
      ['women', '4', '女性'],
    ]);
    await period.contacts([{ dialledAt: '2026-12-26T10:00:00+09:00', digit: '3', fieldCode: 'suicide' }]);
    await period.duty([{ startsAt: '2026-12-26T10:00:00+09:00', endsAt: '2026-12-26T18:00:00+09:00' }]);
    await app.sql(`UPDATE shift SET field_code = 'under18' WHERE period_id = $1`, [period.id]);
    for (const used of ['suicide', 'under18']) {
      expect((await remove(`/fields/${used}`).expect(409)).body.code).toBe('field_in_use');
    }
    await remove('/fields/women').expect(204);
    await remove('/fields/women').expect(404);
    await remove('/fields/%E5%A5%B3%00').expect(404);
    const menu = await app.as(contractor).get(path('/fields')).expect(200);
    expect(menu.body.items.map((item: { fieldCode: string }) => item.fieldCode)).toEqual([
      'suicide',
      'under18',
    ]);
    expect(await removals()).toEqual([
      {
        action: 'period.field_removed',
        detail: { fieldCode: 'women', digit: '4', label: '女性', sortOrder: 3 },
      },
    ]);
  });

  it('keeps the settings of a closed period', async () => {
    await period.menu([['women', '4', '女性']]);
    const { body } = await post('/opening-windows', { channel: 'phone' }).expect(201);
    await patch(1, { status: 'closed' }).expect(200);
    const answers = [
      await remove('/fields/women'),
      await remove(`/opening-windows/${body.id}`),
      await post('/fields', { fieldCode: 'suicide', label: '死' }),
      await post('/opening-windows', { channel: 'chat' }),
      await post('/participations', { organisationId: await app.organisation() }),
    ];
    expect(answers.map((answer) => `${answer.status} ${answer.body.code}`)).toEqual(
      answers.map(() => '409 period_closed'),
    );
  });

  it('does not move a period away from what stands in it, and says what', async () => {
    const moved = { startsAt: '2026-12-26T10:00:00+09:00', endsAt: '2027-01-03T10:00:00+09:00' };
    const refused = async (...kinds: string[]) => {
      const { body } = await patch(1, moved).expect(409);
      expect(body.code).toBe('period_in_use');
      expect(body.detail).toContain(`（${kinds.join('・')}）`);
    };
    await period.duty([
      { startsAt: '2026-12-26T08:00:00+09:00', endsAt: '2026-12-26T12:00:00+09:00' },
      { startsAt: '2027-01-03T08:00:00+09:00', endsAt: '2027-01-03T16:00:00+09:00' },
    ]);
    await period.contacts([
      { dialledAt: '2026-12-25T09:59:59+09:00' },
      { dialledAt: '2026-12-26T10:00:00+09:00' },
    ]);
    await period.sheets([{ startedAt: '2027-01-04T10:00:00+09:00' }]);
    const { body: kept } = await patch(1, moved).expect(200);
    await patch(kept.version, SPAN).expect(200);
    await app.sql(`UPDATE period SET version = 1 WHERE id = $1`, [period.id]);

    await period.duty([{ startsAt: '2026-12-26T02:00:00+09:00', endsAt: '2026-12-26T10:00:00+09:00' }]);
    await refused('シフト');
    await period.contacts([{ dialledAt: '2026-12-26T09:59:59+09:00' }]);
    await refused('シフト', '呼');
    await period.sheets([{ startedAt: '2027-01-03T10:00:00+09:00' }]);
    await refused('シフト', '呼', '相談記録票');
    const window = { channel: 'chat', opensAt: '2027-01-03T10:00:00+09:00' };
    await post('/opening-windows', window).expect(201);
    await refused('受付時間', 'シフト', '呼', '相談記録票');
    await patch(1, { endsAt: '2027-01-05T10:00:00+09:00' }).expect(200);
  });
});
