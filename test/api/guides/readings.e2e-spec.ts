import { randomUUID } from 'node:crypto';
import {
  GUIDES,
  type GuidePlan,
  type PublishedGuide,
  publishDraft,
  publishGuide,
} from '../../support/factories/guide';
import { openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

interface Asked {
  readonly personId: string;
  readonly isUnread: boolean;
  readonly readNumber: number | null;
  readonly readingId: string | null;
}

describe('readings', () => {
  let app: TestApp;
  let office: TestAccount;
  let coordinator: TestAccount;
  let counsellor: TestAccount;
  let referrals: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    office = await app.account('contractor');
    coordinator = await app.account('coordinator');
    counsellor = await app.account('counsellor', coordinator.organisationId);
    referrals = await app.account('referrals', coordinator.organisationId);
    periodId = await openPeriod(app, [coordinator.organisationId]);
  });
  afterAll(() => app.stop());

  const guide = (plan: GuidePlan = {}) => publishGuide(app, office, plan);
  const sign = ({ id, digest }: PublishedGuide, more: object = {}, who = counsellor) =>
    app
      .as(who)
      .post(`${GUIDES}/${id}/readings`)
      .send({ number: 1, digest, ...more });
  const people = async (id: string, query = '', who = coordinator): Promise<Asked[]> =>
    (await app.as(who).get(`${GUIDES}/${id}/readings?limit=200${query}`).expect(200)).body.items;
  const unread = async (id: string, query = '') =>
    (await people(id, `&state=unread${query}`)).map(({ personId }) => personId).toSorted();
  const ids = (...accounts: TestAccount[]) => accounts.map(({ personId }) => personId ?? '').toSorted();
  const pointers = (body: { errors: { pointer: string; code: string }[] }) =>
    body.errors.map(({ pointer, code }) => `${pointer} ${code}`);
  const paper = (id: string, more: object = {}, who = coordinator) =>
    app
      .as(who)
      .post(`${GUIDES}/${id}/paper-readings`)
      .send({ number: 1, signedOn: today(), evidence: '事務室の棚', ...more });
  const today = () => new Date(app.now().getTime() + 9 * 3_600_000).toISOString().slice(0, 10);

  it('are recorded once: account, instant, version, hash of the text', async () => {
    const policy = await guide();
    const first = await sign(policy).expect(201);
    expect(first.body).toMatchObject({
      guideId: policy.id,
      number: 1,
      personId: counsellor.personId,
      periodId: null,
      digest: policy.digest,
      way: 'self',
    });
    const again = await sign(policy).expect(200);
    expect(again.body).toEqual(first.body);
    const stored = await app.sql(
      `SELECT r.account_id, r.organisation_id FROM guide_reading AS r WHERE r.guide_id = $1`,
      [policy.id],
    );
    expect(stored).toEqual([
      { account_id: counsellor.accountId, organisation_id: counsellor.organisationId },
    ]);
    const audit = await app.sql<{ action: string }>(
      `SELECT l.action FROM audit_log AS l WHERE l.object_id = $1`,
      [first.body.id],
    );
    expect(audit).toEqual([{ action: 'guide_reading.recorded' }]);
  });

  it('are one of ten sent at the same time', async () => {
    const policy = await guide();
    const answers = await Promise.all(Array.from({ length: 10 }, () => sign(policy)));
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual([
      ...Array<string>(9).fill('200'),
      '201',
    ]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('are of the text that was shown, of a version that still counts, of a document one sees', async () => {
    const policy = await guide();
    const other = await sign(policy, { digest: 'a'.repeat(64) }).expect(422);
    expect(pointers(other.body)).toEqual(['/digest other_text']);
    expect(pointers((await sign(policy, { periodId }).expect(422)).body)).toEqual(['/periodId no_pledge']);
    expect(pointers((await sign(policy, { number: 0, digest: 'x' }).expect(400)).body).length).toBe(2);
    await sign(policy, { number: 2 }).expect(404);
    await app
      .as(office)
      .post(`${GUIDES}/${policy.id}/versions`)
      .send({ title: '二', body: '二' })
      .expect(201);
    await publishDraft(app, office, policy.id, 2);
    expect((await sign(policy).expect(409)).body.code).toBe('guide_superseded');
    const elsewhere = await guide({ organisationIds: [office.organisationId] });
    await sign(elsewhere).expect(404);
    await sign(policy, {}, await app.account('analyst')).expect(403);
    const shown = await app.as(office).get(`${GUIDES}/${policy.id}`);
    await app
      .as(office)
      .put(`${GUIDES}/${policy.id}/withdrawal`)
      .set('If-Match', shown.headers['etag'] ?? '')
      .expect(200);
    expect((await sign(policy).expect(409)).body.code).toBe('guide_withdrawn');
  });

  it('are asked for again after a major version, not after a minor one', async () => {
    const policy = await guide();
    await sign(policy).expect(201);
    const next = async (number: number, change: string) => {
      await app
        .as(office)
        .post(`${GUIDES}/${policy.id}/versions`)
        .send({ title: '方針', body: `第${number}版` })
        .expect(201);
      return publishDraft(app, office, policy.id, number, { change });
    };
    expect(await unread(policy.id)).toEqual(ids(coordinator, referrals));
    await next(2, 'minor');
    expect(await unread(policy.id)).toEqual(ids(coordinator, referrals));
    const digest = await next(3, 'major');
    expect(await unread(policy.id)).toEqual(ids(coordinator, counsellor, referrals));
    await sign({ ...policy, digest }, { number: 3 }).expect(201);
    expect(await unread(policy.id)).toEqual(ids(coordinator, referrals));
  });

  it('are asked of everybody concerned, those who join later as well', async () => {
    const byRole = await guide({ roles: ['referrals'] });
    const byField = await guide({ fields: ['suicide'] });
    expect(await unread(byRole.id)).toEqual(ids(referrals));
    expect(await unread(byField.id)).toEqual([]);
    await app.sql(
      `INSERT INTO person_skill (id, organisation_id, person_id, kind, code, valid_from, created_at)
       VALUES ($1, $2, $3, 'field', 'suicide', '2020-01-01', now())`,
      [randomUUID(), counsellor.organisationId, counsellor.personId],
    );
    expect(await unread(byField.id)).toEqual(ids(counsellor));
    const later = await app.account('referrals', coordinator.organisationId);
    const silent = await app.person(coordinator.organisationId);
    expect(await unread(byRole.id)).toEqual(ids(referrals, later));
    const counsellors = await guide({ roles: ['counsellor'] });
    expect(await unread(counsellors.id)).toEqual([...ids(counsellor), silent].toSorted());
    await app.sql(`UPDATE affiliation SET valid_until = '2001-01-01' WHERE person_id = ANY ($1)`, [
      [later.personId, silent],
    ]);
    expect(await unread(counsellors.id)).toEqual(ids(counsellor));
  });

  it('show coordinators their own people in pages, the office numbers and nobody of others by name', async () => {
    const policy = await guide();
    await sign(policy).expect(201);
    const first = await app.as(coordinator).get(`${GUIDES}/${policy.id}/readings?limit=2`).expect(200);
    const second = await app
      .as(coordinator)
      .get(`${GUIDES}/${policy.id}/readings?limit=2&cursor=${first.body.nextCursor}`)
      .expect(200);
    const all = [...first.body.items, ...second.body.items] as Asked[];
    expect(all.map(({ personId }) => personId).toSorted()).toEqual(ids(coordinator, counsellor, referrals));
    expect(second.body.nextCursor).toBeNull();
    expect(all.find(({ personId }) => personId === counsellor.personId)).toMatchObject({
      familyName: '試験',
      isUnread: false,
      readNumber: 1,
      way: 'self',
    });
    expect(await people(policy.id, '', office)).toEqual([
      expect.objectContaining({ personId: office.personId }),
    ]);
    const counts = async (who: TestAccount) =>
      (await app.as(who).get(`${GUIDES}/${policy.id}/reading-counts?limit=200`).expect(200)).body.items;
    const own = { organisationId: coordinator.organisationId, asked: 3, unread: 2 };
    expect(await counts(coordinator)).toEqual([expect.objectContaining(own)]);
    expect(await counts(office)).toEqual(
      expect.arrayContaining([
        expect.objectContaining(own),
        expect.objectContaining({ organisationId: office.organisationId, asked: 1, unread: 1 }),
      ]),
    );
    const page = await app.as(office).get(`${GUIDES}/${policy.id}/reading-counts?limit=1`).expect(200);
    expect(page.body.nextCursor).not.toBeNull();
    await app.as(counsellor).get(`${GUIDES}/${policy.id}/readings`).expect(403);
    await app.as(counsellor).get(`${GUIDES}/${policy.id}/reading-counts`).expect(403);
    await app.as(coordinator).get(`${GUIDES}/${randomUUID()}/readings`).expect(404);
    await app.as(coordinator).get(`${GUIDES}/${policy.id}/readings?state=half`).expect(400);
    await app.as(coordinator).get(`${GUIDES}/${policy.id}/reading-counts?periodId=${periodId}`).expect(422);
  });

  it('tell everybody what is left for them', async () => {
    const manual = await guide({ kind: 'manual', roles: ['referrals'] });
    const pledge = await guide({ kind: 'pledge' });
    const own = async (query: string) =>
      (await app.as(referrals).get(`/api/v1/me/guides?limit=200${query}`).expect(200)).body.items as {
        guideId: string;
        periodId: string | null;
        isUnread: boolean;
      }[];
    const find = (items: Awaited<ReturnType<typeof own>>, id: string) =>
      items.filter(({ guideId }) => guideId === id);
    const left = await own('&state=unread');
    expect(find(left, manual.id)).toMatchObject([{ kind: 'manual', periodId: null, currentNumber: 1 }]);
    expect(find(left, pledge.id)).toMatchObject([{ periodId, periodLabel: `試験期 ${periodId}` }]);
    await sign(manual, {}, referrals).expect(201);
    expect(find(await own('&state=unread'), manual.id)).toEqual([]);
    expect(find(await own('&state=read'), manual.id)).toMatchObject([{ readNumber: 1, isUnread: false }]);
    const page = await app.as(referrals).get('/api/v1/me/guides?limit=1').expect(200);
    const next = await app
      .as(referrals)
      .get(`/api/v1/me/guides?limit=200&cursor=${page.body.nextCursor}`)
      .expect(200);
    expect([...page.body.items, ...next.body.items]).toEqual(await own(''));
    await app
      .as(await app.account('analyst'))
      .get('/api/v1/me/guides')
      .expect(403);
  });

  it('of a pledge hold for one period', async () => {
    const pledge = await guide({ kind: 'pledge', title: '守秘の誓約' });
    const otherPeriod = await openPeriod(app, [coordinator.organisationId]);
    expect(pointers((await sign(pledge).expect(422)).body)).toEqual(['/periodId required']);
    await sign(pledge, { periodId }).expect(201);
    await sign(pledge, { periodId }).expect(200);
    const state = async (period: string) => unread(pledge.id, `&periodId=${period}`);
    expect(await state(periodId)).toEqual(ids(coordinator, referrals));
    expect(await state(otherPeriod)).toEqual(ids(coordinator, counsellor, referrals));
    const notThere = await openPeriod(app, [office.organisationId]);
    expect(pointers((await sign(pledge, { periodId: notThere }).expect(422)).body)).toEqual([
      '/periodId not_taking_part',
    ]);
    expect(pointers((await sign(pledge, { periodId: randomUUID() }).expect(422)).body)).toEqual([
      '/periodId unknown',
    ]);
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [otherPeriod]);
    expect((await sign(pledge, { periodId: otherPeriod }).expect(409)).body.code).toBe('period_closed');
    await app.as(coordinator).get(`${GUIDES}/${pledge.id}/readings`).expect(422);
  });

  it('on paper are entered by the organisation, and withdrawn when entered in error', async () => {
    const policy = await guide();
    const personId = await app.person(coordinator.organisationId);
    const entered = await paper(policy.id, { personId }).expect(201);
    expect(entered.body).toMatchObject({ personId, way: 'paper', signedOn: today(), digest: policy.digest });
    await paper(policy.id, { personId }).expect(200);
    expect(await unread(policy.id)).not.toContain(personId);
    const path = `${GUIDES}/${policy.id}/readings/${entered.body.id}/withdrawal`;
    const withdraw = (who: TestAccount, address = path) =>
      app.as(who).put(address).send({ reason: '別の人の紙だった' });
    await withdraw(await app.account('coordinator')).expect(404);
    await withdraw(counsellor).expect(403);
    await app.as(coordinator).put(path).send({}).expect(400);
    const gone = await withdraw(coordinator).expect(200);
    expect((await withdraw(coordinator).expect(200)).body).toEqual(gone.body);
    expect(await unread(policy.id)).toContain(personId);
    await paper(policy.id, { personId }).expect(201);
    const own = await sign(policy).expect(201);
    const signed = await withdraw(coordinator, `${GUIDES}/${policy.id}/readings/${own.body.id}/withdrawal`);
    expect([signed.status, signed.body.code]).toEqual([409, 'signed_by_the_person']);
    const actions = await app.sql<{ action: string }>(
      `SELECT l.action FROM audit_log AS l WHERE l.object_id = $1 ORDER BY l.occurred_at`,
      [entered.body.id],
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'guide_reading.recorded',
      'guide_reading.withdrawn',
    ]);
  });

  it('on paper are of people of the organisation, signed between publication and today', async () => {
    const policy = await guide();
    const stranger = await app.person(await app.organisation());
    const wrong = await paper(policy.id, { personId: stranger, signedOn: '2020-01-01' }).expect(422);
    expect(pointers(wrong.body)).toEqual(['/personId not_affiliated', '/signedOn day']);
    const oneself = await paper(policy.id, { personId: coordinator.personId }).expect(422);
    expect(pointers(oneself.body)).toEqual(['/personId oneself']);
    await paper(policy.id, { personId: stranger }, counsellor).expect(403);
    await paper(randomUUID(), { personId: stranger }).expect(404);
  });

  it('hold wherever the person serves', async () => {
    const policy = await guide();
    const host = await app.account('coordinator');
    await app.sql(
      `INSERT INTO affiliation (person_id, organisation_id, staff_code, valid_from) VALUES ($1, $2, 'guest', '2000-01-01')`,
      [counsellor.personId, host.organisationId],
    );
    expect((await people(policy.id, '&state=unread', host)).length).toBe(2);
    await sign(policy).expect(201);
    expect((await people(policy.id, '&state=unread', host)).map(({ personId }) => personId)).toEqual(
      ids(host),
    );
  });
});
