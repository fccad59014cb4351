import { randomUUID } from 'node:crypto';
import { HeldTransaction } from '../../support/held-transaction';
import { lockWaits } from '../../support/lock-waits';
import { openPeriod } from '../../support/factories/period';
import { addSheet, agreed } from '../../support/factories/referrals';
import { type TestAccount, TestApp } from '../../support/test-app';
import { clockAt } from '../../support/test-clock';

const NEEDS = '/api/v1/referral-needs';

describe('the facts of a need', () => {
  let app: TestApp;
  let staff: TestAccount;
  let counsellor: TestAccount;
  let colleague: TestAccount;
  let stranger: TestAccount;
  let periodId: string;
  let consultationId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.account('referrals');
    counsellor = await app.account('counsellor', staff.organisationId);
    colleague = await app.account('counsellor', staff.organisationId);
    stranger = await app.account('referrals');
    periodId = await openPeriod(app, [staff.organisationId]);
  });
  beforeEach(async () => {
    await clockAt(app, '01-02T02:00');
    consultationId = await addSheet(app, periodId, counsellor);
  });
  afterAll(() => app.stop());

  const propose = (change: object = {}, account = staff) =>
    app
      .as(account)
      .post('/api/v1/referrals')
      .send({
        consultationId,
        worryCategory: 'W01',
        receiverName: '窓口',
        receiverKind: 'other',
        handoverMethod: 'agency_contacted',
        ...change,
      });
  const step = (id: string, name: string, version: number, body: object = {}) =>
    app.as(staff).post(`/api/v1/referrals/${id}/${name}`).set('If-Match', `"v${version}"`).send(body);
  const need = async (id: string) => (await app.as(staff).get(`${NEEDS}/${id}`).expect(200)).body;
  const facts = (id: string, version: number, change: object = {}, account = staff) =>
    app
      .as(account)
      .put(`${NEEDS}/${id}/facts`)
      .set('If-Match', `"v${version}"`)
      .send({ area: null, language: 'ja', urgency: 'normal', ...change });
  const trail = (id: string) =>
    app.sql<{ action: string; detail: object }>(
      `SELECT action, detail FROM audit_log WHERE object_id = $1 ORDER BY id`,
      [id],
    );
  async function sent(): Promise<{ id: string; needId: string }> {
    const { body } = await propose().expect(201);
    await step(body.id, 'consent', 1, agreed()).expect(201);
    const { body: under } = await step(body.id, 'dispatch', 2).expect(201);
    expect(under.respondBy).toBe('2027-01-05T15:45:00+09:00');
    return body;
  }

  it('are raised by a further proposal, and what is under way is due sooner', async () => {
    const { id, needId } = await sent();
    await clockAt(app, '01-02T03:00');
    const { body: second } = await propose({ urgency: 'urgent', area: '13' }, counsellor).expect(201);
    expect(second).toMatchObject({ needId, urgency: 'urgent', areaCode: '13' });
    const { attempts, urgency, version } = await need(needId);
    expect([urgency, version]).toEqual(['urgent', 2]);
    expect(attempts[0]).toMatchObject({ id, status: 'sent', respondBy: '2027-01-02T05:00:00+09:00' });
    expect(attempts[0].steps.at(-1)).toMatchObject({
      move: 'urgency',
      accountId: counsellor.accountId,
      respondBy: '2027-01-02T05:00:00+09:00',
    });
    expect((await trail(needId)).at(-1)).toEqual({
      action: 'referral_need.changed',
      detail: {
        from: { areaCode: null, language: 'ja', urgency: 'normal' },
        to: { areaCode: '13', language: 'ja', urgency: 'urgent' },
      },
    });
    expect((await trail(id)).at(-1)).toMatchObject({ action: 'referral.moved' });
    // Known more exactly now; less exactly or less urgent says nothing new.
    await propose({ area: '13101' }).expect(201);
    await propose({ area: '13', urgency: 'watch', language: 'ja' }).expect(201);
    expect(await need(needId)).toMatchObject({ urgency: 'urgent', areaCode: '13101', version: 3 });
  });

  it('refuse a further proposal that says something else', async () => {
    const { body } = await propose({ area: '13101' }).expect(201);
    for (const [pointer, change] of [
      ['/area', { area: '27' }],
      ['/language', { language: 'en' }],
    ] as const) {
      const refused = await propose(change).expect(409);
      expect(refused.body.code).toBe('need_differs');
      expect(refused.body.errors[0].pointer).toBe(pointer);
    }
    expect((await need(body.needId)).attempts).toHaveLength(1);
  });

  it('are set anew by whoever works on the sheet, seen before', async () => {
    const { id, needId } = await sent();
    await facts(needId, 9).expect(412);
    await facts(needId, 1, { urgency: 'soon' }).expect(400);
    await facts(needId, 1, { area: '99999' }).expect(422);
    await facts(needId, 1, {}, stranger).expect(404);
    await facts(needId, 1, {}, colleague).expect(404);
    await facts(randomUUID(), 1).expect(404);
    await facts('nowhere', 1).expect(404);
    const changed = await facts(needId, 1, { language: 'en', urgency: 'watch' }, counsellor).expect(200);
    expect(changed.headers['etag']).toBe('"v2"');
    expect(changed.body).toMatchObject({ language: 'en', urgency: 'watch', version: 2 });
    const [attempt] = (await need(needId)).attempts;
    expect(attempt).toMatchObject({ id, respondBy: '2027-01-04T12:30:00+09:00' });
    // Nobody who was told a time is given more of it unasked.
    await facts(needId, 2, { language: 'en' }).expect(200);
    expect((await need(needId)).attempts[0]).toMatchObject({ respondBy: '2027-01-04T12:30:00+09:00' });
    await step(id, 'closure', 4, { outcome: 'unknown' }).expect(201);
    await app
      .as(staff)
      .post(`${NEEDS}/${needId}/closure`)
      .set('If-Match', '"v3"')
      .send({ outcome: 'met' })
      .expect(201);
    expect((await facts(needId, 4).expect(409)).body.code).toBe('need_closed');
  });

  it('closes no need into which an attempt is just coming', async () => {
    const { body } = await propose().expect(201);
    const { needId } = body;
    await step(body.id, 'closure', 1, { outcome: 'unknown' }).expect(201);
    const held = await HeldTransaction.begin(app);
    await held.sql(`SELECT FROM referral_need AS n WHERE n.id = $1 FOR UPDATE`, [needId]);
    const proposing = propose().then((answer) => answer);
    await lockWaits(app, 1);
    const closing = app
      .as(staff)
      .post(`${NEEDS}/${needId}/closure`)
      .set('If-Match', '"v1"')
      .send({ outcome: 'met' })
      .then((answer) => answer);
    await lockWaits(app, 2);
    await held.commit();
    const [proposed, closed] = await Promise.all([proposing, closing]);
    expect(proposed.status).toBe(201);
    const { closedAt } = await need(needId);
    if (proposed.body.needId === needId) expect([closed.status, closedAt]).toEqual([409, null]);
    else expect(closed.status).toBe(201);
  });
});
