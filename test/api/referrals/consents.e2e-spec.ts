import { newBody, newService } from '../../support/factories/directory';
import { openPeriod } from '../../support/factories/period';
import { addSheet, agreed } from '../../support/factories/referrals';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('consent to a referral, and sending without it', () => {
  let app: TestApp;
  let staff: TestAccount;
  let supervisor: TestAccount;
  let coordinator: TestAccount;
  let counsellor: TestAccount;
  let periodId: string;
  let bodyId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.account('referrals');
    [supervisor, coordinator, counsellor] = (await Promise.all(
      (['supervisor', 'coordinator', 'counsellor'] as const).map((role) =>
        app.account(role, staff.organisationId),
      ),
    )) as [TestAccount, TestAccount, TestAccount];
    periodId = await openPeriod(app, [staff.organisationId]);
    bodyId = await newBody(app, coordinator);
  });
  afterAll(() => app.stop());

  const newSheet = () => addSheet(app, periodId, counsellor);
  async function propose(change: object): Promise<string> {
    const { body } = await app
      .as(staff)
      .post('/api/v1/referrals')
      .send({ worryCategory: 'W01', handoverMethod: 'agency_contacted', ...change })
      .expect(201);
    return body.id;
  }
  const unlisted = (receiverName: string) => ({ receiverName, receiverKind: 'other' });
  const step = (id: string, name: string, version: number, body: object = {}, account = staff) =>
    app.as(account).post(`/api/v1/referrals/${id}/${name}`).set('If-Match', `"v${version}"`).send(body);
  const read = async (id: string) => (await app.as(staff).get(`/api/v1/referrals/${id}`).expect(200)).body;

  it('keeps a row for each receiver and purpose: how, by whom, when', async () => {
    const consultationId = await newSheet();
    const serviceId = await newService(app, coordinator, bodyId);
    const id = await propose({ consultationId, serviceId });
    const given = { purposes: ['support', 'feedback'], method: 'spoken_phone', coversIdentity: true };
    await step(id, 'consent', 1, { ...given, note: '了承を得た' }, counsellor).expect(201);
    const { consents, status, receiverName } = await read(id);
    expect(status).toBe('consented');
    const row = {
      id: expect.any(String),
      serviceId,
      receiverName,
      coversIdentity: true,
      method: 'spoken_phone',
      givenBy: 'self',
      givenAt: expect.stringMatching(/\+09:00$/),
      notedBy: counsellor.accountId,
      notedAt: expect.stringMatching(/\+09:00$/),
      withdrawnAt: null,
      withdrawalNotedBy: null,
    };
    expect(consents).toEqual([
      { ...row, purpose: 'support' },
      { ...row, purpose: 'feedback' },
    ]);
    const audit = await app.sql(
      `SELECT action, detail FROM audit_log WHERE object_id = $1 AND action LIKE 'referral_consent%'`,
      [id],
    );
    expect(audit).toEqual([
      {
        action: 'referral_consent.noted',
        detail: {
          purposes: ['support', 'feedback'],
          method: 'spoken_phone',
          coversIdentity: true,
          serviceId,
        },
      },
    ]);
  });

  it('does not take the consent to one receiver for another', async () => {
    const consultationId = await newSheet();
    const [first, second] = [
      await newService(app, coordinator, bodyId),
      await newService(app, coordinator, bodyId),
    ];
    const agreedTo = await propose({ consultationId, serviceId: first });
    await step(agreedTo, 'consent', 1, agreed()).expect(201);
    for (const receiver of [{ serviceId: second }, unlisted('名簿にない団体')]) {
      const id = await propose({ consultationId, ...receiver });
      expect((await step(id, 'dispatch', 1).expect(409)).body.code).toBe('consent_missing');
    }
    const again = await propose({ consultationId, serviceId: first });
    await step(again, 'dispatch', 1).expect(201);
  });

  it('takes it back with the time, and sends nothing more to that receiver', async () => {
    const consultationId = await newSheet();
    const receiver = unlisted('取消しの窓口');
    const [sent, waiting] = [
      await propose({ consultationId, ...receiver }),
      await propose({ consultationId, ...receiver }),
    ];
    await step(sent, 'consent', 1, agreed()).expect(201);
    await step(sent, 'withdrawal', 2, { reason: 'consent_withdrawn' }, counsellor).expect(201);
    const [consent] = (await read(sent)).consents;
    expect(consent).toMatchObject({
      withdrawnAt: expect.stringMatching(/\+09:00$/),
      withdrawalNotedBy: counsellor.accountId,
    });
    expect((await step(waiting, 'dispatch', 1).expect(409)).body.code).toBe('consent_missing');
  });

  it('keeps the consent where it was the sender who was mistaken', async () => {
    const id = await propose({ consultationId: await newSheet(), ...unlisted('誤送信の窓口') });
    await step(id, 'consent', 1, agreed()).expect(201);
    await step(id, 'withdrawal', 2, {}).expect(400);
    await step(id, 'withdrawal', 2, { reason: 'sent_by_mistake' }).expect(201);
    const detail = await read(id);
    expect(detail).toMatchObject({ status: 'withdrawn', withdrawalReason: 'sent_by_mistake' });
    expect(detail.consents[0].withdrawnAt).toBeNull();
  });

  it('names what is wrong with a consent', async () => {
    const id = await propose({ consultationId: await newSheet(), ...unlisted('窓口') });
    const wrong = await step(id, 'consent', 1, { purposes: ['gossip'], method: 'silence' }).expect(400);
    expect(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/method',
      '/purposes',
    ]);
    for (const [pointer, change] of [
      ['/purposes', { purposes: [] }],
      ['/purposes', { purposes: ['feedback'] }],
      ['/givenAt', { givenAt: '2199-01-01T00:00:00+09:00' }],
    ] as const) {
      const refused = await step(id, 'consent', 1, agreed(change)).expect(422);
      expect(refused.body.errors[0].pointer).toBe(pointer);
    }
  });

  it('takes a second one race with a withdrawal: never sent on a consent that is gone', async () => {
    const consultationId = await newSheet();
    for (let round = 0; round < 5; round += 1) {
      const receiver = unlisted(`競合の窓口${round}`);
      const first = await propose({ consultationId, ...receiver });
      const second = await propose({ consultationId, ...receiver });
      await step(first, 'consent', 1, agreed()).expect(201);
      const [sent] = await Promise.all([
        step(second, 'dispatch', 1),
        step(first, 'withdrawal', 2, { reason: 'consent_withdrawn' }).expect(201),
      ]);
      const events = await app.sql<{ late: boolean }>(
        `SELECT rc.withdrawn_at < r.sent_at AS late FROM referral_consent AS rc JOIN referral AS r ON r.id = $2
         WHERE rc.referral_id = $1 AND r.sent_at IS NOT NULL`,
        [first, second],
      );
      expect([201, 409]).toContain(sent.status);
      expect(events.length).toBe(sent.status === 201 ? 1 : 0);
    }
  });

  describe('on a ground in law', () => {
    const ground = { ground: 'suicide_imminent', reason: '切迫しており同意を得られない' };
    const urgent = async () =>
      propose({ consultationId: await newSheet(), ...unlisted('緊急の窓口'), urgency: 'urgent' });

    it('sends only when a second person confirmed, and asks for a review', async () => {
      const id = await urgent();
      await step(id, 'override', 1, ground).expect(201);
      expect((await step(id, 'dispatch', 2).expect(409)).body.code).toBe('second_person_missing');
      expect((await step(id, 'override/confirmation', 2).expect(403)).body.code).toBe(
        'second_person_required',
      );
      await step(id, 'override/confirmation', 2, {}, counsellor).expect(403);
      await step(id, 'override/confirmation', 2, {}, supervisor).expect(201);
      await step(id, 'override/confirmation', 3, {}, coordinator).expect(409);
      await step(id, 'dispatch', 3).expect(201);

      const due = await app.as(staff).get('/api/v1/referral-overrides?state=unreviewed').expect(200);
      expect(due.body.items).toEqual([expect.objectContaining({ referralId: id, reviewResult: null })]);
      expect(JSON.stringify(due.body)).not.toContain('切迫');
      const { reviewDue, confirmedAt } = due.body.items[0];
      expect(Date.parse(reviewDue) - Date.parse(confirmedAt)).toBe(7 * 86_400_000);

      const result = { result: 'justified', note: '妥当と判断した' };
      await step(id, 'override/review', 4, result, staff).expect(403);
      await step(id, 'override/review', 4, { result: 'fine' }, coordinator).expect(400);
      await step(id, 'override/review', 4, result, coordinator).expect(201);
      await step(id, 'override/review', 5, result, coordinator).expect(409);
      const detail = await read(id);
      expect(detail.override).toMatchObject({
        ...ground,
        requestedBy: staff.accountId,
        confirmedBy: supervisor.accountId,
        reviewedBy: coordinator.accountId,
        reviewResult: 'justified',
        review: '妥当と判断した',
      });
      expect(detail.events.map(({ move }: { move: string }) => move)).toEqual([
        'proposal',
        'override_request',
        'override_confirmation',
        'dispatch',
        'override_review',
      ]);
      const audit = await app.sql(`SELECT detail FROM audit_log WHERE object_id = $1`, [id]);
      expect(JSON.stringify(audit)).not.toMatch(/切迫|妥当/);
    });

    it('takes two accounts of one person for one person', async () => {
      const twin = await app.account('supervisor', staff.organisationId);
      await app.sql(`UPDATE account SET person_id = $2 WHERE id = $1`, [twin.accountId, staff.personId]);
      const id = await urgent();
      await step(id, 'override', 1, ground).expect(201);
      expect((await step(id, 'override/confirmation', 2, {}, twin).expect(403)).body.code).toBe(
        'second_person_required',
      );
    });

    it('is stated once, before sending, on a ground of the list', async () => {
      const id = await urgent();
      await step(id, 'override', 1, { ...ground, ground: 'convenience' }).expect(400);
      await step(id, 'override', 1, { ground: 'by_law' }).expect(400);
      await step(id, 'override/confirmation', 1, {}, supervisor).expect(404);
      await step(id, 'override', 1, ground).expect(201);
      expect((await step(id, 'override', 2, ground).expect(409)).body.code).toBe('override_exists');
      await step(id, 'override/review', 2, { result: 'justified', note: '早すぎる' }, supervisor).expect(409);
      await step(id, 'override', 1, ground, await app.account('referrals')).expect(404);
      const { body } = await app.as(counsellor).get('/api/v1/referral-legal-grounds').expect(200);
      expect(body.items).toContainEqual({
        code: 'child_abuse',
        label: '児童虐待を受けたと思われる児童の通告',
        source: '児童虐待の防止等に関する法律第6条',
      });
    });

    it('shows no other organisation what is open', async () => {
      const stranger = await app.account('supervisor');
      const { body } = await app.as(stranger).get('/api/v1/referral-overrides').expect(200);
      expect(body.items).toEqual([]);
    });
  });
});
