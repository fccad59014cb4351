import { openPeriod } from '../../support/factories/period';
import { addSheet, agreed } from '../../support/factories/referrals';
import { type TestAccount, TestApp } from '../../support/test-app';

/** An office of several roles sees more than one organisation; the files of a referral stay those of its own. */
describe('referrals and a wider role', () => {
  let app: TestApp;
  let staff: TestAccount;
  let wide: TestAccount;
  let id: string;
  let needId: string;
  let consultationId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.account('referrals');
    wide = await app.account('contractor');
    await app.sql(`UPDATE account SET roles = $2 WHERE id = $1`, [
      wide.accountId,
      ['contractor', 'coordinator'],
    ]);
    const periodId = await openPeriod(app, [staff.organisationId, wide.organisationId]);
    consultationId = await addSheet(app, periodId, staff);
    const { body } = await app.as(staff).post('/api/v1/referrals').send(input()).expect(201);
    ({ id, needId } = body);
    const identify = app.as(staff).put(`/api/v1/referral-needs/${needId}/identity`);
    await identify.set('If-Match', '"v1"').send({ name: '見本 花子' }).expect(200);
    const step = (name: string, version: number, sent: object) =>
      app.as(staff).post(`/api/v1/referrals/${id}/${name}`).set('If-Match', `"v${version}"`).send(sent);
    await step('consent', 1, agreed()).expect(201);
    await step('override', 2, { ground: 'by_law', reason: '法令' }).expect(201);
  });
  afterAll(() => app.stop());

  const input = () => ({
    consultationId,
    worryCategory: 'W01',
    receiverName: '窓口',
    receiverKind: 'other',
    handoverMethod: 'agency_contacted',
  });

  it('shows none of another organisation', async () => {
    for (const path of [
      `referral-needs/${needId}`,
      `referral-needs/${needId}/identity`,
      `referral-needs/${needId}/receivers`,
      `referrals/${id}`,
      `referrals/${id}/packet`,
    ]) {
      const { status } = await app.as(wide).get(`/api/v1/${path}`);
      expect([path, status]).toEqual([path, 404]);
    }
    for (const list of ['referrals', 'referral-needs', 'referral-overrides']) {
      expect((await app.as(staff).get(`/api/v1/${list}`).expect(200)).body.items).toHaveLength(1);
      expect((await app.as(wide).get(`/api/v1/${list}`).expect(200)).body.items).toEqual([]);
    }
  });

  it('changes none of another organisation', async () => {
    const change = (method: 'post' | 'put', path: string, version: number, body: object) =>
      app.as(wide)[method](`/api/v1/${path}`).set('If-Match', `"v${version}"`).send(body).expect(404);
    await change('post', `referrals/${id}/consent`, 3, agreed());
    await change('post', `referrals/${id}/withdrawal`, 3, { reason: 'no_longer_needed' });
    await change('post', `referrals/${id}/override/confirmation`, 3, {});
    await change('put', `referral-needs/${needId}/owner`, 2, { ownerAccountId: null, reason: 'absence' });
    await change('put', `referral-needs/${needId}/identity`, 2, { name: '見本' });
    await change('put', `referral-needs/${needId}/facts`, 2, {
      area: null,
      language: 'ja',
      urgency: 'urgent',
    });
    await change('post', `referral-needs/${needId}/closure`, 2, { outcome: 'met' });
    const refused = await app.as(wide).post('/api/v1/referrals').send(input()).expect(422);
    expect(refused.body.errors[0].pointer).toBe('/consultationId');
  });
});
