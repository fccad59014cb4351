import { randomUUID } from 'node:crypto';
import { CONSULTATIONS, putDraft } from '../../support/factories/draft';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { agreed } from '../../support/factories/referrals';
import { type TestAccount, TestApp } from '../../support/test-app';

const WORDS = '夫が同じ団体で働いている';

describe('blocks of related people', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let related: TestAccount;
  let supervisor: TestAccount;
  let coordinator: TestAccount;
  let stranger: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
  });
  beforeEach(async () => {
    counsellor = await app.account('counsellor');
    related = await app.account('supervisor', counsellor.organisationId);
    supervisor = await app.account('supervisor', counsellor.organisationId);
    coordinator = await app.account('coordinator', counsellor.organisationId);
    stranger = await app.account('supervisor');
    periodId = await openPeriod(app, [counsellor.organisationId]);
  });
  afterAll(() => app.stop());

  const content = (summary = '相談の内容') => ({
    periodId,
    channel: 'phone',
    startedAt: '2027-01-01T01:00:00+09:00',
    answers: { contact_result: 'talk', summary },
  });
  const filed = async (rest: object = {}): Promise<string> => {
    const { body } = await app
      .as(counsellor)
      .post(CONSULTATIONS)
      .send({ ...content(), ...rest })
      .expect(201);
    return body.id as string;
  };
  const block = (id: string, target: object, who = counsellor) =>
    app
      .as(who)
      .post(`${CONSULTATIONS}/${id}/blocks`)
      .send({ kind: 'person', reason: WORDS, ...target });
  const closed = async (id: string): Promise<string> =>
    (await block(id, { personId: related.personId }).expect(201)).body.id as string;
  const liftings = (id: string, blockId: string) => `${CONSULTATIONS}/${id}/blocks/${blockId}/liftings`;
  const ask = (id: string, blockId: string, rest: object = {}, who = supervisor) =>
    app
      .as(who)
      .post(liftings(id, blockId))
      .send({ reason: '人違いと分かった', ...rest });
  const decide = (path: string, verb: string, who: TestAccount) => app.as(who).post(`${path}/${verb}`);
  const listed = async (path: string, who: TestAccount): Promise<string[]> => {
    const { body } = await app.as(who).get(path).expect(200);
    return (body.items as { id: string; consultationId?: string }[]).map(
      (item) => item.consultationId ?? item.id,
    );
  };
  const rename = (account: TestAccount, family: string, given: string) =>
    app.sql(`UPDATE person SET family_name = $2, given_name = $3 WHERE id = $1`, [
      account.personId,
      family,
      given,
    ]);
  const sees = async (id: string, who: TestAccount): Promise<number> =>
    (await app.as(who).get(`${CONSULTATIONS}/${id}`)).status;

  it('close every way to the case to the person, and to nobody else', async () => {
    const [id, other] = [await filed(), await filed()];
    const referral = { consultationId: id, worryCategory: 'W02', receiverName: '架空市の窓口' };
    const kinds = { receiverKind: 'self_reliance_support', handoverMethod: 'agency_contacted' };
    const referralId = (
      await app
        .as(supervisor)
        .post('/api/v1/referrals')
        .send({ ...referral, ...kinds })
        .expect(201)
    ).body.id as string;
    expect(await sees(id, related)).toBe(200);
    await closed(id);

    const [sheet, tied] = [`${CONSULTATIONS}/${id}`, `/api/v1/referrals/${referralId}`];
    const ways = [
      sheet,
      `${sheet}/revisions`,
      `${sheet}/revisions/1`,
      `${sheet}/conflicts`,
      `${sheet}/reviews`,
      tied,
    ];
    for (const way of ways) await app.as(related).get(way).expect(404);
    await app
      .as(related)
      .post(`${sheet}/review`)
      .set('If-Match', '"v1"')
      .send({ decision: 'approved' })
      .expect(404);
    await app
      .as(related)
      .post(`${sheet}/amendments`)
      .set('If-Match', '"v1"')
      .send({ reason: '訂正', answers: { contact_result: 'talk' } })
      .expect(404);
    await app
      .as(related)
      .post('/api/v1/referrals')
      .send({ ...referral, ...kinds })
      .expect(422);
    await app
      .as(related)
      .post(`/api/v1/referrals/${referralId}/consent`)
      .set('If-Match', '"v1"')
      .send(agreed())
      .expect(404);
    expect(await listed(CONSULTATIONS, related)).toEqual([other]);
    expect(await listed('/api/v1/referrals', related)).toEqual([]);
    expect(await listed(`/api/v1/case-blocks`, related)).toEqual([]);

    for (const way of ways) await app.as(supervisor).get(way).expect(200);
    expect((await listed(CONSULTATIONS, supervisor)).sort()).toEqual([id, other].sort());
    expect(await listed(`/api/v1/case-blocks?consultationId=${id}`, supervisor)).toEqual([id]);
  });

  it('answer the person as if there were nothing under that id, whatever is sent', async () => {
    const id = await filed();
    await closed(id);
    for (const method of ['put', 'post'] as const) {
      const send = (to: string) =>
        method === 'put'
          ? putDraft(app, related, to, null, content())
          : app
              .as(related)
              .post(CONSULTATIONS)
              .send({ ...content(), id: to });
      const [taken, free] = [await send(id), await send(randomUUID())];
      expect(taken.status).toBeLessThan(500);
      expect([403, 409]).toContain(taken.status);
      expect(JSON.stringify(taken.body)).not.toContain('相談の内容');
      expect(free.status).toBe(201);
    }
    await block(id, { personId: related.personId }, related).expect(404);
  });

  it('keep the case out of files that the person orders or has ordered', async () => {
    const id = await filed();
    const other = await filed();
    const order = async () => {
      const asked = app.as(related).post('/api/v1/consultation-exports').set('Prefer', 'wait=60');
      return (await asked.send({ periodIds: [periodId], withNarratives: true }).expect(202)).body;
    };
    const before = await order();
    expect((await app.as(related).get(`/api/v1/jobs/${before.id}/output`).expect(200)).text).toContain(id);
    await closed(id);
    await app.as(related).get(`/api/v1/jobs/${before.id}/output`).expect(404);
    const after = await order();
    expect(after.counts.rows).toBe(1);
    const { text } = await app.as(related).get(`/api/v1/jobs/${after.id}/output`).expect(200);
    expect(text).toContain(other);
    expect(text).not.toContain(id);
  });

  it('hold for a draft of the caller on the line, and for the sheet it becomes', async () => {
    const id = randomUUID();
    await putDraft(app, counsellor, id, null, content()).expect(201);
    await closed(id);
    await app.as(related).get(`${CONSULTATIONS}/${id}/draft`).expect(404);
    await app.as(counsellor).post(`${CONSULTATIONS}/${id}/submission`).set('If-Match', '"v1"').expect(201);
    expect(await sees(id, related)).toBe(404);
    expect(await sees(id, supervisor)).toBe(200);
  });

  it('by name mean everybody who bears it, also whoever is entered or renamed later', async () => {
    await rename(related, '架空', '一郎');
    const id = await filed();
    const made = await block(id, { kind: 'name', name: '架空　一郎' }).expect(201);
    expect(made.body).toMatchObject({ kind: 'name', name: '架空　一郎', ownPeople: 1, state: 'in_force' });
    expect(await sees(id, related)).toBe(404);
    expect(await sees(id, supervisor)).toBe(200);
    await rename(supervisor, '架空', '一郎');
    expect(await sees(id, supervisor)).toBe(404);
    const byKana = await filed();
    await app.sql(`UPDATE person SET family_kana = 'カクウ', given_kana = 'ジロウ' WHERE id = $1`, [
      coordinator.personId,
    ]);
    await block(byKana, { kind: 'name', name: 'かくう じろう' }).expect(201);
    expect(await sees(byKana, coordinator)).toBe(404);
  });

  it('of the number keep the case from whoever takes the next call from it', async () => {
    const jobId = randomUUID();
    await app.sql(
      `INSERT INTO job (id, kind, organisation_id, account_id, request_id, input, status, created_at)
       VALUES ($1, 'call_import', $2, $3, 'test', '{}', 'succeeded', now())`,
      [jobId, counsellor.organisationId, counsellor.accountId],
    );
    const call = async (): Promise<string> => {
      const contactId = randomUUID();
      await app.sql(
        `INSERT INTO contact (id, period_id, organisation_id, channel, carrier_no, dialled_at, answered_at, result, caller_hash,
           job_id, source_row)
         VALUES ($1, $2, $3, 'phone', $5, '2027-01-01T01:00:00+09:00', '2027-01-01T01:00:00+09:00', 'answered',
                 decode('00112233445566778899aabbccddeeff', 'hex'), $4, 2)`,
        [contactId, periodId, counsellor.organisationId, jobId, contactId],
      );
      return contactId;
    };
    const [hers, his] = [await call(), await call()];
    const id = await filed({ contactId: hers });
    const before = await app.as(supervisor).get(`${CONSULTATIONS}/callers/${his}`).expect(200);
    expect(before.body).toMatchObject({ callsInPeriod: 2 });
    expect(await listed(`${CONSULTATIONS}?callerOf=${his}`, supervisor)).toEqual([id]);
    await block(id, { kind: 'caller_number' }).expect(201);
    const after = await app.as(supervisor).get(`${CONSULTATIONS}/callers/${his}`).expect(200);
    expect(after.body).toMatchObject({ callsInPeriod: 1 });
    expect(await listed(`${CONSULTATIONS}?callerOf=${his}`, supervisor)).toEqual([]);
    expect(await sees(id, supervisor)).toBe(200);
  });

  it('hide the call and the trail of the case as well', async () => {
    const admin = await app.account('admin', counsellor.organisationId);
    const id = await filed();
    const trail = async () => (await listedTrail(admin)).filter(({ objectId }) => objectId === id).length;
    const listedTrail = async (who: TestAccount) =>
      (await app.as(who).get('/api/v1/audit-events?limit=200').expect(200)).body.items as {
        objectId: string;
      }[];
    expect(await trail()).toBeGreaterThan(0);
    await block(id, { personId: admin.personId }).expect(201);
    expect(await trail()).toBe(0);
  });

  it('say which field is wrong', async () => {
    const id = await filed();
    const pointers = async (target: object): Promise<string[]> => {
      const { body } = await block(id, target).expect(422);
      return (body.errors as { pointer: string }[]).map(({ pointer }) => pointer);
    };
    expect(await pointers({})).toEqual(['/personId']);
    expect(await pointers({ kind: 'name' })).toEqual(['/name']);
    expect(await pointers({ personId: randomUUID() })).toEqual(['/personId']);
    expect(await pointers({ personId: stranger.personId })).toEqual(['/personId']);
    expect(await pointers({ personId: related.personId, name: '架空' })).toEqual(['/name']);
    await block(id, { personId: related.personId }, stranger).expect(404);
    await block(randomUUID(), { personId: related.personId }).expect(404);
    await closed(id);
    await block(id, { personId: related.personId }).expect(409);
  });

  describe('are lifted by two', () => {
    it('for good', async () => {
      const id = await filed();
      const blockId = await closed(id);
      const asked = await ask(id, blockId).expect(201);
      const path = `${liftings(id, blockId)}/${asked.body.id}`;
      expect(await sees(id, related)).toBe(404);
      const alone = await decide(path, 'approval', supervisor).expect(403);
      expect(alone.body.code).toBe('second_person_needed');
      await decide(path, 'approval', counsellor).expect(403);
      await decide(path, 'approval', related).expect(404);
      await decide(path, 'approval', stranger).expect(404);
      expect(await sees(id, related)).toBe(404);
      await decide(path, 'approval', coordinator).expect(200);
      expect(await sees(id, related)).toBe(200);
      await decide(path, 'approval', coordinator).expect(409);
      await ask(id, blockId).expect(409);
      const actions = await app.sql<{ action: string }>(
        `SELECT action FROM audit_log WHERE object_id = $1 AND action LIKE 'case_block.%' ORDER BY id`,
        [id],
      );
      expect(actions.map(({ action }) => action)).toEqual([
        'case_block.created',
        'case_block.lifting_asked',
        'case_block.lifting_approved',
      ]);
    });

    it('for a time that ends by itself', async () => {
      const id = await filed();
      const blockId = await closed(id);
      const at = (hours: number) => new Date(app.now().getTime() + hours * 3_600_000).toISOString();
      for (const until of [at(-1), at(7 * 24 + 1)]) {
        const { body } = await ask(id, blockId, { until }).expect(422);
        expect(body.errors[0].pointer).toBe('/until');
      }
      const asked = await ask(id, blockId, { until: at(2) }).expect(201);
      await decide(`${liftings(id, blockId)}/${asked.body.id}`, 'approval', coordinator).expect(200);
      expect(await sees(id, related)).toBe(200);
      const { body } = await app.as(supervisor).get(`/api/v1/case-blocks?consultationId=${id}`).expect(200);
      expect(body.items[0]).toMatchObject({ state: 'suspended', asked: null });
      await app.sql(
        `UPDATE case_block_lifting SET asked_at = now() - interval '3 hours', until = now() WHERE block_id = $1`,
        [blockId],
      );
      expect(await sees(id, related)).toBe(404);
    });

    it('or not at all', async () => {
      const id = await filed();
      const blockId = await closed(id);
      const asked = await ask(id, blockId).expect(201);
      await ask(id, blockId, {}, coordinator).expect(409);
      await decide(`${liftings(id, blockId)}/${asked.body.id}`, 'refusal', coordinator).expect(200);
      expect(await sees(id, related)).toBe(404);
      const { body } = await app.as(supervisor).get(liftings(id, blockId)).expect(200);
      expect(body.items).toMatchObject([{ decision: 'refused', reason: '人違いと分かった' }]);
    });
  });
});
