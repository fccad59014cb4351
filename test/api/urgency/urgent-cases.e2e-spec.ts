import { randomUUID } from 'node:crypto';
import { URGENT_STEPS } from '../../../seeds/reference/urgent-steps';
import { CONSULTATIONS, putDraft } from '../../support/factories/draft';
import { openPeriod } from '../../support/factories/period';
import { clockAt } from '../../support/test-clock';
import { type TestAccount, TestApp } from '../../support/test-app';

const CASES = '/api/v1/urgent-cases';

describe('urgent cases', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let colleague: TestAccount;
  let supervisor: TestAccount;
  let stranger: TestAccount;
  let analyst: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.app.listen(0, '127.0.0.1');
    counsellor = await app.account('counsellor');
    colleague = await app.account('counsellor', counsellor.organisationId);
    supervisor = await app.account('supervisor', counsellor.organisationId);
    stranger = await app.account('supervisor');
    analyst = await app.account('analyst');
    periodId = await openPeriod(app, [counsellor.organisationId]);
  });
  beforeEach(() => clockAt(app, '01-02T02:00'));
  afterAll(() => app.stop());

  const content = () => ({
    periodId,
    channel: 'phone',
    startedAt: '2027-01-02T01:50:00+09:00',
    answers: { contact_result: 'talk', urgency: 'normal', suicide_risk: 'none' },
  });
  const drafted = async (): Promise<string> => {
    const id = randomUUID();
    await putDraft(app, counsellor, id, null, content()).expect(201);
    return id;
  };
  const open = (consultationId: string, who = counsellor) => app.as(who).post(CASES).send({ consultationId });
  const opened = async (): Promise<string> => (await open(await drafted()).expect(201)).body.id as string;
  const write = (id: string, entry: object, who = counsellor) =>
    app.as(who).post(`${CASES}/${id}/entries`).send(entry);
  const view = async (id: string, who = supervisor) =>
    (await app.as(who).get(`${CASES}/${id}`).expect(200)).body;
  const entries = async (id: string): Promise<{ id: string; note: string | null; isCorrected: boolean }[]> =>
    (await app.as(supervisor).get(`${CASES}/${id}/entries?limit=200`).expect(200)).body.items;
  const stateOf = async (id: string, step: string) => {
    const { steps } = (await view(id)) as { steps: { code: string; state: string; isOverdue: boolean }[] };
    return steps.find(({ code }) => code === step);
  };
  const close = (
    id: string,
    version: number,
    outcome: string | undefined = 'handed_over',
    who = supervisor,
  ) => app.as(who).post(`${CASES}/${id}/closure`).set('If-Match', `"v${version}"`).send({ outcome });

  it('start from the draft of the call, once however many press', async () => {
    const consultationId = await drafted();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => open(consultationId, i % 2 === 0 ? counsellor : supervisor)),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.id as string)).size).toBe(1);
    const { body } = await app
      .as(supervisor)
      .get(`${CASES}?status=open&consultationId=${consultationId}`)
      .expect(200);
    expect(body.items).toMatchObject([{ consultationId, overdueSteps: 0, outcome: null }]);
    const [first] = answers;
    const trail = await app.sql(
      `SELECT action FROM audit_log WHERE object_id = $1 AND action = 'urgent_case.opened'`,
      [consultationId],
    );
    expect(trail).toEqual([{ action: 'urgent_case.opened' }]);
    expect(first?.body.steps.map(({ code }: { code: string }) => code)).toEqual(
      URGENT_STEPS.map(({ code }) => code),
    );
  });

  it('run against the clock', async () => {
    const id = await opened();
    expect(await stateOf(id, 'supervisor_joined')).toMatchObject({ state: 'open', isOverdue: false });
    await clockAt(app, '01-02T02:03');
    expect(await stateOf(id, 'supervisor_joined')).toMatchObject({ state: 'open', isOverdue: true });
    await write(id, { kind: 'done', step: 'supervisor_joined' }, supervisor).expect(201);
    expect(await stateOf(id, 'supervisor_joined')).toMatchObject({ state: 'done', isOverdue: false });
  });

  it('keep all that thirty writers at once have to say, in one order', async () => {
    const id = await opened();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        write(id, { kind: 'note', note: `メモ${i}` }, i % 2 === 0 ? counsellor : supervisor),
      ),
    );
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    const notes = new Set((await entries(id)).map(({ note }) => note));
    expect(notes).toEqual(new Set(Array.from({ length: 30 }, (_, i) => `メモ${i}`)));
    expect((await view(id)).version).toBe(31);
  });

  it('record a contact with office, person, number and minute, and never lose what was corrected', async () => {
    const id = await opened();
    const police = { office: '架空警察署 地域課', answeredBy: '当直の方', referenceNo: '110-0042' };
    await clockAt(app, '01-02T02:10');
    const first = await write(id, {
      kind: 'done',
      step: 'police_called',
      occurredAt: '2027-01-02T02:07:00+09:00',
      ...police,
    }).expect(201);
    expect(first.body).toMatchObject({
      ...police,
      occurredAt: '2027-01-02T02:07:00+09:00',
      recordedAt: '2027-01-02T02:10:00+09:00',
    });
    const second = { kind: 'done', step: 'police_called', ...police, referenceNo: '110-0043' };
    await write(id, { ...second, corrects: first.body.id }, supervisor).expect(201);
    await write(id, { ...second, corrects: first.body.id }).expect(409);
    expect(await entries(id)).toMatchObject([
      { referenceNo: '110-0042', isCorrected: true },
      { referenceNo: '110-0043', isCorrected: false },
    ]);
  });

  it('name what is wrong in an entry', async () => {
    const id = await opened();
    const pointers = async (entry: object): Promise<string[]> =>
      ((await write(id, entry).expect(422)).body.errors as { pointer: string }[]).map(
        ({ pointer }) => pointer,
      );
    expect(await pointers({ kind: 'done', step: 'police_called' })).toEqual(['/office']);
    expect(await pointers({ kind: 'not_needed', step: 'police_called' })).toEqual(['/note']);
    expect(await pointers({ kind: 'done', step: 'unknown' })).toEqual(['/step']);
    expect(await pointers({ kind: 'note', note: '後で', occurredAt: '2027-01-02T02:30:00+09:00' })).toEqual([
      '/occurredAt',
    ]);
    expect(await pointers({ kind: 'note', note: '訂正', corrects: randomUUID() })).toEqual(['/corrects']);
    const ahead = { kind: 'note', note: '時計が進んだ端末', occurredAt: '2027-01-02T02:04:00+09:00' };
    const [other, clocks] = [await opened(), await opened()];
    expect((await write(clocks, ahead).expect(201)).body.occurredAt).toBe('2027-01-02T02:00:00+09:00');
    const elsewhere = await write(other, { kind: 'note', note: 'あ' }).expect(201);
    expect(await pointers({ kind: 'note', note: '訂正', corrects: elsewhere.body.id })).toEqual([
      '/corrects',
    ]);
    expect(await entries(id)).toEqual([]);
  });

  it('end with an outcome, when each step is settled and nothing came meanwhile', async () => {
    const id = await opened();
    const early = await close(id, 1).expect(422);
    expect(early.body.errors).toHaveLength(URGENT_STEPS.length);
    for (const { code, kind } of URGENT_STEPS) {
      const entry =
        kind === 'contact' ? { kind: 'done', step: code, office: '架空署' } : { kind: 'done', step: code };
      await write(id, entry).expect(201);
    }
    const { version } = await view(id);
    await write(id, { kind: 'note', note: '救急車が着いた' }, supervisor).expect(201);
    await close(id, version).expect(412);
    await close(id, version + 1, 'unknown').expect(400);
    const closed = await close(id, version + 1).expect(200);
    expect(closed.body).toMatchObject({ outcome: 'handed_over', overdueSteps: 0 });
    await close(id, version + 2).expect(409);
    await write(id, { kind: 'note', note: '翌朝、警察から連絡があった' }).expect(201);
    const again = await open(closed.body.consultationId as string).expect(201);
    expect(again.body).toMatchObject({ outcome: null, openedAt: '2027-01-02T02:00:00+09:00' });
    expect(again.body.id).not.toBe(id);
    const { body } = await app.as(supervisor).get(`${CASES}?status=open&limit=200`).expect(200);
    expect((body.items as { id: string }[]).map((item) => item.id)).not.toContain(id);
  });

  it('force the sheet into review, whichever comes first', async () => {
    const due = async (id: string): Promise<string> =>
      (await app.as(supervisor).get(`${CONSULTATIONS}/${id}`).expect(200)).body.review as string;
    const drafting = await drafted();
    await open(drafting).expect(201);
    await app
      .as(counsellor)
      .post(`${CONSULTATIONS}/${drafting}/submission`)
      .set('If-Match', '"v1"')
      .expect(201);
    expect(await due(drafting)).toBe('due');
    const id = (await app.as(counsellor).post(CONSULTATIONS).send(content()).expect(201)).body.id as string;
    await app.sql(`UPDATE consultation SET review_required = false WHERE id = $1`, [id]);
    expect(await due(id)).toBe('none');
    await open(id).expect(201);
    expect(await due(id)).toBe('due');
  });

  it('are seen by those of the call, their supervisors, and nobody else', async () => {
    const id = await opened();
    await view(id, counsellor);
    for (const who of [colleague, stranger]) {
      await app.as(who).get(`${CASES}/${id}`).expect(404);
      await app.as(who).get(`${CASES}/${id}/entries`).expect(404);
      await app.as(who).get(`${CASES}/${id}/report.pdf`).expect(404);
      await write(id, { kind: 'note', note: 'あ' }, who).expect(404);
      await close(id, 1, 'safe', who).expect(404);
    }
    await app.as(analyst).get(`${CASES}/${id}`).expect(403);
    await open(randomUUID()).expect(422);
    await open(await drafted(), stranger).expect(422);
  });

  it('are printed for an inquiry, and each print is in the trail', async () => {
    const id = await opened();
    await write(id, { kind: 'note', note: '屋上にいると言う' }).expect(201);
    const { body, headers } = await app
      .as(supervisor)
      .get(`${CASES}/${id}/report.pdf`)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    expect(headers['content-type']).toBe('application/pdf');
    expect((body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    const [printed] = await app.sql<{ detail: object }>(
      `SELECT detail FROM audit_log WHERE action = 'urgent_case.printed' AND account_id = $1`,
      [supervisor.accountId],
    );
    expect(printed).toEqual({ detail: { urgentCase: id } });
  });
});
