import { randomUUID } from 'node:crypto';
import { openPeriod } from '../../support/factories/period';
import { addShift, addWishes, type ShiftPlan } from '../../support/factories/roster';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('moves by hand', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let stranger: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.app.listen(0, '127.0.0.1');
    coordinator = await app.account('coordinator');
    stranger = await app.account('coordinator');
    periodId = await openPeriod(app, [coordinator.organisationId, stranger.organisationId]);
  });
  afterAll(() => app.stop());

  const shift = (from: string, until: string, more: Partial<ShiftPlan> = {}) =>
    addShift(app, { periodId, organisationId: coordinator.organisationId, from, until, ...more });
  const person = () => app.person(coordinator.organisationId);
  const alsoElsewhere = (personId: string) =>
    app.sql(
      `INSERT INTO affiliation (person_id, organisation_id, staff_code, valid_from) VALUES ($1, $2, $3, '2000-01-01')`,
      [personId, stranger.organisationId, personId.slice(0, 8)],
    );
  const put = (shiftId: string, personId: string, account = coordinator) =>
    app.as(account).put(`/api/v1/shifts/${shiftId}/assignments/${personId}`);
  const check = (shiftId: string, personId: string, account = coordinator) =>
    app.as(account).post(`/api/v1/shifts/${shiftId}/assignment-checks`).send({ personId });

  it('say every broken rule before and refuse the hard ones', async () => {
    const personId = await person();
    await put(await shift('2026-12-30T14:00', '2026-12-30T22:00'), personId).expect(201);
    const soon = await shift('2026-12-31T06:30', '2026-12-31T14:00', { fieldCode: 'suicide' });
    const { body } = await check(soon, personId).expect(200);
    expect(body.allowed).toBe(false);
    expect(body.violations).toEqual([
      expect.objectContaining({
        rule: 'rest',
        strength: 'hard',
        personId,
        from: '2026-12-30T22:00:00+09:00',
        until: '2026-12-31T06:30:00+09:00',
        excess: { amount: 150, unit: 'minutes' },
        message: '勤務の間が12月30日 22:00〜翌6:30の8時間30分しかなく、必要な11時間に2時間30分足りません。',
      }),
      expect.objectContaining({ rule: 'field_skill', excusable: true, excused: false }),
    ]);
    const refused = await put(soon, personId).expect(422);
    expect(refused.body).toMatchObject({ code: 'roster_rules_broken' });
    expect(refused.body.errors).toEqual([
      { pointer: '/personId', code: 'rest', message: body.violations[0].message },
      { pointer: '/personId', code: 'field_skill', message: expect.any(String) },
    ]);
  });

  it('let a reasoned exception through only where the rule allows one', async () => {
    const personId = await person();
    const desk = await shift('2026-12-31T10:00', '2026-12-31T18:00', { fieldCode: 'suicide' });
    const allow = (rule: string, account = coordinator) =>
      app
        .as(account)
        .post(`/api/v1/shifts/${desk}/rule-exceptions`)
        .send({ personId, rule, reason: '研修修了の確認待ち' });
    await put(desk, personId).expect(422);
    expect((await allow('rest').expect(422)).body.errors).toEqual([
      expect.objectContaining({ pointer: '/rule', code: 'not_excusable' }),
    ]);
    await allow('no_such_rule').expect(422);
    await allow('field_skill', stranger).expect(404);
    expect((await allow('field_skill').expect(200)).body).toMatchObject({
      allowed: true,
      violations: [{ rule: 'field_skill', excused: true }],
    });
    await allow('field_skill').expect(200);
    await put(desk, personId).expect(201);
    const audit = await app.sql(`SELECT action, detail FROM audit_log WHERE object_id = $1 ORDER BY id`, [
      desk,
    ]);
    expect(audit).toEqual([
      { action: 'roster_exception.recorded', detail: { personId, rule: 'field_skill' } },
      { action: 'shift.assigned', detail: { personId } },
    ]);
  });

  it('heed what somebody wishes, and rest across organisations without naming the other one', async () => {
    const personId = await person();
    const { organisationId, accountId } = coordinator;
    await addWishes(app, {
      periodId,
      organisationId,
      personId,
      accountId,
      spans: [
        { wish: 'can', from: '2026-12-31T00:00', until: '2026-12-31T20:00' },
        { wish: 'cannot', from: '2026-12-31T20:00', until: '2027-01-01T00:00' },
      ],
    });
    await put(await shift('2026-12-31T13:00', '2026-12-31T20:01'), personId).expect(422);
    const ours = await shift('2026-12-31T12:00', '2026-12-31T20:00');
    expect((await check(ours, personId)).body).toEqual({ allowed: true, violations: [] });
    await alsoElsewhere(personId);
    const theirs = await shift('2026-12-31T02:00', '2026-12-31T06:00', {
      organisationId: stranger.organisationId,
    });
    await put(theirs, personId, stranger).expect(201);
    const { body } = await check(ours, personId).expect(200);
    expect(body.violations).toEqual([expect.objectContaining({ rule: 'rest', shiftIds: [ours] })]);
    expect(JSON.stringify(body)).not.toContain(stranger.organisationId);
    expect(JSON.stringify(body)).not.toContain(theirs);
  });

  it('cannot break rest across organisations with two clicks at the same moment, 30 times over', async () => {
    for (let round = 1; round <= 30; round += 1) {
      const personId = await person();
      await alsoElsewhere(personId);
      const ours = await shift('2026-12-27T10:00', '2026-12-27T18:00');
      const theirs = await shift('2026-12-27T20:00', '2026-12-28T02:00', {
        organisationId: stranger.organisationId,
      });
      const answers = await Promise.all([put(ours, personId), put(theirs, personId, stranger)]);
      expect([round, ...answers.map(({ status }) => status).toSorted((a, b) => a - b)]).toEqual([
        round,
        201,
        422,
      ]);
    }
  }, 60_000);

  it('pin a seat and let it go again', async () => {
    const [shiftId, personId] = [await shift('2026-12-26T10:00', '2026-12-26T18:00'), await person()];
    const pin = `/api/v1/shifts/${shiftId}/assignments/${personId}/pin`;
    await app.as(coordinator).put(pin).expect(404);
    await put(shiftId, personId).expect(201);
    await app.as(stranger).put(pin).expect(404);
    await app.as(coordinator).put(pin).expect(204);
    await app.as(coordinator).put(pin).expect(204);
    expect((await app.as(coordinator).get(`/api/v1/shifts/${shiftId}`)).body).toMatchObject({
      version: 3,
      assignments: [{ personId, isPinned: true }],
    });
    await app.as(coordinator).delete(pin).expect(204);
    const audit = await app.sql(`SELECT action FROM audit_log WHERE object_id = $1 ORDER BY id`, [shiftId]);
    expect(audit.map(({ action }: { action?: string }) => action)).toEqual([
      'shift.assigned',
      'shift.pinned',
      'shift.unpinned',
    ]);
  });

  it('are for planners, about shifts and people they see', async () => {
    const [shiftId, personId] = [await shift('2026-12-26T10:00', '2026-12-26T18:00'), await person()];
    await check(shiftId, personId, stranger).expect(404);
    await check(randomUUID(), personId).expect(404);
    await check(shiftId, personId, await app.account('counsellor', coordinator.organisationId)).expect(403);
    const malformed = await app
      .as(coordinator)
      .post(`/api/v1/shifts/${shiftId}/assignment-checks`)
      .send({ personId: 'somebody' })
      .expect(400);
    expect(malformed.body.errors).toEqual([expect.objectContaining({ pointer: '/personId' })]);
  });
});
