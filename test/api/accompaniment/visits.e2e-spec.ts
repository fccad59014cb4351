import { randomUUID } from 'node:crypto';
import { WatchService } from '../../../src/accompaniment/watch/watch.service';
import { openPeriod } from '../../support/factories/period';
import { tokyo } from '../../support/factories/published-roster';
import { addSheet } from '../../support/factories/referrals';
import { acceptedReferral, VISITS, visitPlan, visitsOf } from '../../support/factories/visits';
import { type TestAccount, TestApp } from '../../support/test-app';
import { clockAt } from '../../support/test-clock';

const SOME_ID = '01890000-0000-7000-8000-000000000001';

describe('visits', () => {
  let app: TestApp;
  let referrer: TestAccount;
  let supervisor: TestAccount;
  let companion: TestAccount;
  let second: TestAccount;
  let analyst: TestAccount;
  let stranger: TestAccount;
  let strangers: TestAccount;
  let periodId: string;
  let consultationId: string;
  let referralId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    referrer = await app.account('referrals');
    supervisor = await app.account('supervisor', referrer.organisationId);
    companion = await app.account('counsellor', referrer.organisationId);
    second = await app.account('counsellor', referrer.organisationId);
    analyst = await app.account('analyst', referrer.organisationId);
    stranger = await app.account('supervisor');
    strangers = await app.account('counsellor', stranger.organisationId);
    periodId = await openPeriod(app, [referrer.organisationId]);
  });
  beforeEach(async () => {
    await clockAt(app, '01-02T08:00');
    consultationId = await addSheet(app, periodId, companion);
    referralId = await acceptedReferral(app, referrer, consultationId);
  });
  afterAll(() => app.stop());

  const visits = () => visitsOf(app);
  const plan = (content: object, who = referrer, of = referralId) =>
    app.as(who).post(`/api/v1/referrals/${of}/visits`).send(content);
  const planned = async (content = visitPlan([companion, second])): Promise<string> =>
    (await plan(content).expect(201)).body.id as string;
  const replan = (id: string, version: number, content: object, who = referrer) =>
    app.as(who).put(`${VISITS}/${id}`).set('If-Match', `"v${version}"`).send(content);
  const ids = async (path: string, who: TestAccount): Promise<string[]> =>
    ((await app.as(who).get(path).expect(200)).body.items as { id: string }[]).map(({ id }) => id);
  const trail = (id: string) =>
    app.sql<{ action: string; detail: { move?: string } }>(
      `SELECT action, detail FROM audit_log WHERE object_id = $1 ORDER BY id`,
      [id],
    );
  const sweep = () => app.app.get(WatchService).sweep();

  describe('plan', () => {
    it('says who goes where when, and serves several referrals of a case', async () => {
      const also = await acceptedReferral(app, referrer, consultationId, 'W02');
      const answer = await plan({ ...visitPlan([companion, second]), alsoReferralIds: [also] }).expect(201);
      expect(answer.headers).toMatchObject({ etag: '"v1"', location: `${VISITS}/${answer.body.id}` });
      expect(answer.body).toMatchObject({
        status: 'planned',
        consultationId,
        isAlone: false,
        checkMinutes: 60,
        plannedFrom: tokyo('01-02T10:00'),
      });
      expect(new Set(answer.body.referralIds)).toEqual(new Set([referralId, also]));
      expect(await visits().detail(answer.body.id, supervisor)).toMatchObject({
        meetingPlace: '見本駅の北口',
        safetyContact: '090-0000-0000',
        steps: [{ move: 'plan', fromStatus: null, toStatus: 'planned', accountId: referrer.accountId }],
      });
      for (const served of [referralId, also])
        expect(await ids(`/api/v1/referrals/${served}/visits`, referrer)).toEqual([answer.body.id]);
      expect((await trail(answer.body.id)).map(({ action }) => action)).toEqual([
        'visit.planned',
        'visit.read',
      ]);
      expect(JSON.stringify(await trail(answer.body.id))).not.toContain('見本');
    });

    it('is made once', async () => {
      const key = randomUUID();
      const send = () => plan(visitPlan([companion])).set('Idempotency-Key', key);
      const first = await send().expect(201);
      expect((await send().expect(201)).body).toEqual(first.body);
      expect(await ids(`/api/v1/referrals/${referralId}/visits`, referrer)).toHaveLength(1);
    });

    it.each<[string, () => object, string, number?]>([
      ['nobody goes along', () => ({ companionIds: [] }), '/companionIds'],
      [
        'somebody of another organisation',
        () => ({ companionIds: [companion.personId, stranger.personId] }),
        '/companionIds/1',
      ],
      ['it ends before it begins', () => ({ plannedUntil: tokyo('01-02T10:00') }), '/plannedUntil'],
      ['a referral of another case', () => ({ alsoReferralIds: [SOME_ID] }), '/alsoReferralIds'],
      ['no such place', () => ({ destinationKind: 'moon' }), '/destinationKind', 400],
      ['too rare checks', () => ({ checkMinutes: 241 }), '/checkMinutes', 400],
    ])('refuses when %s', async (_, change, pointer, status = 422) => {
      const { body } = await plan({ ...visitPlan([companion]), ...change() }).expect(status);
      expect(body.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual([pointer]);
    });

    it('takes nobody along whom the case is closed to, and does not say why', async () => {
      await app
        .as(supervisor)
        .post(`/api/v1/consultations/${consultationId}/blocks`)
        .send({ kind: 'person', personId: second.personId, reason: '知人である' })
        .expect(201);
      const { body } = await plan(visitPlan([companion, second])).expect(422);
      expect(body.errors).toEqual([expect.objectContaining({ pointer: '/companionIds/1', code: 'unknown' })]);
    });

    it('needs a referral that has not ended', async () => {
      await app
        .as(referrer)
        .post(`/api/v1/referrals/${referralId}/withdrawal`)
        .set('If-Match', '"v4"')
        .send({ reason: 'no_longer_needed' })
        .expect(201);
      expect((await plan(visitPlan([companion])).expect(409)).body.code).toBe('referral_ended');
    });

    it('is changed by the office until somebody sets out', async () => {
      const id = await planned();
      const later = visitPlan([companion], { plannedUntil: tokyo('01-02T14:00'), destination: '別の窓口' });
      const answer = await replan(id, 1, later).expect(200);
      expect(answer.headers['etag']).toBe('"v2"');
      expect(answer.body).toMatchObject({ isAlone: true, plannedUntil: tokyo('01-02T14:00'), version: 2 });
      expect((await visits().detail(id, companion)).destination).toBe('別の窓口');
      await app.as(second).get(`${VISITS}/${id}`).expect(404);
      await replan(id, 1, later).expect(412);
      await replan(id, 2, visitPlan([companion, second])).expect(200);
      await app.as(second).get(`${VISITS}/${id}`).expect(200);
      await replan(id, 3, later, companion).expect(403);
      await replan(id, 3, visitPlan([]), referrer).expect(422);
      await replan(id, 3, later, stranger).expect(404);
      await clockAt(app, '01-02T10:00');
      await visits().check(id, companion, { kind: 'check_in' }).expect(201);
      expect((await replan(id, 4, later).expect(409)).body.code).toBe('move_not_allowed');
    });

    it('is called off with a reason, and then goes no further', async () => {
      const id = await planned();
      await visits().step(id, 'cancellation', 1, referrer, {}).expect(400);
      await visits().step(id, 'cancellation', 1, companion, { reason: 'by_client' }).expect(403);
      const { body } = await visits()
        .step(id, 'cancellation', 1, referrer, { reason: 'by_client', note: '体調が悪い' })
        .expect(201);
      expect(body).toMatchObject({ status: 'cancelled', cancellation: 'by_client' });
      await visits().check(id, companion, { kind: 'check_in' }).expect(409);
      await clockAt(app, '01-02T18:00');
      await sweep();
      expect((await visits().detail(id, supervisor)).hasOpenAlert).toBe(false);
    });
  });

  it('is seen by the office and by whoever goes along, and by nobody else', async () => {
    const id = await planned(visitPlan([companion]));
    for (const who of [referrer, supervisor, companion]) await visits().detail(id, who);
    for (const who of [second, stranger, strangers]) await app.as(who).get(`${VISITS}/${id}`).expect(404);
    await app.as(referrer).get(`${VISITS}/${SOME_ID}`).expect(404);
    await app.as(stranger).get(`/api/v1/referrals/${referralId}/visits`).expect(404);
    await plan(visitPlan([strangers]), stranger).expect(404);
    await app.as(analyst).get(VISITS).expect(403);
    expect(await ids(VISITS, strangers)).toEqual([]);
  });

  it('is closed to related people like the case', async () => {
    const id = await planned(visitPlan([companion]));
    await app
      .as(referrer)
      .post(`/api/v1/consultations/${consultationId}/blocks`)
      .send({ kind: 'person', personId: supervisor.personId, reason: '知人である' })
      .expect(201);
    await app.as(supervisor).get(`${VISITS}/${id}`).expect(404);
    expect(await ids(`${VISITS}?status=planned&limit=200`, supervisor)).not.toContain(id);
    await app.sql(`UPDATE case_block SET ended_at = now() WHERE consultation_id = $1`, [consultationId]);
  });

  it('lists mine, today, by status and page by page', async () => {
    const [today, tomorrow] = [
      await planned(visitPlan([second])),
      await planned(
        visitPlan([companion, second], {
          plannedFrom: tokyo('01-03T00:00'),
          plannedUntil: tokyo('01-03T02:00'),
        }),
      ),
    ];
    const list = (query: string, who = referrer) => ids(`${VISITS}?limit=200&${query}`, who);
    expect(await list('today=true')).toContain(today);
    expect(await list('today=true')).not.toContain(tomorrow);
    const mine = await list('mine=true', companion);
    expect(mine).toContain(tomorrow);
    expect(mine).not.toContain(today);
    expect(await list('status=approved')).not.toContain(today);
    const first = (await app.as(second).get(`${VISITS}?limit=1`).expect(200)).body;
    expect(first.items.map(({ id }: { id: string }) => id)).toEqual([tomorrow]);
    const next = (await app.as(second).get(`${VISITS}?limit=200&cursor=${first.nextCursor}`).expect(200))
      .body;
    expect(next.items.map(({ id }: { id: string }) => id)).toContain(today);
    await app.as(second).get(`${VISITS}?cursor=x`).expect(400);
  });

  describe('checks', () => {
    it('begin with the first to come and end with the last to leave', async () => {
      const id = await planned();
      await clockAt(app, '01-02T10:05');
      const first = await visits()
        .check(id, companion, { kind: 'check_in', occurredAt: tokyo('01-02T09:58') })
        .expect(201);
      expect(first.body).toMatchObject({
        occurredAt: tokyo('01-02T09:58'),
        recordedAt: tokyo('01-02T10:05'),
        personId: companion.personId,
        recordedBy: companion.accountId,
      });
      expect(first.headers['etag']).toBe('"v2"');
      await visits().check(id, second, { kind: 'check_in' }).expect(201);
      await clockAt(app, '01-02T11:00');
      await visits().check(id, companion, { kind: 'safe' }).expect(201);
      await visits().check(id, second, { kind: 'check_out' }).expect(201);
      expect((await visits().detail(id, referrer)).status).toBe('checked_in');
      await visits().check(id, companion, { kind: 'check_out' }).expect(201);
      const detail = await visits().detail(id, referrer);
      expect(detail.status).toBe('checked_out');
      expect(detail.checks).toHaveLength(5);
      expect((await trail(id)).flatMap(({ detail: { move } }) => (move ? [move] : []))).toEqual([
        'plan',
        'check_in',
        'check_in',
        'safe',
        'check_out',
        'check_out',
      ]);
    });

    it('of two companions at the same moment are both taken', async () => {
      const id = await planned();
      await clockAt(app, '01-02T10:00');
      await Promise.all(
        [companion, second].map((who) => visits().check(id, who, { kind: 'check_in' }).expect(201)),
      );
      expect((await visits().detail(id, referrer)).checks).toHaveLength(2);
    });

    it('are taken once however often they are sent', async () => {
      const id = await planned();
      await clockAt(app, '01-02T10:00');
      const key = randomUUID();
      const send = () => visits().check(id, companion, { kind: 'check_in' }).set('Idempotency-Key', key);
      await send().expect(201);
      await send().expect(201);
      const { body } = await visits().check(id, companion, { kind: 'check_in' }).expect(422);
      expect(body.errors[0]).toMatchObject({ pointer: '/kind', code: 'already' });
    });

    it('are noted by the office for whoever rings, and by nobody for another', async () => {
      const id = await planned();
      await clockAt(app, '01-02T10:00');
      const { body } = await visits()
        .check(id, supervisor, { kind: 'check_in', personId: companion.personId })
        .expect(201);
      expect(body).toMatchObject({ personId: companion.personId, recordedBy: supervisor.accountId });
      await visits().check(id, second, { kind: 'safe', personId: companion.personId }).expect(403);
      expect(
        (await visits().check(id, supervisor, { kind: 'safe' }).expect(422)).body.errors[0].pointer,
      ).toBe('/personId');
      await visits().check(id, strangers, { kind: 'safe' }).expect(404);
    });

    it('lie in the past and in order', async () => {
      const id = await planned();
      const refused = async (content: object) =>
        (await visits().check(id, companion, content).expect(422)).body.errors[0];
      expect(await refused({ kind: 'check_in', occurredAt: tokyo('01-02T08:01') })).toMatchObject({
        pointer: '/occurredAt',
        code: 'future',
      });
      await visits().check(id, companion, { kind: 'safe' }).expect(409);
      await visits().check(id, companion, { kind: 'check_in' }).expect(201);
      expect(await refused({ kind: 'check_out', occurredAt: tokyo('01-02T07:59') })).toMatchObject({
        code: 'order',
      });
    });
  });

  describe('missed checks', () => {
    it('are noted once, shown to supervisors, answered and acknowledged', async () => {
      const id = await planned(visitPlan([companion]));
      await clockAt(app, '01-02T10:14');
      await sweep();
      const open = async () =>
        (
          (await app.as(supervisor).get('/api/v1/visit-alerts?state=open&limit=200').expect(200)).body
            .items as { id: string; visitId: string; answeredAt: string | null }[]
        ).filter(({ visitId }) => visitId === id);
      expect(await open()).toEqual([]);
      await clockAt(app, '01-02T10:15');
      await Promise.all([sweep(), sweep()]);
      await sweep();
      const [alert, ...more] = await open();
      expect(more).toEqual([]);
      expect(alert).toMatchObject({
        personId: companion.personId,
        missed: 'check_in',
        dueAt: tokyo('01-02T10:00'),
        notedAt: tokyo('01-02T10:15'),
        answeredAt: null,
        acknowledgedBy: null,
      });
      expect(await ids(`${VISITS}?missed=true&limit=200`, supervisor)).toContain(id);

      await clockAt(app, '01-02T10:20');
      await visits().check(id, companion, { kind: 'check_in' }).expect(201);
      expect(await open()).toEqual([expect.objectContaining({ answeredAt: tokyo('01-02T10:20') })]);

      const acknowledge = (outcome: string | undefined, who = supervisor) =>
        app.as(who).put(`/api/v1/visit-alerts/${alert?.id}/acknowledgement`).send({ outcome });
      await acknowledge(undefined).expect(400);
      await acknowledge('safe', companion).expect(403);
      await acknowledge('safe', stranger).expect(404);
      const { body } = await acknowledge('safe').expect(200);
      expect(body).toMatchObject({
        acknowledgedBy: supervisor.accountId,
        acknowledgedAt: tokyo('01-02T10:20'),
        outcome: 'safe',
      });
      expect((await acknowledge('unreachable').expect(409)).body.code).toBe('already_acknowledged');
      expect(await open()).toEqual([]);
      expect(await ids(`${VISITS}?missed=true&limit=200`, supervisor)).not.toContain(id);
      expect(await ids('/api/v1/visit-alerts?state=acknowledged&limit=200', supervisor)).toContain(alert?.id);

      await clockAt(app, '01-02T11:30');
      await sweep();
      expect(await open()).toEqual([
        expect.objectContaining({ missed: 'safe', dueAt: tokyo('01-02T11:20') }),
      ]);
      expect((await trail(id)).map(({ action }) => action)).toEqual(
        expect.arrayContaining(['visit_alert.noted', 'visit_alert.acknowledged']),
      );
    });

    it('are shown to no other organisation and page by page', async () => {
      const other = (await app.as(stranger).get('/api/v1/visit-alerts').expect(200)).body;
      expect(other).toEqual({ items: [], nextCursor: null });
      await planned(visitPlan([companion, second]));
      await clockAt(app, '01-02T10:15');
      await sweep();
      const page = (await app.as(supervisor).get('/api/v1/visit-alerts?limit=1').expect(200)).body;
      expect(page.items).toHaveLength(1);
      const rest = await ids(`/api/v1/visit-alerts?limit=200&cursor=${page.nextCursor}`, supervisor);
      expect(rest).not.toContain(page.items[0].id);
      expect(rest.length).toBeGreaterThan(0);
    });
  });
});
