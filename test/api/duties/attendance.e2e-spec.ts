import { AttendanceReader } from '../../../src/duties/attendance.reader';
import { Database } from '../../../src/platform/database/database';
import { systemActor } from '../../../src/shared/actor';
import { openPeriod } from '../../support/factories/period';
import { PublishedRoster } from '../../support/factories/published-roster';
import { clockAt } from '../../support/test-clock';
import { whileLocked } from '../../support/while-locked';
import { type TestAccount, TestApp } from '../../support/test-app';

const byText = (a: string, b: string): number => a.localeCompare(b);

describe('attendance', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let supervisor: TestAccount;
  let counsellor: TestAccount;
  let colleague: TestAccount;
  let stranger: TestAccount;
  let roster: PublishedRoster;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.app.listen(0, '127.0.0.1');
    coordinator = await app.account('coordinator');
    stranger = await app.account('coordinator');
    supervisor = await app.account('supervisor', coordinator.organisationId);
  });
  beforeEach(async () => {
    counsellor = await app.account('counsellor', coordinator.organisationId);
    colleague = await app.account('counsellor', coordinator.organisationId);
    const periodId = await openPeriod(app, [coordinator.organisationId]);
    roster = new PublishedRoster(app, periodId, coordinator);
  });
  afterAll(() => app.stop());

  /** A published night from 31 December 22:00. */
  async function night(account = counsellor): Promise<string> {
    const { assignmentId } = await roster.duty({
      personId: account.personId ?? '',
      from: '12-31T22:00',
      until: '01-01T06:00',
    });
    await roster.publish('12-20T12:00');
    return assignmentId;
  }
  const put = (assignmentId: string, what: string, account = counsellor) =>
    app.as(account).put(`/api/v1/attendance/${assignmentId}/${what}`);
  const enter = (assignmentId: string, input: object, account = coordinator) =>
    app.as(account).post(`/api/v1/attendance/${assignmentId}/entries`).send(input);
  const times = (cameAt: string, leftAt: string, reason = '打刻忘れ') => ({
    cameAt: `${cameAt}:00+09:00`,
    leftAt: `${leftAt}:00+09:00`,
    reason,
  });

  it('is said by the person on the day, compared with the roster, confirmed, and audited without words', async () => {
    const duty = await night();
    await clockAt(app, '12-31T22:07');
    const came = await put(duty, 'check-in').expect(201);
    expect(came.body).toMatchObject({
      state: 'present',
      source: 'self',
      cameAt: '2026-12-31T22:07:00+09:00',
      lateMinutes: 7,
      earlyMinutes: 0,
      isConfirmed: false,
    });
    await clockAt(app, '12-31T22:09');
    expect((await put(duty, 'check-in').expect(200)).body).toEqual(came.body);
    expect((await put(duty, 'confirmation', coordinator).expect(409)).body.code).toBe('not_settled');
    await clockAt(app, '2027-01-01T05:41');
    const left = await put(duty, 'check-out', supervisor).expect(201);
    expect(left.body).toMatchObject({
      state: 'left',
      source: 'leader',
      leftEarlyMinutes: 19,
      overMinutes: 0,
    });
    await put(duty, 'confirmation', coordinator).expect(201);
    expect((await put(duty, 'confirmation', coordinator).expect(200)).body.isConfirmed).toBe(true);
    const audit = await app.sql(
      `SELECT action, detail FROM audit_log WHERE object_id = $1 AND action LIKE 'attendance.%' ORDER BY id`,
      [duty],
    );
    expect(audit).toEqual([
      { action: 'attendance.checked_in', detail: { source: 'self' } },
      { action: 'attendance.checked_out', detail: { source: 'leader' } },
      { action: 'attendance.confirmed', detail: { source: 'retrospective' } },
    ]);
  });

  it('is entered and corrected afterwards with a reason, each as one more event', async () => {
    const duty = await night();
    await clockAt(app, '2027-01-02T10:00');
    expect((await put(duty, 'check-in').expect(409)).body.code).toBe('too_late');
    const first = await enter(duty, times('2026-12-31T22:00', '2027-01-01T06:00')).expect(201);
    expect(first.body).toMatchObject({ state: 'left', source: 'retrospective', isConfirmed: false });
    await put(duty, 'confirmation', coordinator).expect(201);
    const second = await enter(duty, times('2026-12-31T22:00', '2027-01-01T05:30', '退勤の訂正')).expect(201);
    expect(second.body).toMatchObject({ leftAt: '2027-01-01T05:30:00+09:00', isConfirmed: false });
    const { body } = await app.as(coordinator).get(`/api/v1/attendance/${duty}/events`).expect(200);
    expect(body.items.map(({ kind, reason }: { kind: string; reason: string }) => [kind, reason])).toEqual([
      ['entered', '打刻忘れ'],
      ['confirmed', ''],
      ['entered', '退勤の訂正'],
    ]);
    await app
      .as(coordinator)
      .post(`/api/v1/attendance/${duty}/absences`)
      .send({ reason: '欠勤' })
      .expect(201);
    const wrong = await enter(duty, times('2027-01-02T06:00', '2027-01-02T10:01')).expect(422);
    expect(
      wrong.body.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`),
    ).toEqual(['/leftAt future', '/cameAt far_from_duty', '/leftAt far_from_duty']);
    const shapeless = await enter(duty, { cameAt: 'gestern', reason: ' ' }).expect(400);
    expect(shapeless.body.errors.map(({ pointer }: Record<string, string>) => pointer).sort()).toEqual([
      '/cameAt',
      '/leftAt',
      '/reason',
    ]);
  });

  it('knows no drafts, no other organisation’s duties, and shows a counsellor their own', async () => {
    await clockAt(app, '12-31T22:00');
    const draft = await roster.duty({
      personId: counsellor.personId ?? '',
      from: '12-31T21:00',
      until: '12-31T22:30',
    });
    await put(draft.assignmentId, 'check-in').expect(404);
    await roster.release(draft);
    const [own, theirs] = [await night(), await night(colleague)];
    await put(theirs, 'check-in').expect(404);
    await put(own, 'check-in', stranger).expect(404);
    await put(own, 'confirmation', stranger).expect(404);
    await app.as(stranger).get(`/api/v1/attendance/${own}/events`).expect(404);
    await enter(own, times('2026-12-31T22:00', '2027-01-01T06:00'), supervisor).expect(403);
    await app.as(counsellor).get(`/api/v1/attendance/${theirs}`).expect(404);
    await app.as(counsellor).get(`/api/v1/attendance/${own}`).expect(200);
    const list = async (account: TestAccount, query = '') =>
      (
        await app.as(account).get(`/api/v1/attendance?periodId=${roster.periodId}${query}`).expect(200)
      ).body.items.map(({ assignmentId }: { assignmentId: string }) => assignmentId);
    expect(await list(counsellor)).toEqual([own]);
    expect(await list(counsellor, `&personId=${colleague.personId}`)).toEqual([]);
    expect((await list(supervisor)).sort()).toEqual([own, theirs].sort());
    expect(await list(supervisor, `&personId=${colleague.personId}`)).toEqual([theirs]);
    expect(await list(stranger)).toEqual([]);
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [roster.periodId]);
    expect((await put(own, 'check-in').expect(409)).body.code).toBe('period_closed');
  });

  it('writes a stand-in down as an assignment of its own, past rules but never twice in one place', async () => {
    const duty = await night();
    const standIn = await app.person(coordinator.organisationId);
    const post = (personId: string, account = coordinator) =>
      app
        .as(account)
        .post(`/api/v1/attendance/${duty}/stand-ins`)
        .send({ ...times('2026-12-31T22:30', '2027-01-01T06:00', '代わりに来た'), personId });
    await clockAt(app, '12-31T21:00');
    expect((await post(standIn).expect(409)).body.code).toBe('not_begun');
    await clockAt(app, '2027-01-01T07:00');
    await post(standIn, supervisor).expect(403);
    await post(standIn, stranger).expect(404);
    const busy = colleague.personId ?? '';
    await roster.duty({ personId: busy, from: '01-01T02:00', until: '01-01T06:00' });
    expect((await post(busy).expect(409)).body.code).toBe('double_booking');
    const entered = await post(standIn).expect(201);
    expect(entered.body).toMatchObject({
      personId: standIn,
      state: 'left',
      source: 'retrospective',
      lateMinutes: 30,
    });
    const list = await app.as(coordinator).get(`/api/v1/attendance?periodId=${roster.periodId}`).expect(200);
    const states = list.body.items.map(
      ({ personId, state }: Record<string, string>) => `${personId} ${state}`,
    );
    expect(states.toSorted(byText)).toEqual(
      [`${counsellor.personId} absent`, `${standIn} left`].toSorted(byText),
    );
    const newest = await app.sql(
      `SELECT v.cause FROM roster_version AS v WHERE v.period_id = $1 ORDER BY v.number DESC LIMIT 1`,
      [roster.periodId],
    );
    expect(newest).toEqual([{ cause: 'retrospective' }]);
  });

  it('refuses a stand-in who sat there anyway, and keeps both seats', async () => {
    const duty = await night();
    const beside = await app.person(coordinator.organisationId);
    await app.sql(
      `UPDATE shift SET seats = 2 WHERE id = (SELECT sa.shift_id FROM shift_assignment AS sa WHERE sa.id = $1)`,
      [duty],
    );
    const { shiftId } = (await app.as(coordinator).get(`/api/v1/attendance/${duty}`).expect(200)).body;
    await app.as(coordinator).put(`/api/v1/shifts/${shiftId}/assignments/${beside}`).expect(201);
    await roster.publish('12-20T13:00');
    await clockAt(app, '2027-01-01T07:00');
    const refused = await app
      .as(coordinator)
      .post(`/api/v1/attendance/${duty}/stand-ins`)
      .send({ ...times('2026-12-31T22:30', '2027-01-01T06:00', '代わりに来た'), personId: beside })
      .expect(409);
    expect(refused.body.code).toBe('already_seated');
    const states = await app
      .as(coordinator)
      .get(`/api/v1/attendance?periodId=${roster.periodId}`)
      .expect(200);
    expect(states.body.items.map(({ state }: { state: string }) => state)).toEqual(['expected', 'expected']);
  });

  it('locks a stand-in’s shift before the duty, like whoever frees the seat', async () => {
    const duty = await night();
    const standIn = await app.person(coordinator.organisationId);
    const [{ shiftId } = { shiftId: '' }] = await app.sql<{ shiftId: string }>(
      `SELECT sa.shift_id AS "shiftId" FROM shift_assignment AS sa WHERE sa.id = $1`,
      [duty],
    );
    await clockAt(app, '2027-01-01T07:00');
    const entered = await whileLocked(app, {
      first: [`SELECT FROM shift AS s WHERE s.id = $1 FOR NO KEY UPDATE`, [shiftId]],
      meanwhile: () =>
        app
          .as(coordinator)
          .post(`/api/v1/attendance/${duty}/stand-ins`)
          .send({ ...times('2026-12-31T22:30', '2027-01-01T06:00', '代わりに来た'), personId: standIn }),
      then: [`SELECT FROM shift_assignment AS sa WHERE sa.id = $1 FOR UPDATE`, [duty]],
    });
    expect(entered.status).toBe(201);
  });

  it('alerts to duties that began ten minutes ago with nobody there, to the minute', async () => {
    const [missing, present] = [await night(), await night(colleague)];
    const unattended = async (query = '', account = supervisor) =>
      (await app.as(account).get(`/api/v1/attendance/unattended${query}`).expect(200)).body.items
        .map(({ assignmentId }: { assignmentId: string }) => assignmentId)
        .filter((id: string) => [missing, present].includes(id));
    await clockAt(app, '12-31T21:58');
    await put(present, 'check-in', colleague).expect(201);
    await clockAt(app, '12-31T22:09');
    expect(await unattended()).toEqual([]);
    expect(await unattended('?minutes=9')).toEqual([missing]);
    await clockAt(app, '12-31T22:10');
    expect(await unattended()).toEqual([missing]);
    expect(await unattended('', stranger)).toEqual([]);
    await app.as(supervisor).get('/api/v1/attendance/unattended?minutes=x').expect(400);
    await clockAt(app, '2027-01-01T06:00');
    expect(await unattended()).toEqual([]);
  });

  it('takes 50 check-ins at the same moment as one, and tells whoever pays who worked from when', async () => {
    const duty = await night();
    await clockAt(app, '12-31T21:55');
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => put(duty, 'check-in', i % 2 ? counsellor : supervisor)),
    );
    const statuses = answers.map(({ status }) => status);
    expect([statuses.filter((s) => s === 201).length, statuses.filter((s) => s === 200).length]).toEqual([
      1, 49,
    ]);
    await clockAt(app, '12-31T23:30');
    await put(duty, 'check-out').expect(201);
    await app.sql(`UPDATE shift_assignment SET released_at = now() WHERE id = $1`, [duty]);
    await roster.publish('12-31T23:31');
    const paid = await app.app
      .get(Database)
      .transaction(systemActor('test'), (tx) => app.app.get(AttendanceReader).ofPeriod(tx, roster.periodId));
    expect(paid).toMatchObject([
      {
        assignmentId: duty,
        personId: counsellor.personId,
        planned: { from: new Date('2026-12-31T22:00:00+09:00') },
        attendance: {
          cameAt: new Date('2026-12-31T21:55:00+09:00'),
          leftAt: new Date('2026-12-31T23:30:00+09:00'),
        },
      },
    ]);
  });
});
