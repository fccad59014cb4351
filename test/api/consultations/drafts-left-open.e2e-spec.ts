import { randomUUID } from 'node:crypto';
import { CONSULTATIONS, conflictCopies, putDraft } from '../../support/factories/draft';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { HeldTransaction } from '../../support/held-transaction';
import { lockWaits } from '../../support/lock-waits';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('drafts that were left open', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let colleague: TestAccount;
  let supervisor: TestAccount;
  let contractor: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    contractor = await app.account('contractor');
  });
  beforeEach(async () => {
    counsellor = await app.account('counsellor');
    colleague = await app.account('counsellor', counsellor.organisationId);
    supervisor = await app.account('supervisor', counsellor.organisationId);
    periodId = await openPeriod(app, [counsellor.organisationId]);
  });
  afterAll(() => app.stop());

  const complete = (summary = '話') => ({
    periodId,
    channel: 'phone',
    startedAt: '2027-01-01T00:00:00+09:00',
    answers: { contact_result: 'talk', summary },
  });
  const begun = async (content: object = complete(), who = counsellor): Promise<string> => {
    const id = randomUUID();
    await putDraft(app, who, id, null, content).expect(201);
    return id;
  };
  const listed = async (query: string, who = supervisor): Promise<string[]> => {
    const list = await app.as(who).get(`${CONSULTATIONS}?status=draft${query}`).expect(200);
    return (list.body.items as { id: string }[]).map(({ id }) => id);
  };
  const setAside = (id: string, tag: string, body: object, who = supervisor) =>
    app.as(who).post(`${CONSULTATIONS}/${id}/draft/setting-aside`).set('If-Match', tag).send(body);
  const close = (body: object = {}, tag = '"v1"') =>
    app
      .as(contractor)
      .patch(`/api/v1/periods/${periodId}`)
      .set('If-Match', tag)
      .send({ status: 'closed', ...body });

  it('are listed for a supervisor, of everybody in the organisation, and of one period', async () => {
    const stranger = await app.account('supervisor');
    const [mine, theirs, elsewhere, nowhere] = [
      await begun(),
      await begun(complete(), colleague),
      await begun({ ...complete(), periodId: randomUUID() }),
      await begun({ ...complete(), periodId: '何か' }),
    ];
    expect((await listed('&draftsOf=organisation')).toSorted()).toEqual(
      [mine, theirs, elsewhere, nowhere].toSorted(),
    );
    expect((await listed(`&draftsOf=organisation&periodId=${periodId}`)).toSorted()).toEqual(
      [mine, theirs, nowhere].toSorted(),
    );
    expect(await listed('')).toEqual([]);
    expect(await listed('&draftsOf=organisation', stranger)).toEqual([]);
    for (const who of [counsellor, await app.account('coordinator', counsellor.organisationId)]) {
      await app.as(who).get(`${CONSULTATIONS}?status=draft&draftsOf=organisation`).expect(403);
    }
  });

  it('are set aside with a reason, stay readable, and are taken up again by writing on', async () => {
    const id = await begun();
    const aside = await setAside(id, '"v1"', { reason: '退職した' }).expect(200);
    expect(aside.body).toMatchObject({ id, version: 1, setAsideAt: expect.any(String) as string });
    await setAside(id, '"v1"', { reason: 'もう一度' }).expect(200);
    expect(await listed('&draftsOf=organisation')).toEqual([]);
    expect(await listed('&draftsOf=organisation&setAside=true')).toEqual([id]);
    const read = await app.as(supervisor).get(`${CONSULTATIONS}/${id}/draft`).expect(200);
    expect(read.body).toMatchObject({
      content: complete(),
      settingAside: { reason: '退職した', accountId: supervisor.accountId },
    });
    const on = await putDraft(app, counsellor, id, '"v1"', complete('続き')).expect(200);
    expect(on.body).toMatchObject({ version: 2, setAsideAt: null });
    expect(await listed('&draftsOf=organisation')).toEqual([id]);
    const trail = await app.sql<{ action: string; detail: object }>(
      `SELECT a.action, a.detail FROM audit_log AS a WHERE a.object_id = $1 ORDER BY a.id`,
      [id],
    );
    expect(trail.map(({ action }) => action)).toEqual([
      'consultation.draft_begun',
      'consultation.draft_set_aside',
      'consultation.draft_read',
      'consultation.draft_taken_up',
    ]);
    expect(JSON.stringify(trail)).not.toContain('退職');
    await app.as(counsellor).post(`${CONSULTATIONS}/${id}/submission`).set('If-Match', '"v2"').expect(201);
    expect((await setAside(id, '"v2"', { reason: '遅い' }).expect(409)).body.code).toBe('draft_submitted');
  });

  it('are no longer set aside once they are submitted, and the trail says so', async () => {
    const id = await begun();
    await setAside(id, '"v1"', { reason: '退職した' }).expect(200);
    await app.as(counsellor).post(`${CONSULTATIONS}/${id}/submission`).set('If-Match', '"v1"').expect(201);
    const draft = await app.as(counsellor).get(`${CONSULTATIONS}/${id}/draft`).expect(200);
    expect(draft.body).toMatchObject({ submittedAt: expect.any(String) as string, setAsideAt: null });
    expect(draft.body.settingAside).toBeNull();
    const trail = await app.sql<{ action: string }>(
      `SELECT a.action FROM audit_log AS a WHERE a.object_id = $1 ORDER BY a.id`,
      [id],
    );
    expect(trail.map(({ action }) => action)).toEqual([
      'consultation.draft_begun',
      'consultation.draft_set_aside',
      'consultation.filed',
      'consultation.draft_taken_up',
      'consultation.draft_read',
    ]);
  });

  it('are set aside by author or supervisor, as they stand, and never without a reason', async () => {
    const id = await begun();
    const reason = { reason: '二重' };
    await setAside(id, '"v1"', {}).expect(422);
    const long = { reason: '長'.repeat(2_001) };
    expect((await setAside(id, '"v1"', long).expect(422)).body.errors).toMatchObject([
      { pointer: '/reason', code: 'too_long' },
    ]);
    expect(await conflictCopies(app, supervisor, id)).toContainEqual(long);
    expect((await setAside(id, '"v1"', { reason: 1 }).expect(400)).body.errors).toMatchObject([
      { pointer: '/reason' },
    ]);
    expect((await setAside(id, '"v2"', reason).expect(412)).headers['etag']).toBe('"v1"');
    expect(await conflictCopies(app, supervisor, id)).toContainEqual(reason);
    await app.as(supervisor).post(`${CONSULTATIONS}/${id}/draft/setting-aside`).send(reason).expect(428);
    for (const who of [colleague, await app.account('supervisor')]) {
      await setAside(id, '"v1"', reason, who).expect(404);
    }
    await setAside(randomUUID(), '"v1"', reason).expect(404);
    await setAside(id, '"v1"', reason, await app.account('analyst')).expect(403);
    await setAside(id, '"v1"', reason, counsellor).expect(200);
  });

  it('stop a period from being closed unseen, until they are settled or left knowingly', async () => {
    const [first, second] = [await begun(), await begun(complete(), colleague)];
    const refused = await close().expect(409);
    expect(refused.body).toMatchObject({ code: 'open_drafts' });
    expect(refused.body.detail).toContain('2件');
    expect(refused.body.errors).toHaveLength(1);
    expect(refused.body.errors[0].message).toContain('：2件');
    await close({ draftsLeft: { count: 1, reason: '連絡がつかない' } }).expect(409);
    await close({ draftsLeft: { count: 1 } }).expect(400);
    await close({ status: 'open', draftsLeft: { count: 2, reason: '早い' } }).expect(422);
    await setAside(first, '"v1"', { reason: '試し書き' }).expect(200);
    const closed = await close({ draftsLeft: { count: 1, reason: '連絡がつかない' } }).expect(200);
    expect(closed.body).toMatchObject({
      status: 'closed',
      draftsLeft: 1,
      draftsLeftReason: '連絡がつかない',
    });
    const late = await app
      .as(colleague)
      .post(`${CONSULTATIONS}/${second}/submission`)
      .set('If-Match', '"v1"')
      .expect(409);
    expect(late.body.code).toBe('period_closed');
    expect((await app.as(colleague).get(`${CONSULTATIONS}/${second}/draft`)).body.content).toEqual(
      complete(),
    );
    const [audit] = await app.sql(
      `SELECT a.detail FROM audit_log AS a WHERE a.object_id = $1 AND a.action = 'period.changed'`,
      [periodId],
    );
    expect(audit).toEqual({ detail: { version: 2, draftsLeft: 1 } });
  });

  it('are counted only after whoever was just submitting one is done', async () => {
    const id = await begun();
    const submitting = await HeldTransaction.begin(app);
    await submitting.sql(`SELECT FROM period AS p WHERE p.id = $1 FOR SHARE`, [periodId]);
    await submitting.sql(`UPDATE consultation_draft SET submitted_at = now() WHERE id = $1`, [id]);
    const closing = close({ draftsLeft: { count: 1, reason: '連絡がつかない' } }).then((answer) => answer);
    await lockWaits(app, 1);
    await submitting.commit();
    const closed = await closing;
    expect([closed.status, closed.body.draftsLeft]).toEqual([200, null]);
  });

  it('count for the period they name; without one, for that in which they were begun', async () => {
    const other = await openPeriod(app, [counsellor.organisationId]);
    await app.sql(`UPDATE period SET starts_at = $2, ends_at = $3 WHERE id = $1`, [
      other,
      new Date(app.now().getTime() - 3_600_000),
      new Date(app.now().getTime() + 3_600_000),
    ]);
    await begun({ answers: { summary: '期はまだ' } });
    await begun({ ...complete(), periodId: randomUUID() });
    await close().expect(200);
    const path = `/api/v1/periods/${other}`;
    const refused = await app.as(contractor).patch(path).set('If-Match', '"v1"').send({ status: 'closed' });
    expect([refused.status, refused.body.code]).toEqual([409, 'open_drafts']);
    expect(refused.body.detail).toContain('1件');
  });

  it('are counted past the wall that keeps whoever closes the period out of one', async () => {
    const id = await begun();
    const kept = await app.account('contractor', counsellor.organisationId);
    const block = { kind: 'person', reason: '関係者', personId: kept.personId };
    await app.as(counsellor).post(`${CONSULTATIONS}/${id}/blocks`).send(block).expect(201);
    const closing = app.as(kept).patch(`/api/v1/periods/${periodId}`).set('If-Match', '"v1"');
    const refused = await closing.send({ status: 'closed' }).expect(409);
    expect(refused.body.detail).toContain('1件');
  });
});
