import { randomUUID } from 'node:crypto';
import { CallLog } from '../../support/factories/calls';
import { CONSULTATIONS } from '../../support/factories/draft';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('what is known of a sheet before it is begun', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let periodId: string;
  let calls: CallLog;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    counsellor = await app.account('counsellor');
    periodId = await openPeriod(app, [counsellor.organisationId]);
    calls = await CallLog.of(app, periodId, counsellor);
  });
  afterAll(() => app.stop());

  const frame = (contactId: string, who = counsellor) =>
    app.as(who).get(`${CONSULTATIONS}/frames/${contactId}`);
  const call = (rest: object = {}) =>
    calls.add({
      answeredAt: '2027-01-01T01:00:00+09:00',
      endedAt: '2027-01-01T01:20:00+09:00',
      fieldCode: 'suicide',
      ...rest,
    });

  it('is channel, times, talk, form and menu choice of the call; it can be filed as it comes', async () => {
    const contactId = await call();
    const { body } = await frame(contactId).expect(200);
    expect(body).toEqual({
      contactId,
      periodId,
      channel: 'phone',
      startedAt: '2027-01-01T01:00:00+09:00',
      endedAt: '2027-01-01T01:20:00+09:00',
      talkSeconds: 1_200,
      formVersion: { formId: expect.any(String) as string, number: 1 },
      answers: { ivr_field: 'suicide' },
      hasSheet: false,
    });
    const { formVersion: _, hasSheet: __, ...known } = body;
    const sheet = { ...known, answers: { ...known.answers, contact_result: 'talk' } };
    const filed = await app.as(counsellor).post(CONSULTATIONS).send(sheet).expect(201);
    expect(filed.body).toMatchObject({ contactId, origin: 'call', talkSeconds: 1_200 });
    expect((await frame(contactId).expect(200)).body.hasSheet).toBe(true);
  });

  it('is less for a call that nobody took or that says less', async () => {
    const contactId = await call({ result: 'abandoned_queue', fieldCode: null, endedAt: null });
    expect((await frame(contactId).expect(200)).body).toMatchObject({
      startedAt: '2027-01-01T01:00:00+09:00',
      endedAt: null,
      talkSeconds: null,
      answers: {},
    });
  });

  it('is for the organisation that took the call', async () => {
    const contactId = await call();
    await frame(contactId, await app.account('counsellor')).expect(404);
    await frame(randomUUID()).expect(404);
    await frame('x').expect(404);
    await frame(contactId, await app.account('contractor')).expect(403);
  });
});
