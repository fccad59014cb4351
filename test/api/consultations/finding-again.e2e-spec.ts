import { randomUUID } from 'node:crypto';
import { CONSULTATIONS } from '../../support/factories/draft';
import { openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('sheets in one step, and finding them again', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let colleague: TestAccount;
  let supervisor: TestAccount;
  let stranger: TestAccount;
  let periodId: string;
  let jobId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    counsellor = await app.account('counsellor');
    colleague = await app.account('counsellor', counsellor.organisationId);
    supervisor = await app.account('supervisor', counsellor.organisationId);
    stranger = await app.account('supervisor');
    periodId = await openPeriod(app, [counsellor.organisationId, stranger.organisationId]);
    jobId = randomUUID();
    await app.sql(
      `INSERT INTO job (id, kind, organisation_id, account_id, request_id, input, status, created_at)
       VALUES ($1, 'call_import', $2, $3, 'test', '{}', 'succeeded', now())`,
      [jobId, counsellor.organisationId, counsellor.accountId],
    );
  });
  afterAll(() => app.stop());

  const call = async (
    callerHash: string | null,
    dialledAt = '2027-01-01T01:00:00+09:00',
    organisationId = counsellor.organisationId,
  ): Promise<string> => {
    const id = randomUUID();
    await app.sql(
      `INSERT INTO contact (id, period_id, organisation_id, channel, carrier_no, dialled_at, answered_at, result, caller_hash,
         job_id, source_row)
       VALUES ($1, $2, $3, 'phone', $4, $5, $5, 'answered', decode($6, 'hex'), $7, 2)`,
      [id, periodId, organisationId, id, dialledAt, callerHash, jobId],
    );
    return id;
  };
  const filed = async (rest: object = {}, who = counsellor): Promise<string> => {
    const body = {
      periodId,
      channel: 'phone',
      startedAt: '2027-01-01T01:00:00+09:00',
      answers: { contact_result: 'talk' },
      ...rest,
    };
    return (await app.as(who).post(CONSULTATIONS).send(body).expect(201)).body.id as string;
  };
  const found = async (query: string, who = supervisor): Promise<string[]> => {
    const list = await app.as(who).get(`${CONSULTATIONS}?limit=200&${query}`).expect(200);
    return (list.body.items as { id: string }[]).map(({ id }) => id);
  };

  describe('minimal sheets', () => {
    const minimal = (rest: object, who = counsellor) =>
      app
        .as(who)
        .post(`${CONSULTATIONS}/minimal`)
        .send({ periodId, channel: 'phone', startedAt: '2027-01-01T01:00:00+09:00', ...rest });

    it.each(['silent', 'wrong', 'prank', 'dropped'])('of a %s call', async (contactResult) => {
      const id = randomUUID();
      const filedOnce = await minimal({ id, contactResult }).expect(201);
      expect(filedOnce.body).toMatchObject({ id, status: 'submitted', contactResult, talkSeconds: null });
      expect((await minimal({ id, contactResult }).expect(200)).body).toEqual(filedOnce.body);
      await minimal({ id, contactResult: contactResult === 'wrong' ? 'prank' : 'wrong' }).expect(409);
    });

    it('are linked to their call, and only for calls without a talk', async () => {
      const contactId = await call(null);
      expect((await minimal({ contactResult: 'silent', contactId }).expect(201)).body).toMatchObject({
        contactId,
        origin: 'call',
      });
      await minimal({ contactResult: 'talk' }).expect(400);
      await minimal({ contactResult: 'silent', answers: {} }).expect(400);
      await minimal({ contactResult: 'silent', contactId: randomUUID() }).expect(422);
    });
  });

  it('finds by number, counsellor, field, risk, urgency and call', async () => {
    const period = await openPeriod(app, [counsellor.organisationId]);
    const contactId = await call(null);
    const one = await filed({
      periodId: period,
      answers: {
        contact_result: 'talk',
        fields: ['work', 'family'],
        main_field: 'work',
        suicide_risk: 'danger',
        urgency: 'watch',
      },
    });
    const other = await filed({ periodId: period }, colleague);
    const linked = await filed({ contactId });
    expect(await found(`contactId=${contactId}`)).toEqual([linked]);
    const within = (query: string) => found(`periodId=${period}&${query}`);
    expect(await within('recordNo=1')).toEqual([one]);
    expect(await within('recordNo=2')).toEqual([other]);
    expect(await within(`counsellorId=${colleague.personId}`)).toEqual([other]);
    expect(await within('mainField=work')).toEqual([one]);
    expect(await within('field=family')).toEqual([one]);
    expect(await within('mainField=family')).toEqual([]);
    expect(await within('suicideRisk=danger')).toEqual([one]);
    expect(await within('urgency=watch&suicideRisk=danger&status=submitted')).toEqual([one]);
    expect(await within('urgency=urgent')).toEqual([]);
    for (const wrong of ['recordNo=0', 'recordNo=x', 'callerOf=x', 'review=never', 'text=a']) {
      await app.as(supervisor).get(`${CONSULTATIONS}?${wrong}`).expect(400);
    }
  });

  it('finds the sheets of a caller, inside one organisation and the own rights', async () => {
    const hash = 'ab'.repeat(16);
    const calls = [await call(hash), await call(hash, '2027-01-01T02:00:00+09:00')];
    const foreign = await call(hash, '2027-01-01T03:00:00+09:00', stranger.organisationId);
    const mine = await filed({ contactId: calls[0] });
    const theirs = await filed({ contactId: calls[1] }, colleague);
    await filed({ contactId: await call('cd'.repeat(16)) });
    await filed({ contactId: foreign }, stranger);
    expect((await found(`callerOf=${calls[0]}`)).sort()).toEqual([mine, theirs].sort());
    expect(await found(`callerOf=${calls[0]}`, counsellor)).toEqual([mine]);
    expect(await found(`callerOf=${foreign}`)).toEqual([]);
    expect(await found(`callerOf=${calls[0]}`, stranger)).toEqual([]);
    const hidden = await call(null);
    await filed({ contactId: hidden });
    expect(await found(`callerOf=${hidden}`)).toEqual([]);
  });

  it('counts the calls of a number this night and this period, for its organisation only', async () => {
    const hash = 'ef'.repeat(16);
    const first = await call(hash, '2026-12-31T22:00:00+09:00');
    for (const at of [
      '2027-01-01T03:00:00+09:00',
      '2027-01-01T11:59:59+09:00',
      '2027-01-01T12:00:00+09:00',
    ]) {
      await call(hash, at);
    }
    await call(hash, '2026-12-31T23:00:00+09:00', stranger.organisationId);
    const count = (contactId: string, who = counsellor) =>
      app.as(who).get(`${CONSULTATIONS}/callers/${contactId}`);
    expect((await count(first).expect(200)).body).toEqual({
      isKnown: true,
      callsTonight: 3,
      callsInPeriod: 4,
    });
    const hidden = await call(null);
    expect((await count(hidden).expect(200)).body).toEqual({
      isKnown: false,
      callsTonight: 0,
      callsInPeriod: 0,
    });
    await count(first, stranger).expect(404);
    await count(randomUUID()).expect(404);
    const asked = await app.sql(
      `SELECT FROM audit_log AS a WHERE a.object_id = $1 AND a.action = 'caller.counted'`,
      [first],
    );
    expect(asked).toHaveLength(1);
  });
});
