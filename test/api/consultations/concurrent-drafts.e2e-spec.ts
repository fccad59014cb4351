import { randomUUID } from 'node:crypto';
import { CONSULTATIONS, conflictCopies, putDraft } from '../../support/factories/draft';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

/** `ROUNDS=1000` is the full run. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 100);
const WRITERS = 8;

describe(`${ROUNDS} rounds of ${WRITERS} edits with one ETag`, () => {
  let app: TestApp;
  let writer: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    writer = await app.account('counsellor');
    await openPeriod(app, [writer.organisationId]);
    await app.app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.stop());

  const textOf = (content: unknown): string => (content as { answers: { summary: string } }).answers.summary;

  it(
    'have one winner each, lose no text and never go back',
    async () => {
      const id = randomUUID();
      await putDraft(app, writer, id, null, { answers: { summary: '初め' } }).expect(201);
      const versions: number[] = [1];
      const losers: string[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const texts = Array.from({ length: WRITERS }, (_, i) => `${round}-${i} ${'文'.repeat(i)}`);
        const tag = `"v${versions.at(-1)}"`;
        const answers = await Promise.all(
          texts.map((summary) => putDraft(app, writer, id, tag, { answers: { summary } })),
        );
        const won = answers.filter(({ status }) => status === 200);
        expect([won.length, answers.filter(({ status }) => status === 412).length]).toEqual([1, WRITERS - 1]);
        versions.push(Number(won[0]?.body.version));
        losers.push(...texts.filter((_, i) => answers[i]?.status === 412));
        const open = await app.as(writer).get(`${CONSULTATIONS}/${id}/draft`).expect(200);
        expect(textOf(open.body.content)).toBe(texts[answers.findIndex(({ status }) => status === 200)]);
      }
      expect(versions).toEqual(Array.from({ length: ROUNDS + 1 }, (_, i) => i + 1));
      const kept = (await conflictCopies(app, writer, id)).map(textOf);
      expect(kept.sort()).toEqual(losers.sort());
    },
    120_000 + ROUNDS * 1_000,
  );
});
