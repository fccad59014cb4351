import { openPeriod } from '../../support/factories/period';
import { addSheet, agreed } from '../../support/factories/referrals';
import { type TestAccount, TestApp } from '../../support/test-app';

const PERSON = { name: '見本 花子', contact: '090-0000-0000', address: '見本市1-2-3' };

describe('taking consent back, and a ground beside a consent', () => {
  let app: TestApp;
  let staff: TestAccount;
  let supervisor: TestAccount;
  let counsellor: TestAccount;
  let periodId: string;
  let receivers = 0;

  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.account('referrals');
    supervisor = await app.account('supervisor', staff.organisationId);
    counsellor = await app.account('counsellor', staff.organisationId);
    periodId = await openPeriod(app, [staff.organisationId]);
  });
  afterAll(() => app.stop());

  const step = (id: string, name: string, version: number, body: object = {}, account = staff) =>
    app.as(account).post(`/api/v1/referrals/${id}/${name}`).set('If-Match', `"v${version}"`).send(body);
  const read = async (id: string) => (await app.as(staff).get(`/api/v1/referrals/${id}`).expect(200)).body;
  const packet = (id: string) => app.as(staff).get(`/api/v1/referrals/${id}/packet`);
  function attempts() {
    receivers += 1;
    const receiverName = `取消しの窓口${receivers}`;
    const sheet = addSheet(app, periodId, counsellor);
    return async (): Promise<{ id: string; needId: string }> => {
      const input = { worryCategory: 'W01', handoverMethod: 'agency_contacted', receiverKind: 'other' };
      const sent = { ...input, consultationId: await sheet, receiverName };
      return (await app.as(staff).post('/api/v1/referrals').send(sent).expect(201)).body;
    };
  }
  async function named(consent: object): Promise<{ id: string; again: ReturnType<typeof attempts> }> {
    const again = attempts();
    const { id, needId } = await again();
    await app
      .as(staff)
      .put(`/api/v1/referral-needs/${needId}/identity`)
      .set('If-Match', '"v1"')
      .send(PERSON)
      .expect(200);
    await step(id, 'consent', 1, agreed(consent)).expect(201);
    await step(id, 'dispatch', 2).expect(201);
    await step(id, 'acceptance', 3).expect(201);
    return { id, again };
  }

  it('hides the person from a receiver that has taken them in, and lets nothing more be sent', async () => {
    const { id, again } = await named({ coversIdentity: true });
    await step(id, 'reception', 4).expect(201);
    expect((await packet(id).expect(200)).body.identity).toEqual(PERSON);
    const taken = await step(id, 'revocation', 5, { note: '電話で申し出' }, counsellor).expect(201);
    expect(taken.body).toMatchObject({ status: 'received', version: 6 });
    await packet(id).expect(404);
    const { consents, events } = await read(id);
    expect(consents).toEqual([
      expect.objectContaining({
        withdrawnAt: expect.stringMatching(/\+09:00$/),
        withdrawalNotedBy: counsellor.accountId,
      }),
    ]);
    expect(events.at(-1)).toMatchObject({ move: 'revocation', note: '電話で申し出', toStatus: 'received' });
    const { id: next } = await again();
    expect((await step(next, 'dispatch', 1).expect(409)).body.code).toBe('consent_missing');
    const audit = await app.sql(
      `SELECT action, detail FROM audit_log WHERE object_id = $1 ORDER BY id DESC LIMIT 3`,
      [id],
    );
    expect(audit).toContainEqual({
      action: 'referral_consent.withdrawn',
      detail: { consents: 1, serviceId: null },
    });
    expect(JSON.stringify(audit)).not.toContain('申し出');
  });

  it('is noted after the end, and before the next attempt is sent', async () => {
    const { id, again } = await named({});
    await step(id, 'closure', 4, { outcome: 'refused_by_client' }).expect(201);
    const { id: next } = await again();
    expect((await step(id, 'revocation', 5).expect(201)).body).toMatchObject({
      status: 'closed',
      outcome: 'refused_by_client',
    });
    expect((await step(next, 'dispatch', 1).expect(409)).body.code).toBe('consent_missing');
    const { id: third } = await again();
    await step(third, 'revocation', 1).expect(201);
    await step(third, 'consent', 2, agreed()).expect(201);
    await step(third, 'dispatch', 3).expect(201);
  });

  it('ends an attempt that is under way', async () => {
    const { id } = await named({});
    await step(id, 'revocation', 3).expect(412);
    await step(id, 'revocation', 4, {}, await app.account('referrals')).expect(404);
    await step(id, 'revocation', 4, { note: 1 }).expect(400);
    expect((await step(id, 'revocation', 4).expect(201)).body).toMatchObject({
      status: 'withdrawn',
      withdrawalReason: 'consent_withdrawn',
    });
    await packet(id).expect(404);
  });

  it('lets a confirmed ground name the person where the consent did not, also under way', async () => {
    const { id } = await named({ coversIdentity: false });
    expect((await packet(id).expect(200)).body.identity).toBeNull();
    const ground = { ground: 'life_body_property', reason: '切迫している', coversIdentity: true };
    await step(id, 'override', 4, ground).expect(201);
    expect((await packet(id).expect(200)).body.identity).toBeNull();
    await step(id, 'override/confirmation', 5, {}, supervisor).expect(201);
    expect((await packet(id).expect(200)).body.identity).toEqual(PERSON);
  });

  it('states no ground for what has ended', async () => {
    const { id } = await named({});
    await step(id, 'closure', 4, { outcome: 'unknown' }).expect(201);
    const ground = { ground: 'by_law', reason: '終わった後' };
    expect((await step(id, 'override', 5, ground).expect(409)).body.code).toBe('move_not_allowed');
  });
});
