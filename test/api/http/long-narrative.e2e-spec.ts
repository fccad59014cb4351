import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { TestApp } from '../../support/test-app';
import { Exchange, expectProblem } from './exchange';

const LIMIT = 2 * 1024 * 1024;
const LONGEST = 200_000;
/** Every kanji of the basic block and kana between, so that no two stretches are alike. */
const NIGHT = Array.from({ length: LONGEST }, (_, i) =>
  i % 3 === 0 ? String.fromCharCode(0x3041 + (i % 83)) : String.fromCharCode(0x4e00 + ((i * 7) % 20_902)),
).join('');

describe('the narrative of a long night', () => {
  let app: TestApp;
  let http: Exchange;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    const counsellor = await app.account('counsellor');
    periodId = await openPeriod(app, [counsellor.organisationId]);
    http = await Exchange.listen(app, counsellor);
  });
  afterAll(() => app.stop());

  const sheet = (answers: object): string =>
    JSON.stringify({
      periodId,
      channel: 'phone',
      startedAt: '2027-01-01T00:00:00+09:00',
      answers: { contact_result: 'talk', ...answers },
    });
  const escaped = (json: string): string =>
    json.replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

  it('comes back byte for byte, however the client writes its JSON', async () => {
    for (const body of [
      sheet({ summary: NIGHT, response_note: NIGHT }),
      escaped(sheet({ summary: NIGHT })),
      sheet({ summary: '😢'.repeat(LONGEST) }),
    ]) {
      const filed = await http.post('/api/v1/consultations', body);
      expect(filed.status).toBe(201);
      const read = await http.send(filed.headers.get('location') ?? '');
      const answers = (text: string): Buffer =>
        Buffer.from(JSON.stringify((JSON.parse(text) as { answers: object }).answers));
      expect(answers(read.text).equals(answers(body))).toBe(true);
    }
  });

  it('is refused by its field when a character longer, with nothing of it in the answer', async () => {
    const problem = expectProblem(
      await http.post('/api/v1/consultations', sheet({ summary: `${NIGHT}末` })),
      422,
    );
    expect(problem.errors).toEqual([
      {
        pointer: '/answers/summary',
        code: expect.any(String) as string,
        message: expect.any(String) as string,
      },
    ]);
  });

  it('may fill the body to the last byte, and not one more', async () => {
    const body = sheet({ summary: NIGHT });
    const padding = LIMIT - Buffer.byteLength(body);
    expect((await http.post('/api/v1/consultations', body + ' '.repeat(padding))).status).toBe(201);
    const more = expectProblem(await http.post('/api/v1/consultations', body + ' '.repeat(padding + 1)), 413);
    expect(more).toMatchObject({
      code: 'body_too_large',
      limitBytes: LIMIT,
      detail: '一度に送れるのは 2,097,152 バイトまでです。',
    });
  });
});
