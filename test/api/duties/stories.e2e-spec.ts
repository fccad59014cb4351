import ICAL from 'ical.js';
import { openPeriod } from '../../support/factories/period';
import { tokyo } from '../../support/factories/published-roster';
import { clockAt } from '../../support/test-clock';
import { type TestAccount, TestApp } from '../../support/test-app';

/** Two stories of a counsellor, from the planner's first shift to what the phone shows and who is paid, through the API alone. */
describe('a counsellor’s roster', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let counsellor: TestAccount;
  let colleague: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.app.listen(0, '127.0.0.1');
  });
  beforeEach(async () => {
    coordinator = await app.account('coordinator');
    counsellor = await app.account('counsellor', coordinator.organisationId);
    colleague = await app.account('counsellor', coordinator.organisationId);
    periodId = await openPeriod(app, [coordinator.organisationId]);
    await clockAt(app, '12-20T12:00');
    await planner()
      .patch(`/api/v1/periods/${periodId}/rosters/${coordinator.organisationId}`)
      .set('If-Match', '"v0"')
      .send({ status: 'draft' })
      .expect(200);
  });
  afterAll(() => app.stop());

  const planner = () => app.as(coordinator);
  const shift = async (from: string, until: string, role = 'counsellor'): Promise<string> => {
    const plan = { periodId, organisationId: coordinator.organisationId, channel: 'phone', role, seats: 1 };
    const times = { startsAt: tokyo(from), endsAt: tokyo(until) };
    return (
      await planner()
        .post('/api/v1/shifts')
        .send({ ...plan, ...times })
        .expect(201)
    ).body.id;
  };
  const seat = (shiftId: string, personId: string | null) =>
    planner().put(`/api/v1/shifts/${shiftId}/assignments/${personId}`).expect(201);
  const publish = () =>
    planner()
      .post(`/api/v1/periods/${periodId}/roster-versions`)
      .send({ organisationId: coordinator.organisationId, note: '' })
      .expect(201);
  const notices = async () =>
    (await app.as(counsellor).get('/api/v1/me/roster-notices').expect(200)).body.items;
  const atRisk = async () =>
    (await planner().get(`/api/v1/periods/${periodId}/roster-notices?state=at_risk`).expect(200)).body.items;
  const events = async (path: string) => {
    const { text } = await app.http.get(path).expect(200);
    return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      return { uid: event.uid, sequence: event.sequence, start: event.startDate.toJSDate().toISOString() };
    });
  };

  it('is published, moved, confirmed, and shown once on the phone', async () => {
    const calendar = (await app.as(counsellor).post('/api/v1/me/calendar-feed').expect(201)).body.path;
    const [first, second] = [
      await shift('12-31T22:00', '01-01T06:00'),
      await shift('12-31T23:00', '01-01T07:00'),
    ];
    await seat(first, counsellor.personId);
    await seat(await shift('12-29T10:00', '12-29T18:00'), colleague.personId);
    expect(await events(calendar)).toEqual([]);
    await publish();
    const [before] = await events(calendar);
    expect(before).toMatchObject({ sequence: 0, start: '2026-12-31T13:00:00.000Z' });
    const [{ id: firstNotice }] = await notices();
    await app.as(counsellor).put(`/api/v1/me/roster-notices/${firstNotice}/confirmation`).expect(200);

    await planner().delete(`/api/v1/shifts/${first}/assignments/${counsellor.personId}`).expect(204);
    await seat(second, counsellor.personId);
    expect(await events(calendar)).toEqual([before]);
    await publish();
    const [notice] = await notices();
    expect(notice.changes).toEqual([expect.objectContaining({ kind: 'moved' })]);
    expect(await events(calendar)).toEqual([
      { uid: before?.uid, sequence: 1, start: '2026-12-31T14:00:00.000Z' },
    ]);

    await clockAt(app, '12-21T12:01');
    const risky = (await atRisk()).map(({ personId }: { personId: string }) => personId);
    expect(risky).toContain(counsellor.personId);
    await app.as(counsellor).put(`/api/v1/me/roster-notices/${notice.id}/confirmation`).expect(200);
    expect((await atRisk()).map(({ personId }: { personId: string }) => personId)).not.toContain(
      counsellor.personId,
    );
    await app.as(counsellor).delete('/api/v1/me/calendar-feed').expect(204);
    await app.http.get(calendar).expect(404);
  });

  it('loses somebody at 21:40 and is whole again before 22:00; pay follows who worked', async () => {
    const night = await shift('12-31T22:00', '01-01T06:00');
    await seat(night, counsellor.personId);
    await publish();
    await clockAt(app, '12-31T21:40');
    const own = await app.as(counsellor).get(`/api/v1/attendance?periodId=${periodId}`).expect(200);
    const { assignmentId } = own.body.items[0];
    const gap = await app
      .as(counsellor)
      .post('/api/v1/gaps')
      .send({ assignmentId, reason: 'unwell' })
      .expect(201);
    const calls = `/api/v1/gaps/${gap.body.id}`;
    const list = (await planner().get(`${calls}/call-list`).expect(200)).body.items;
    expect(list.map(({ personId }: { personId: string }) => personId)).toContain(colleague.personId);
    const others = list.filter(({ personId }: { personId: string }) => personId !== colleague.personId);
    for (const { personId } of others) {
      await planner().post(`${calls}/calls`).send({ personId, outcome: 'no_answer' }).expect(201);
    }
    const accepted = { personId: colleague.personId, outcome: 'accepted' };
    await planner().post(`${calls}/calls`).send(accepted).expect(201);
    await clockAt(app, '12-31T21:58');
    const stand = (await app.as(colleague).get(`/api/v1/attendance?periodId=${periodId}`).expect(200)).body
      .items;
    expect(stand).toHaveLength(1);
    await app.as(colleague).put(`/api/v1/attendance/${stand[0].assignmentId}/check-in`).expect(201);
    await clockAt(app, '2027-01-01T06:00');
    await app.as(colleague).put(`/api/v1/attendance/${stand[0].assignmentId}/check-out`).expect(201);
    const worked = (await planner().get(`/api/v1/attendance?periodId=${periodId}`).expect(200)).body.items;
    expect(worked).toEqual([
      expect.objectContaining({
        personId: colleague.personId,
        state: 'left',
        earlyMinutes: 2,
        overMinutes: 0,
      }),
    ]);
    const answers = await app.as(counsellor).get(`/api/v1/attendance?periodId=${periodId}`).expect(200);
    expect(answers.body.items).toEqual([]);
  });
});
