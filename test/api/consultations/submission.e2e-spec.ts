import { randomUUID } from 'node:crypto';
import { CONSULTATIONS, conflictCopies, putDraft } from '../../support/factories/draft';
import { openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('submitting drafts', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let supervisor: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    counsellor = await app.account('counsellor');
    supervisor = await app.account('supervisor', counsellor.organisationId);
    periodId = await openPeriod(app, [counsellor.organisationId]);
  });
  afterAll(() => app.stop());

  const complete = (rest: object = {}) => ({
    periodId,
    channel: 'phone',
    startedAt: '2027-01-01T00:00:00+09:00',
    answers: { contact_result: 'talk', summary: '話' },
    ...rest,
  });
  const drafted = async (content: object): Promise<string> => {
    const id = randomUUID();
    await putDraft(app, counsellor, id, null, content).expect(201);
    return id;
  };
  const submit = (id: string, tag = '"v1"', who = counsellor) =>
    app.as(who).post(`${CONSULTATIONS}/${id}/submission`).set('If-Match', tag);

  it('makes the sheet of the same id, which then is the only truth', async () => {
    const id = await drafted(complete());
    const filed = await submit(id).expect(201);
    expect(filed.headers).toMatchObject({ etag: '"v1"', location: `${CONSULTATIONS}/${id}` });
    expect(filed.body).toMatchObject({
      id,
      status: 'submitted',
      revision: 1,
      counsellorId: counsellor.personId,
      answers: { contact_result: 'talk', summary: '話' },
    });
    const draft = await app.as(counsellor).get(`${CONSULTATIONS}/${id}/draft`).expect(200);
    expect(draft.body.submittedAt).not.toBeNull();
    const late = { ...complete(), answers: { summary: '遅れて' } };
    expect((await putDraft(app, counsellor, id, '"v1"', late).expect(409)).body.code).toBe('draft_submitted');
    expect(await conflictCopies(app, counsellor, id)).toEqual([late]);
    const open = await app.as(counsellor).get(`${CONSULTATIONS}?status=draft`).expect(200);
    expect(open.body.items.map((item: { id: string }) => item.id)).not.toContain(id);
  });

  it('happens once, however often and by whatever way it is sent', async () => {
    const period = await openPeriod(app, [counsellor.organisationId]);
    const id = await drafted(complete({ periodId: period }));
    const answers = await Promise.all(Array.from({ length: 8 }, () => submit(id)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([
      200, 200, 200, 200, 200, 200, 200, 201,
    ]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    await app
      .as(counsellor)
      .post(CONSULTATIONS)
      .send({ id, ...complete({ periodId: period }) })
      .expect(200);
    const [numbers] = await app.sql(`SELECT last_no FROM record_counter AS c WHERE c.period_id = $1`, [
      period,
    ]);
    expect(numbers).toEqual({ last_no: 1 });
  });

  it('is the only way from a draft to its sheet: nothing is filed beside what is still being written', async () => {
    const id = await drafted({ answers: { summary: '書きかけ' } });
    const minimal = { id, periodId, channel: 'phone', startedAt: '2027-01-01T00:00:00+09:00' };
    const post = (path: string, body: object) => app.as(counsellor).post(path).send(body);
    const refused = await post(`${CONSULTATIONS}/minimal`, { ...minimal, contactResult: 'silent' });
    expect([refused.status, refused.body.code]).toEqual([409, 'draft_open']);
    await post(CONSULTATIONS, { ...minimal, answers: { contact_result: 'silent' } }).expect(409);
    await putDraft(app, counsellor, id, '"v1"', {
      ...minimal,
      id: undefined,
      answers: { contact_result: 'silent', summary: '書きかけ' },
    }).expect(200);
    await submit(id, '"v2"').expect(201);
  });

  it('names everything that is wrong at once, and leaves the draft as it is', async () => {
    const content = {
      periodId: periodId.toUpperCase(),
      channel: 'fax',
      startedAt: '2027-01-04T10:00:00+09:00',
      talkSeconds: -1,
      contactId: 'none',
      answers: { gender: 'x', age_years: 15, age_band: 'a20s', surprise: 1 },
    };
    const id = await drafted(content);
    const refused = await submit(id).expect(422);
    const faults = refused.body.errors.map((fault: { pointer: string; code: string }) => fault.pointer);
    expect(faults.sort()).toEqual([
      '/answers/age_band',
      '/answers/contact_result',
      '/answers/gender',
      '/answers/surprise',
      '/channel',
      '/contactId',
      '/startedAt',
      '/talkSeconds',
    ]);
    const draft = await app.as(counsellor).get(`${CONSULTATIONS}/${id}/draft`).expect(200);
    expect(draft.body).toMatchObject({ version: 1, submittedAt: null, content });
    await putDraft(app, counsellor, id, '"v1"', complete()).expect(200);
    await submit(id, '"v2"').expect(201);
  });

  it.each([
    ['nothing at all', {}, ['/channel', '/periodId', '/startedAt']],
    ['a period nobody knows', { periodId: randomUUID() }, ['/channel', '/periodId', '/startedAt']],
    ['a moment that is none', { startedAt: '昨日' }, ['/channel', '/periodId', '/startedAt']],
  ])('refuses %s', async (_, content, pointers) => {
    const refused = await submit(await drafted(content)).expect(422);
    const found = refused.body.errors.map((fault: { pointer: string }) => fault.pointer).sort();
    expect(pointers).toEqual(expect.arrayContaining(found));
    expect(found.length).toBeGreaterThan(1);
  });

  it('goes with the version its author saw, by the author only', async () => {
    const id = await drafted(complete());
    await app.as(counsellor).post(`${CONSULTATIONS}/${id}/submission`).expect(428);
    await putDraft(app, counsellor, id, '"v1"', complete({ channel: 'chat' })).expect(200);
    expect((await submit(id, '"v1"').expect(412)).headers['etag']).toBe('"v2"');
    await submit(id, '"v2"', supervisor).expect(404);
    await submit(randomUUID()).expect(404);
    await submit(id, '"v2"').expect(201);
  });

  it('loses no keystroke to a submission that races it', async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = await drafted(complete());
      const typed = complete({ answers: { contact_result: 'talk', summary: `第${round}打` } });
      const [put, filed] = await Promise.all([putDraft(app, counsellor, id, '"v1"', typed), submit(id)]);
      expect([put.status, filed.status]).toEqual(put.status === 200 ? [200, 412] : [409, 201]);
      const kept =
        put.status === 200
          ? (await app.as(counsellor).get(`${CONSULTATIONS}/${id}/draft`)).body.content
          : (await conflictCopies(app, counsellor, id))[0];
      expect(kept).toEqual(typed);
    }
  });

  it('is refused when the period is closed, and the draft stays', async () => {
    const period = await openPeriod(app, [counsellor.organisationId]);
    const id = await drafted(complete({ periodId: period }));
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [period]);
    expect((await submit(id).expect(409)).body.code).toBe('period_closed');
    await app.as(counsellor).get(`${CONSULTATIONS}/${id}/draft`).expect(200);
  });
});
