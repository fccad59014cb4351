import { randomUUID } from 'node:crypto';
import { CONSULTATIONS, conflictCopies, putDraft } from '../../support/factories/draft';
import { BlockedCase } from '../../support/factories/blocked-case';
import { BEFORE_THE_PERIOD } from '../../support/factories/period';
import { agreed } from '../../support/factories/referrals';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('blocks of related people', () => {
  let app: TestApp;
  let desk: BlockedCase;
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
    desk = await BlockedCase.around(app);
    ({ counsellor, related, supervisor, coordinator, stranger } = desk.people);
    ({ periodId } = desk);
  });
  afterAll(() => app.stop());

  const content = (summary?: string) => desk.content(summary);
  const filed = (rest: object = {}) => desk.filed(rest);
  const block = (id: string, target: object, who = counsellor) => desk.block(id, target, who);
  const closed = (id: string) => desk.closed(id);
  const sees = (id: string, who: TestAccount) => desk.sees(id, who);
  const listed = (path: string, who: TestAccount) => desk.listed(path, who);
  const rename = (account: TestAccount, family: string, given: string) =>
    app.sql(`UPDATE person SET family_name = $2, given_name = $3 WHERE id = $1`, [
      account.personId,
      family,
      given,
    ]);

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

  it('by name fold what is written differently, and refuse what would block nobody, or oneself', async () => {
    await rename(related, '髙橋', '一郎');
    const id = await filed();
    await block(id, { kind: 'name', name: '高橋 一郎' }).expect(201);
    expect(await sees(id, related)).toBe(404);
    for (const name of ['・', '−']) {
      const { body } = await block(id, { kind: 'name', name }).expect(422);
      expect(body.errors).toMatchObject([{ pointer: '/name' }]);
    }
    await rename(counsellor, '試作', '花子');
    const own = await block(id, { kind: 'name', name: '試作花子' }).expect(422);
    expect(own.body.errors).toMatchObject([{ pointer: '/name', code: 'yourself' }]);
    expect(await sees(id, counsellor)).toBe(200);
  });

  it('by name miss nobody who is entered at the same moment', async () => {
    const id = await filed();
    const entering = await app.account('admin', counsellor.organisationId);
    for (let round = 0; round < 10; round += 1) {
      const given = `同時${round}`;
      const person = { familyName: '架空', givenName: given, familyKana: 'カクウ', givenKana: 'ドウジ' };
      const staff = {
        organisationId: counsellor.organisationId,
        staffCode: `S${round}`,
        validFrom: '2026-01-01',
      };
      const [made] = await Promise.all([
        app
          .as(entering)
          .post('/api/v1/people')
          .send({ ...person, ...staff }),
        block(id, { kind: 'name', name: `架空${given}` }).expect(201),
      ]);
      expect(made.status).toBe(201);
      const [hit] = await app.sql(
        `SELECT FROM case_block_person AS bp JOIN person AS p ON p.id = bp.person_id WHERE p.given_name = $1`,
        [given],
      );
      expect(hit).toBeDefined();
    }
  });

  it('keep out whoever has an account but is nobody', async () => {
    const id = await filed();
    await app.sql(`UPDATE account SET person_id = NULL WHERE id = $1`, [related.accountId]);
    const refused = await app.as(related).get(`${CONSULTATIONS}/${id}`).expect(403);
    expect(refused.body.code).toBe('account_of_nobody');
  });

  it('keep what the kept-out person typed, where supervisors find it', async () => {
    const id = randomUUID();
    await putDraft(app, counsellor, id, null, content()).expect(201);
    await block(id, { personId: counsellor.personId }, supervisor).expect(201);
    await putDraft(app, counsellor, id, '"v1"', content('閉じられた後に打った文')).expect(412);
    await app.as(counsellor).get(`${CONSULTATIONS}/${id}/conflicts`).expect(404);
    expect(await conflictCopies(app, supervisor, id)).toMatchObject([
      { answers: { summary: '閉じられた後に打った文' } },
    ]);
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
});
