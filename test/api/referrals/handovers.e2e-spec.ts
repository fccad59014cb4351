import { randomUUID } from 'node:crypto';
import { openPeriod } from '../../support/factories/period';
import { addSheet } from '../../support/factories/referrals';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('handing over at the end of a period', () => {
  let app: TestApp;
  let staff: TestAccount;
  let coordinator: TestAccount;
  let contractor: TestAccount;
  let otherCoordinator: TestAccount;
  let periodId: string;
  const needs: string[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.account('referrals');
    coordinator = await app.account('coordinator', staff.organisationId);
    otherCoordinator = await app.account('coordinator');
    contractor = await app.account('contractor');
    periodId = await openPeriod(app, [staff.organisationId, otherCoordinator.organisationId]);
    for (const worryCategory of ['W01', 'W02', 'W03']) {
      const consultationId = await addSheet(app, periodId, staff);
      const input = {
        consultationId,
        worryCategory,
        receiverName: '窓口',
        receiverKind: 'other',
        handoverMethod: 'agency_contacted',
      };
      const { body } = await app.as(staff).post('/api/v1/referrals').send(input).expect(201);
      needs.push(body.needId);
    }
    await app.sql(`UPDATE referral_need SET outcome = 'met', closed_at = now() WHERE id = $1`, [needs[2]]);
  });
  afterAll(() => app.stop());

  const list = (account: TestAccount, query = '') =>
    app.as(account).get(`/api/v1/periods/${periodId}/referral-handovers${query}`);
  const record = (account: TestAccount, organisationId: string, ownerAccountId: string) =>
    app
      .as(account)
      .put(`/api/v1/periods/${periodId}/referral-handovers/${organisationId}`)
      .send({ ownerAccountId });
  const row = (change: object) =>
    expect.objectContaining({
      organisationId: staff.organisationId,
      openNeeds: 2,
      openAttempts: 2,
      ...change,
    });

  it('lists what each organisation still has open, to the office all and to a coordinator their own', async () => {
    const all = await list(contractor).expect(200);
    expect(all.body.items).toHaveLength(2);
    expect(all.body.items).toContainEqual(row({ withoutOwner: 0, ownerAccountId: null, isDue: true }));
    const other = {
      organisationId: otherCoordinator.organisationId,
      openNeeds: 0,
      openAttempts: 0,
      isDue: false,
    };
    expect(all.body.items).toContainEqual(expect.objectContaining(other));
    expect((await list(coordinator).expect(200)).body.items).toEqual([row({})]);
    const first = await list(contractor, '?limit=1').expect(200);
    const second = await list(contractor, `?limit=1&cursor=${first.body.nextCursor}`).expect(200);
    expect([...first.body.items, ...second.body.items]).toEqual(all.body.items);
    await list(staff).expect(403);
    await app.as(contractor).get(`/api/v1/periods/${randomUUID()}/referral-handovers`).expect(404);
  });

  it('refuses an owner who cannot carry referrals, and another organisation', async () => {
    const counsellor = await app.account('counsellor', staff.organisationId);
    for (const owner of [counsellor, otherCoordinator, contractor]) {
      const refused = await record(coordinator, staff.organisationId, owner.accountId).expect(422);
      expect(refused.body.errors[0].pointer).toBe('/ownerAccountId');
    }
    await record(otherCoordinator, staff.organisationId, otherCoordinator.accountId).expect(404);
    await record(contractor, randomUUID(), staff.accountId).expect(404);
    await record(contractor, 'somewhere', staff.accountId).expect(404);
    const empty = app
      .as(contractor)
      .put(`/api/v1/periods/${periodId}/referral-handovers/${staff.organisationId}`);
    await empty.send({}).expect(400);
  });

  it('outlives the period: the open ones go to their new owner, also after the closing', async () => {
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [periodId]);
    const recorded = await record(coordinator, staff.organisationId, coordinator.accountId).expect(200);
    expect(recorded.body).toEqual(
      row({ ownerAccountId: coordinator.accountId, isDue: false, recordedAt: expect.any(String) }),
    );
    const { body } = await app.as(staff).get(`/api/v1/referral-needs/${needs[0]}`).expect(200);
    expect(body.ownerAccountId).toBe(coordinator.accountId);
    expect(body.owners.at(-1)).toMatchObject({ reason: 'period_close', accountId: coordinator.accountId });
    const closed = await app.as(staff).get(`/api/v1/referral-needs/${needs[2]}`).expect(200);
    expect(closed.body.ownerAccountId).toBe(staff.accountId);
    await app
      .as(coordinator)
      .post(`/api/v1/referrals/${body.attempts[0].id}/closure`)
      .set('If-Match', '"v1"')
      .send({ outcome: 'unreachable' })
      .expect(201);

    await Promise.all([
      record(contractor, staff.organisationId, staff.accountId).expect(200),
      record(coordinator, staff.organisationId, coordinator.accountId).expect(200),
    ]);
    const audit = await app.sql(
      `SELECT account_id, detail FROM audit_log WHERE action = 'referral_handover.recorded' ORDER BY id LIMIT 1`,
    );
    const detail = { ownerAccountId: coordinator.accountId, openNeeds: 2 };
    expect(audit).toEqual([{ account_id: coordinator.accountId, detail }]);
    const numbers = await app.sql(`SELECT h.number FROM referral_handover AS h ORDER BY h.number`);
    expect(numbers).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);
  });
});
