import { randomUUID } from 'node:crypto';
import { CONSULTATIONS, putDraft } from '../../support/factories/draft';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('earlier states of a draft', () => {
  let app: TestApp;
  let counsellor: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    counsellor = await app.account('counsellor');
  });
  afterAll(() => app.stop());

  const put = (id: string, tag: string | null, summary: string) =>
    putDraft(app, counsellor, id, tag, { answers: { summary } });
  const kept = (id: string, who = counsellor, number = '') =>
    app.as(who).get(`${CONSULTATIONS}/${id}/draft/versions${number}`);
  const numbers = async (id: string): Promise<number[]> =>
    ((await kept(id).expect(200)).body.items as { version: number }[]).map(({ version }) => version);

  it('bring back a paragraph that was deleted and saved, code point for code point', async () => {
    const id = randomUUID();
    const paragraph = '𠮷野さんの話。\r\n「死にたい」と3回\u3000言った。そのあと長く黙っていた。';
    await put(id, null, 'あ').expect(201);
    await put(id, '"v1"', `冒頭。${paragraph}`).expect(200);
    await put(id, '"v2"', `冒頭。${paragraph}続き。`).expect(200);
    await put(id, '"v3"', '冒頭。').expect(200);
    await put(id, '"v4"', '冒頭。さらに。').expect(200);
    expect(await numbers(id)).toEqual([3, 1]);
    const { body } = await kept(id, counsellor, '/3').expect(200);
    expect(body.content.answers.summary).toBe(`冒頭。${paragraph}続き。`);
    await putDraft(app, counsellor, id, '"v5"', body.content).expect(200);
    const audited = await app.sql(
      `SELECT FROM audit_log AS al WHERE al.object_id = $1 AND al.action = 'consultation.draft_read'
         AND al.detail = '{"version": 3}'`,
      [id],
    );
    expect(audited).toHaveLength(1);
  });

  it('are kept once a minute while the text grows', async () => {
    const id = randomUUID();
    await put(id, null, 'あ').expect(201);
    await put(id, '"v1"', 'ああ').expect(200);
    await put(id, '"v2"', 'あああ').expect(200);
    await app.sql(`UPDATE consultation_draft SET kept_at = kept_at - interval '1 minute' WHERE id = $1`, [
      id,
    ]);
    await put(id, '"v3"', 'ああああ').expect(200);
    expect(await numbers(id)).toEqual([3, 1]);
  });

  it('are kept once by many writers with one basis, and not by what is refused or sent again', async () => {
    const id = randomUUID();
    const long = 'あ'.repeat(100);
    await put(id, null, long).expect(201);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => put(id, '"v1"', String(n)).then(({ status }) => status)),
    );
    expect(answers.filter((status) => status === 200)).toHaveLength(1);
    await put(id, '"v1"', '古い').expect(412);
    expect(await numbers(id)).toEqual([1]);
  });

  it('hold a text that was deleted in steps of a few characters', async () => {
    const id = randomUUID();
    await put(id, null, '初').expect(201);
    await put(id, '"v1"', 'あ'.repeat(40)).expect(200);
    await put(id, '"v2"', 'あ'.repeat(25)).expect(200);
    expect(await numbers(id)).toEqual([1]);
    await put(id, '"v3"', 'あ'.repeat(10)).expect(200);
    await put(id, '"v4"', 'あ'.repeat(5)).expect(200);
    expect(await numbers(id)).toEqual([3, 1]);
  });

  it('are kept in a long history, too, at a wider measure', async () => {
    const id = randomUUID();
    await put(id, null, 'あ'.repeat(100)).expect(201);
    await put(id, '"v1"', '一').expect(200);
    await app.sql(`UPDATE consultation_draft SET kept_count = kept_count + 198 WHERE id = $1`, [id]);
    for (const [version, length] of [100, 80, 100, 80, 40].entries()) {
      await put(id, `"v${version + 2}"`, 'い'.repeat(length)).expect(200);
    }
    expect(await numbers(id)).toEqual([6, 3, 1]);
    const first = await kept(id, counsellor, '?limit=2').expect(200);
    const rest = await kept(id, counsellor, `?limit=2&cursor=${first.body.nextCursor}`).expect(200);
    const pages = [first, rest].map(({ body }) =>
      body.items.map((each: { version: number }) => each.version),
    );
    expect(pages).toEqual([[6, 3], [1]]);
    expect(rest.body.nextCursor).toBeNull();
    await kept(id, counsellor, '?cursor=x').expect(400);
  });

  it('are for whoever may read the draft', async () => {
    const id = randomUUID();
    await put(id, null, 'あ').expect(201);
    await put(id, '"v1"', 'い').expect(200);
    const supervisor = await app.account('supervisor', counsellor.organisationId);
    await kept(id, supervisor, '/1').expect(200);
    const others = [
      await app.account('counsellor', counsellor.organisationId),
      await app.account('supervisor'),
    ];
    for (const who of others) {
      await kept(id, who).expect(404);
      await kept(id, who, '/1').expect(404);
    }
    for (const number of ['/2', '/0', '/x']) await kept(id, counsellor, number).expect(404);
  });
});
