import { randomUUID } from 'node:crypto';
import { CallLog } from '../../support/factories/calls';
import { CONSULTATIONS, conflictCopies } from '../../support/factories/draft';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { HeldTransaction } from '../../support/held-transaction';
import { lockWaits } from '../../support/lock-waits';
import { type TestAccount, TestApp } from '../../support/test-app';

const AT = '2027-01-01T01:00:00+09:00';

describe('which call a sheet is about', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let colleague: TestAccount;
  let supervisor: TestAccount;
  let stranger: TestAccount;
  let periodId: string;
  let calls: CallLog;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    counsellor = await app.account('counsellor');
    colleague = await app.account('counsellor', counsellor.organisationId);
    supervisor = await app.account('supervisor', counsellor.organisationId);
    stranger = await app.account('supervisor');
    periodId = await openPeriod(app, [counsellor.organisationId, stranger.organisationId]);
    calls = await CallLog.of(app, periodId, counsellor);
  });
  afterAll(() => app.stop());

  const call = () => calls.add({ answeredAt: AT });
  const file = (rest: object = {}) =>
    app
      .as(counsellor)
      .post(CONSULTATIONS)
      .send({ periodId, channel: 'phone', startedAt: AT, answers: { contact_result: 'talk' }, ...rest });
  const filed = async (rest: object = {}): Promise<string> => (await file(rest).expect(201)).body.id;
  const link = (id: string, tag: string, body: object, who = counsellor) =>
    app.as(who).put(`${CONSULTATIONS}/${id}/call`).set('If-Match', tag).send(body);
  const unlink = (id: string, tag: string, body: object, who = counsellor) =>
    app.as(who).delete(`${CONSULTATIONS}/${id}/call`).set('If-Match', tag).send(body);
  const trail = async (id: string) =>
    (await app.as(counsellor).get(`${CONSULTATIONS}/${id}/call-links`).expect(200)).body.items as {
      contactId: string;
      change: string;
      how: string;
      reason: string | null;
    }[];
  /** As the matching leaves it. */
  const linkedByMachine = async (contactId: string): Promise<string> => {
    const id = await filed();
    await app.sql(`UPDATE consultation SET contact_id = $2 WHERE id = $1`, [id, contactId]);
    await app.sql(
      `INSERT INTO consultation_call_link (consultation_id, organisation_id, contact_id, change, how, version, score, changed_at)
       SELECT co.id, co.organisation_id, co.contact_id, 'linked', 'automatic', co.version, 80, now()
       FROM consultation AS co WHERE co.id = $1`,
      [id],
    );
    return id;
  };

  it('is said, changed and taken back by hand, each with its reason on record', async () => {
    const [first, second, id] = [await call(), await call(), await filed()];
    const linked = await link(id, '"v1"', { contactId: first, reason: '呼番号を聞いた' }).expect(200);
    expect(linked.body).toMatchObject({ contactId: first, version: 2, revision: 1 });
    expect(linked.headers['etag']).toBe('"v2"');
    await link(id, '"v2"', { contactId: second, reason: '聞き違い' }).expect(200);
    const without = await unlink(id, '"v3"', { reason: 'どちらでもない' }, supervisor).expect(200);
    expect(without.body).toMatchObject({ contactId: null, version: 4 });
    expect((await trail(id)).map(({ contactId, change, reason }) => [contactId, change, reason])).toEqual([
      [second, 'unlinked', 'どちらでもない'],
      [second, 'linked', '聞き違い'],
      [first, 'unlinked', '聞き違い'],
      [first, 'linked', '呼番号を聞いた'],
    ]);
    const audited = await app.sql<{ action: string; detail: object }>(
      `SELECT al.action, al.detail FROM audit_log AS al
       WHERE al.object_id = $1 AND al.action ~ 'call_(un)?linked' ORDER BY al.id`,
      [id],
    );
    expect(audited).toEqual([
      { action: 'consultation.call_linked', detail: { contactId: first, how: 'manual' } },
      { action: 'consultation.call_linked', detail: { contactId: second, how: 'manual' } },
      { action: 'consultation.call_unlinked', detail: { contactId: second, how: 'manual' } },
    ]);
    await unlink(id, '"v4"', { reason: '二度目' }).expect(404);
  });

  it('answers the same when a lost answer makes a client send again', async () => {
    const [contactId, id] = [await call(), await filed()];
    const body = { contactId, reason: '確認済み' };
    await link(id, '"v1"', body).expect(200);
    expect((await link(id, '"v1"', body).expect(200)).body).toMatchObject({ version: 2 });
    await link(id, '"v1"', { ...body, reason: '別' }).expect(412);
    expect(await trail(id)).toHaveLength(1);
  });

  it('leaves a call with the sheet that a person linked to it; every leg of a transfer is a call', async () => {
    const carrierNo = randomUUID();
    const legs = [
      await calls.add({ answeredAt: AT, carrierNo, result: 'transferred' }),
      await calls.add({ answeredAt: AT, carrierNo, leg: 2 }),
    ];
    const holder = await filed({ contactId: legs[0] });
    const id = await filed();
    const refused = await link(id, '"v1"', { contactId: legs[0], reason: '私の呼' }).expect(409);
    expect(refused.body).toMatchObject({ code: 'call_has_sheet' });
    expect(await conflictCopies(app, counsellor, id)).toEqual([{ contactId: legs[0], reason: '私の呼' }]);
    expect((await file({ contactId: legs[0] }).expect(409)).body.code).toBe('call_has_sheet');
    await link(id, '"v1"', { contactId: legs[1], reason: '転送先' }).expect(200);
    await app
      .as(supervisor)
      .post(`${CONSULTATIONS}/${holder}/voiding`)
      .set('If-Match', '"v1"')
      .send({ reason: '重複' })
      .expect(200);
    await filed({ contactId: legs[0] });
    await link(holder, '"v2"', { contactId: await call(), reason: '取消し後' }).expect(409);
  });

  it("lets a person's word go before a machine's guess, when filing, amending and linking", async () => {
    const contacts = [await call(), await call(), await call()];
    const guessed = await Promise.all(contacts.map(linkedByMachine));
    const named = await filed({ contactId: contacts[0] });
    const amended = await filed();
    await app
      .as(counsellor)
      .post(`${CONSULTATIONS}/${amended}/amendments`)
      .set('If-Match', '"v1"')
      .send({ reason: '呼が分かった', contactId: contacts[1], answers: { contact_result: 'talk' } })
      .expect(201);
    const byHand = await filed();
    await link(byHand, '"v1"', { contactId: contacts[2], reason: '聞いた' }).expect(200);
    const how = async (id: string) => (await trail(id)).map((each) => `${each.how} ${each.change}`);
    expect(await Promise.all([named, amended, byHand].map(how))).toEqual([
      ['filing linked'],
      ['amendment linked'],
      ['manual linked'],
    ]);
    expect(await Promise.all(guessed.map(how))).toEqual(
      guessed.map(() => ['claimed unlinked', 'automatic linked']),
    );
  });

  it("lets a person's word go before a machine's guess that is being written", async () => {
    const reachFor: ((contactId: string) => Promise<{ status: number }>)[] = [
      async (contactId) => file({ contactId }),
      async (contactId) =>
        app
          .as(counsellor)
          .post(`${CONSULTATIONS}/${await filed()}/amendments`)
          .set('If-Match', '"v1"')
          .send({ reason: '呼が分かった', contactId, answers: { contact_result: 'talk' } }),
      async (contactId) => link(await filed(), '"v1"', { contactId, reason: '聞いた' }),
    ];
    const statuses: number[] = [];
    for (const reach of reachFor) {
      const [contactId, guessed] = [await call(), await filed()];
      const matching = await HeldTransaction.begin(app);
      await matching.sql(`SELECT FROM contact AS c WHERE c.id = $1 FOR NO KEY UPDATE`, [contactId]);
      await matching.sql(`UPDATE consultation SET contact_id = $2, version = version + 1 WHERE id = $1`, [
        guessed,
        contactId,
      ]);
      await matching.sql(
        `INSERT INTO consultation_call_link (consultation_id, organisation_id, contact_id, change, how, version, score, changed_at)
         SELECT co.id, co.organisation_id, co.contact_id, 'linked', 'automatic', co.version, 80, now()
         FROM consultation AS co WHERE co.id = $1`,
        [guessed],
      );
      const reaching = reach(contactId);
      await lockWaits(app, 1);
      await matching.commit();
      statuses.push((await reaching).status);
      expect((await trail(guessed)).map((each) => `${each.how} ${each.change}`)).toEqual([
        'claimed unlinked',
        'automatic linked',
      ]);
    }
    expect(statuses).toEqual([201, 201, 200]);
  });

  it('may be one that nobody answered: somebody called back', async () => {
    const contactId = await calls.add({ answeredAt: AT, result: 'abandoned_queue' });
    const linked = await link(await filed(), '"v1"', { contactId, reason: '折り返した' }).expect(200);
    expect(linked.body).toMatchObject({ contactId });
  });

  it('gives a call to one of many that reach for it at once', async () => {
    const contactId = await call();
    const ids = await Promise.all(Array.from({ length: 8 }, () => filed()));
    const answers = await Promise.all(
      ids.map(async (id) => (await link(id, '"v1"', { contactId, reason: '私の' })).status),
    );
    expect(answers.toSorted((a, b) => a - b)).toEqual([200, ...Array<number>(7).fill(409)]);
  });

  it('names what is wrong, and is silent about what is not one’s own', async () => {
    const id = await filed();
    const contactId = await call();
    const foreign = await calls.add({ answeredAt: AT, organisationId: stranger.organisationId });
    const body = { contactId, reason: '理由' };
    for (const unknown of [foreign, randomUUID()]) {
      const { body: problem } = await link(id, '"v1"', { ...body, contactId: unknown }).expect(422);
      expect(problem.errors).toMatchObject([{ pointer: '/contactId', code: 'unknown' }]);
    }
    const wordless = [{ contactId }, { contactId, reason: ' ' }, { contactId, reason: '長'.repeat(501) }];
    for (const sent of wordless) {
      const { body: problem } = await link(id, '"v1"', sent).expect(422);
      expect(problem.errors).toMatchObject([{ pointer: '/reason' }]);
    }
    expect(await conflictCopies(app, counsellor, id)).toEqual(expect.arrayContaining(wordless));
    await link(id, '"v1"', { ...body, contactId: 'あの電話' }).expect(400);
    const linked = await filed({ contactId: await call() });
    const { body: unsaid } = await unlink(linked, '"v1"', {}).expect(422);
    expect(unsaid.errors).toMatchObject([{ pointer: '/reason', code: 'required' }]);
    await app.as(counsellor).put(`${CONSULTATIONS}/${id}/call`).send(body).expect(428);
    for (const who of [stranger, colleague]) await link(id, '"v1"', body, who).expect(404);
    await app.as(stranger).get(`${CONSULTATIONS}/${id}/call-links`).expect(404);
    await link(id, '"v1"', body, await app.account('analyst')).expect(403);
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [periodId]);
    expect((await link(id, '"v1"', body).expect(409)).body.code).toBe('period_closed');
    await app.sql(`UPDATE period SET status = 'open' WHERE id = $1`, [periodId]);
  });
});
