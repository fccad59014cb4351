import { AttendanceReader } from '../../../src/duties/attendance.reader';
import { Database } from '../../../src/platform/database/database';
import { systemActor } from '../../../src/shared/actor';
import { openPeriod } from '../../support/factories/period';
import { type Duty, PublishedRoster } from '../../support/factories/published-roster';
import { addWishes } from '../../support/factories/roster';
import { clockAt } from '../../support/test-clock';
import { type TestAccount, TestApp } from '../../support/test-app';

const NIGHT = { from: '12-31T22:00', until: '01-01T06:00' };

describe('gaps in a published roster', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let second: TestAccount;
  let stranger: TestAccount;
  let ill: TestAccount;
  let roster: PublishedRoster;
  let night: Duty;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.app.listen(0, '127.0.0.1');
    stranger = await app.account('coordinator');
  });
  beforeEach(async () => {
    coordinator = await app.account('coordinator');
    second = await app.account('coordinator', coordinator.organisationId);
    // Planners are no counsellors here: who is on the call list is told by the people below alone.
    await app.sql(`UPDATE affiliation SET valid_until = '2026-01-01' WHERE person_id = ANY ($1)`, [
      [coordinator.personId, second.personId],
    ]);
    ill = await app.account('counsellor', coordinator.organisationId);
    const periodId = await openPeriod(app, [coordinator.organisationId, stranger.organisationId]);
    roster = new PublishedRoster(app, periodId, coordinator);
    night = await roster.duty({ personId: ill.personId ?? '', ...NIGHT });
    await roster.publish('12-20T12:00');
    await clockAt(app, '12-31T21:40');
  });
  afterAll(() => app.stop());

  const report = (account: TestAccount, change: object = {}) =>
    app
      .as(account)
      .post('/api/v1/gaps')
      .send({ assignmentId: night.assignmentId, reason: 'unwell', ...change });
  const call = (gapId: string, personId: string, outcome: string, account = coordinator) =>
    app.as(account).post(`/api/v1/gaps/${gapId}/calls`).send({ personId, outcome });
  const callList = async (gapId: string) =>
    (await app.as(coordinator).get(`/api/v1/gaps/${gapId}/call-list`).expect(200)).body;
  const colleague = () => app.person(coordinator.organisationId);
  const wish = (personId: string, kind: 'want' | 'can' | 'reluctant' | 'cannot') =>
    addWishes(app, {
      periodId: roster.periodId,
      organisationId: coordinator.organisationId,
      personId,
      accountId: coordinator.accountId,
      spans: [{ wish: kind, from: '2026-12-25T10:00', until: '2027-01-04T10:00' }],
    });
  const sitting = async (): Promise<string[]> =>
    (
      await app.sql<{ person: string }>(
        `SELECT sa.person_id AS person FROM shift_assignment AS sa WHERE sa.shift_id = $1 AND sa.released_at IS NULL`,
        [night.shiftId],
      )
    ).map(({ person }) => person);
  const paid = () =>
    app.app
      .get(Database)
      .transaction(systemActor('test'), (tx) => app.app.get(AttendanceReader).ofPeriod(tx, roster.periodId));

  it('carries a story from 21:40 to whoever worked: report, ranked calls, a yes, pay', async () => {
    const [eager, tired, unwilling, reluctant] = [
      await colleague(),
      await colleague(),
      await colleague(),
      await colleague(),
    ];
    await wish(eager, 'want');
    await wish(unwilling, 'cannot');
    await wish(reluctant, 'reluctant');
    await roster.duty({ personId: tired, from: '12-31T12:00', until: '12-31T20:00' });
    const reported = await report(ill).expect(201);
    expect(reported.body).toMatchObject({
      state: 'open',
      reason: 'unwell',
      person: { personId: ill.personId },
      calls: [],
    });
    expect(await sitting()).toEqual([]);
    const gapId = reported.body.id;
    const list = await callList(gapId);
    expect(list.items.map(({ personId, rank }: Record<string, unknown>) => [rank, personId])).toEqual([
      [1, eager],
      [2, reluctant],
    ]);
    await call(gapId, eager, 'no_answer').expect(201);
    expect(
      (await callList(gapId)).items.map((one: Record<string, unknown>) => [
        one['personId'],
        one['lastOutcome'],
      ]),
    ).toEqual([
      [reluctant, null],
      [eager, 'no_answer'],
    ]);
    await call(gapId, reluctant, 'declined').expect(201);
    await clockAt(app, '12-31T22:10');
    const filled = await call(gapId, eager, 'accepted').expect(201);
    expect(filled.body).toMatchObject({ state: 'filled', filledFrom: 'call', filledBy: { personId: eager } });
    expect(filled.body.calls.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'no_answer',
      'declined',
      'accepted',
    ]);
    expect(await sitting()).toEqual([eager]);
    const versions = await app.sql(
      `SELECT v.number, v.cause FROM roster_version AS v WHERE v.period_id = $1 ORDER BY v.number`,
      [roster.periodId],
    );
    expect(versions).toEqual([
      { number: 1, cause: 'publication' },
      { number: 2, cause: 'gap' },
      { number: 3, cause: 'gap' },
    ]);
    expect(await paid()).toMatchObject([
      {
        personId: eager,
        planned: { from: new Date('2026-12-31T22:10:00+09:00') },
        attendance: { state: 'expected' },
      },
    ]);
    const audit = await app.sql(`SELECT action, detail FROM audit_log WHERE object_id = $1 ORDER BY id`, [
      gapId,
    ]);
    expect(audit.map((row) => (row as { action: string }).action)).toEqual([
      'roster_gap.reported',
      'roster_gap.called',
      'roster_gap.called',
      'roster_gap.called',
      'roster_gap.filled',
    ]);
    expect(JSON.stringify(audit)).not.toMatch(/試験|太郎/);
  });

  it('gives the seat once, whichever of two coordinators clicks 50 times each at the same moment', async () => {
    const gapId = (await report(ill).expect(201)).body.id;
    const people = await Promise.all(Array.from({ length: 50 }, () => colleague()));
    const answers = await Promise.all(
      people.map((personId, i) => call(gapId, personId, 'accepted', i % 2 ? coordinator : second)),
    );
    const codes = answers
      .map(({ status, body }) => (status === 201 ? '201' : `${status} ${body.code}`))
      .toSorted();
    expect(codes).toEqual(['201', ...Array.from({ length: 49 }, () => '409 gap_filled')]);
    const [winner] = await sitting();
    expect(await sitting()).toHaveLength(1);
    await call(gapId, winner ?? '', 'accepted', second).expect(200);
    expect((await call(gapId, people[0] ?? '', 'no_answer').expect(409)).body.code).toBe('gap_filled');
  }, 60_000);

  it('is reported once by ten at the same moment, by the person or whoever leads, and by nobody else', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => report(i % 2 ? ill : coordinator)),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      ...Array.from({ length: 9 }, () => 200),
      201,
    ]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    await report(stranger).expect(404);
    const bystander = await app.account('counsellor', coordinator.organisationId);
    await clockAt(app, '12-31T21:41');
    await report(bystander).expect(404);
    await report(ill, { assignmentId: '01890000-0000-7000-8000-000000000001' }).expect(404);
    const wrong = await report(ill, { reason: 'インフルエンザ' }).expect(400);
    expect(wrong.body.errors[0].pointer).toBe('/reason');
    const gapId: string = answers[0]?.body.id;
    await app.as(stranger).get(`/api/v1/gaps/${gapId}`).expect(404);
    await call(gapId, await colleague(), 'declined', stranger).expect(404);
    await call(gapId, await colleague(), 'declined', ill).expect(403);
    expect(
      (await call(gapId, await app.person(stranger.organisationId), 'accepted').expect(422)).body.errors,
    ).toEqual([expect.objectContaining({ pointer: '/personId', code: 'unknown' })]);
    const list = async (query: string, account = coordinator) =>
      (await app.as(account).get(`/api/v1/gaps?periodId=${roster.periodId}${query}`).expect(200)).body.items
        .length;
    expect([
      await list(''),
      await list('&state=open'),
      await list('&state=filled'),
      await list('', stranger),
    ]).toEqual([1, 1, 0, 0]);
  });

  it('refuses whom a hard rule forbids, and keeps nothing of the attempt', async () => {
    const gapId = (await report(coordinator).expect(201)).body.id;
    const tired = await colleague();
    await roster.duty({ personId: tired, from: '12-31T12:00', until: '12-31T20:00' });
    const refused = await call(gapId, tired, 'accepted').expect(422);
    expect(refused.body).toMatchObject({
      code: 'roster_rules_broken',
      errors: [{ pointer: '/personId', code: 'rest' }],
    });
    expect((await app.as(coordinator).get(`/api/v1/gaps/${gapId}`).expect(200)).body.calls).toEqual([]);
    expect(await callList(gapId)).toEqual({
      standby: [],
      items: [],
      blocked: [{ rule: 'rest', label: '勤務間インターバル', people: 1 }],
    });
    await clockAt(app, '2027-01-01T06:00');
    expect((await call(gapId, await colleague(), 'accepted').expect(409)).body.code).toBe('duty_over');
  });

  it('rings whom somebody has excused from a rule with a reason', async () => {
    const gapId = (await report(coordinator).expect(201)).body.id;
    const unwilling = await colleague();
    await wish(unwilling, 'cannot');
    expect(await callList(gapId)).toMatchObject({ items: [], blocked: [{ rule: 'cannot', people: 1 }] });
    await app
      .as(coordinator)
      .post(`/api/v1/shifts/${night.shiftId}/rule-exceptions`)
      .send({ personId: unwilling, rule: 'cannot', reason: '本人が電話で承諾した' })
      .expect(200);
    expect(await callList(gapId)).toMatchObject({ items: [{ personId: unwilling }], blocked: [] });
    await call(gapId, unwilling, 'accepted').expect(201);
  });

  it('turns standby into work from the instant of the call, and pays both stretches', async () => {
    const ready = await colleague();
    const standby = await roster.duty({
      personId: ready,
      from: '12-31T18:00',
      until: '01-01T06:00',
      role: 'standby',
    });
    await roster.publish('12-20T13:00');
    await clockAt(app, '12-31T22:20');
    const gapId = (await report(ill).expect(201)).body.id;
    const list = await callList(gapId);
    expect(list.standby).toMatchObject([{ assignmentId: standby.assignmentId, personId: ready }]);
    expect(list.items).toEqual([]);
    const activate = (assignmentId: string) =>
      app.as(coordinator).post(`/api/v1/gaps/${gapId}/standby-activations`).send({ assignmentId });
    expect((await activate(night.assignmentId).expect(422)).body.errors[0].code).toBe('not_standby');
    const filled = await activate(standby.assignmentId).expect(201);
    expect(filled.body).toMatchObject({ filledFrom: 'standby', filledBy: { personId: ready } });
    await activate(standby.assignmentId).expect(200);
    const at = (text: string) => new Date(`${text}:00+09:00`);
    expect(
      (await paid()).map(({ personId, role, planned }) => [personId, role, planned.from, planned.until]),
    ).toEqual([
      [ready, 'standby', at('2026-12-31T18:00'), at('2026-12-31T22:20')],
      [ready, 'counsellor', at('2026-12-31T22:20'), at('2027-01-01T06:00')],
    ]);
    const causes = await app.sql<{ cause: string }>(
      `SELECT v.cause FROM roster_version AS v WHERE v.period_id = $1 ORDER BY v.number DESC LIMIT 1`,
      [roster.periodId],
    );
    expect(causes).toEqual([{ cause: 'standby' }]);
  });

  it('pays standby up to the duty that it was called for, also where the call comes before either', async () => {
    const [ready, early] = [await colleague(), await colleague()];
    const standby = (personId: string, from: string) =>
      roster.duty({ personId, from, until: '01-01T06:00', role: 'standby' });
    const held = [await standby(ready, '12-31T18:00'), await standby(early, '12-31T21:00')] as const;
    const next = await roster.duty({ personId: await colleague(), ...NIGHT });
    await roster.publish('12-20T13:00');
    const activate = async (assignmentId: string, standbyId: string) => {
      const gap = await report(coordinator, { assignmentId }).expect(201);
      await app
        .as(coordinator)
        .post(`/api/v1/gaps/${gap.body.id}/standby-activations`)
        .send({ assignmentId: standbyId })
        .expect(201);
    };
    await clockAt(app, '12-31T20:00');
    await activate(night.assignmentId, held[0].assignmentId);
    await activate(next.assignmentId, held[1].assignmentId);
    const at = (text: string) => new Date(`2026-12-31T${text}:00+09:00`);
    const stretches = (await paid()).map(({ personId, role, planned }) => [personId, role, planned.from]);
    expect(stretches).toHaveLength(4);
    expect(stretches).toEqual(
      expect.arrayContaining([
        [ready, 'standby', at('18:00')],
        [ready, 'counsellor', at('22:00')],
        [early, 'standby', at('21:00')],
        [early, 'counsellor', at('22:00')],
      ]),
    );
    const ends = (await paid()).filter(({ role }) => role === 'standby').map(({ planned }) => planned.until);
    expect(ends).toEqual([at('22:00'), at('22:00')]);
  });

  it('is not filled by somebody who sits there already, published or by hand since, and keeps every seat', async () => {
    const [beside, byHand] = [await colleague(), await colleague()];
    await app.sql(`UPDATE shift SET seats = 2 WHERE id = $1`, [night.shiftId]);
    const seat = (personId: string) =>
      app.as(coordinator).put(`/api/v1/shifts/${night.shiftId}/assignments/${personId}`).expect(201);
    await seat(beside);
    await roster.publish('12-20T13:00');
    await clockAt(app, '12-31T21:40');
    const gapId = (await report(ill).expect(201)).body.id;
    const offered = async () =>
      (await callList(gapId)).items.map(({ personId }: { personId: string }) => personId);
    expect(await offered()).toEqual([byHand]);
    expect((await call(gapId, beside, 'accepted').expect(409)).body.code).toBe('already_seated');
    await seat(byHand);
    expect(await offered()).toEqual([]);
    expect((await call(gapId, byHand, 'accepted').expect(409)).body.code).toBe('already_seated');
    const { body } = await app.as(coordinator).get(`/api/v1/gaps/${gapId}`).expect(200);
    expect(body).toMatchObject({ state: 'open', filledBy: null, calls: [] });
    expect([...(await sitting())].sort()).toEqual([beside, byHand].sort());
  });

  it('is reported though a draft has freed the seat since, and not by whoever lost it in a later version', async () => {
    const free = (personId: string | null) =>
      app.as(coordinator).delete(`/api/v1/shifts/${night.shiftId}/assignments/${personId}`).expect(204);
    await free(ill.personId);
    const reported = await report(ill).expect(201);
    expect(reported.body).toMatchObject({ state: 'open', person: { personId: ill.personId } });
    const cells = await app.sql(
      `SELECT v.cause, (SELECT count(*)::int FROM roster_version_cell AS c WHERE c.roster_version_id = v.id) AS cells
       FROM roster_version AS v WHERE v.period_id = $1 ORDER BY v.number DESC LIMIT 1`,
      [roster.periodId],
    );
    expect(cells).toEqual([{ cause: 'gap', cells: 0 }]);
    const standIn = await colleague();
    await call(reported.body.id, standIn, 'accepted').expect(201);
    expect(await sitting()).toEqual([standIn]);

    const [taken] = await app.sql<{ id: string }>(
      `SELECT sa.id FROM shift_assignment AS sa WHERE sa.shift_id = $1 AND sa.released_at IS NULL`,
      [night.shiftId],
    );
    await clockAt(app, '12-31T22:10');
    await app.as(coordinator).put(`/api/v1/attendance/${taken?.id}/check-in`).expect(201);
    await free(standIn);
    await roster.publish('12-31T22:20');
    await clockAt(app, '12-31T22:30');
    await report(coordinator, { assignmentId: taken?.id }).expect(404);
  });
});
