import { randomUUID } from 'node:crypto';
import { openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';
import { TEXT_CORPUS } from '../../support/text-corpus';

const PATH = '/api/v1/consultations';

describe('text comes back code point for code point', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    counsellor = await app.account('counsellor');
    periodId = await openPeriod(app, [counsellor.organisationId]);
  });
  afterAll(() => app.stop());

  const body = (answers: object) => ({
    periodId,
    channel: 'phone',
    startedAt: '2027-01-01T00:00:00+09:00',
    answers: { contact_result: 'talk', ...answers },
  });
  const post = (answers: object) => app.as(counsellor).post(PATH).send(body(answers));

  it.each(TEXT_CORPUS)('%s', async (_, text) => {
    const filed = await post({ summary: text, response_note: text }).expect(201);
    const path = `${PATH}/${filed.body.id}`;
    const read = await app.as(counsellor).get(path).expect(200);
    expect(read.body.answers).toEqual({ contact_result: 'talk', summary: text, response_note: text });
    const amended = await app
      .as(counsellor)
      .post(`${path}/amendments`)
      .set('If-Match', '"v1"')
      .send({ reason: '追記', answers: { contact_result: 'talk', summary: `${text}${text}` } })
      .expect(201);
    expect(amended.body.answers.summary).toBe(`${text}${text}`);
    const first = await app.as(counsellor).get(`${path}/revisions/1`).expect(200);
    expect(first.body.answers.summary).toBe(text);
  });

  it.each(TEXT_CORPUS)('from draft to sheet: %s', async (_, text) => {
    const id = randomUUID();
    const path = `${PATH}/${id}`;
    const content = body({ summary: text, response_note: text });
    await app.as(counsellor).put(`${path}/draft`).send({}).expect(201);
    await app.as(counsellor).put(`${path}/draft`).set('If-Match', '"v1"').send(content).expect(200);
    const draft = await app.as(counsellor).get(`${path}/draft`).expect(200);
    expect(draft.body.content).toEqual(content);
    await app
      .as(counsellor)
      .put(`${path}/draft`)
      .set('If-Match', '"v1"')
      .send({ answers: { text } })
      .expect(412);
    const kept = await app.as(counsellor).get(`${path}/conflicts`).expect(200);
    expect(kept.body.items[0].content).toEqual({ answers: { text } });
    const filed = await app.as(counsellor).post(`${path}/submission`).set('If-Match', '"v2"').expect(201);
    expect(filed.body.answers).toEqual(content.answers);
    await app
      .as(counsellor)
      .post(`${path}/amendments`)
      .set('If-Match', '"v1"')
      .send({ reason: '追記', answers: { ...content.answers, response_note: `${text}。` } })
      .expect(201);
    const read = await app.as(counsellor).get(path).expect(200);
    expect(read.body.answers).toEqual({ ...content.answers, response_note: `${text}。` });
  });

  it('keeps short plain texts as they are too', async () => {
    const filed = await post({ municipality_code: '\u{2ffff}\ufa19 \\' }).expect(201);
    expect(filed.body.answers.municipality_code).toBe('\u{2ffff}\ufa19 \\');
  });

  it.each([
    ['U+0000', 'ab\u0000', /^3文字目.*U\+0000/],
    ['a lone high surrogate', 'a\ud800b', /^2文字目.*サロゲート/],
    ['a lone low surrogate', '\udc00', /^1文字目.*サロゲート/],
  ])('names %s', async (_, text, message) => {
    const refused = await post({ summary: text }).expect(422);
    expect(refused.body.errors).toEqual([
      { pointer: '/answers/summary', code: 'character', message: expect.stringMatching(message) as string },
    ]);
  });

  it('names the character in a draft too', async () => {
    const put = app.as(counsellor).put(`${PATH}/${randomUUID()}/draft`);
    const refused = await put.send({ answers: { summary: 'ab\u0000' } }).expect(422);
    expect(refused.body.errors).toEqual([
      {
        pointer: '/answers/summary',
        code: 'character',
        message: expect.stringMatching(/^3文字目.*U\+0000/) as string,
      },
    ]);
  });

  it.each([
    ['Japanese', 'あ'.repeat(200_000)],
    ['outside the basic plane', '𠮷'.repeat(200_000)],
  ])('200,000 characters, %s', async (_, text) => {
    const filed = await post({ summary: text }).expect(201);
    const read = await app.as(counsellor).get(`${PATH}/${filed.body.id}`).expect(200);
    expect(read.body.answers.summary === text).toBe(true);
    const [stored] = await app.sql<{ same: boolean }>(
      `SELECT n.sealed = convert_to($2, 'UTF8') AS same FROM consultation_narrative AS n WHERE n.consultation_id = $1`,
      [filed.body.id, text],
    );
    expect(stored).toEqual({ same: true });
  });

  it('one character more is refused with the limit', async () => {
    const refused = await post({ summary: 'あ'.repeat(200_001) }).expect(422);
    expect(refused.body.errors[0]).toMatchObject({ pointer: '/answers/summary', code: 'length' });
    expect(refused.body.errors[0].message).toContain('200000');
  });
});
