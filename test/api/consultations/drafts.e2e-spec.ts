import { randomUUID } from 'node:crypto';
import { CONSULTATIONS, conflictCopies, putDraft } from '../../support/factories/draft';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('drafts', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let colleague: TestAccount;
  let supervisor: TestAccount;
  let stranger: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    counsellor = await app.account('counsellor');
    colleague = await app.account('counsellor', counsellor.organisationId);
    supervisor = await app.account('supervisor', counsellor.organisationId);
    stranger = await app.account('supervisor');
    await openPeriod(app, [counsellor.organisationId]);
  });
  afterAll(() => app.stop());

  const put = (id: string, tag: string | null, content: object, who = counsellor) =>
    putDraft(app, who, id, tag, content);
  const read = (id: string, who = counsellor) => app.as(who).get(`${CONSULTATIONS}/${id}/draft`);
  const begun = async (content: object = { answers: { summary: 'あ' } }): Promise<string> => {
    const id = randomUUID();
    await put(id, null, content).expect(201);
    return id;
  };

  it('begins with the first keystroke and counts its versions', async () => {
    const id = randomUUID();
    const first = await put(id, null, { startedAt: '2027-01-0' }).expect(201);
    expect(first.headers).toMatchObject({ etag: '"v1"', location: `${CONSULTATIONS}/${id}/draft` });
    expect(first.body).toMatchObject({ id, status: 'draft', version: 1, submittedAt: null });
    expect((await put(id, '"v1"', { startedAt: '2027-01-01T' }).expect(200)).headers['etag']).toBe('"v2"');
    const open = await read(id.toUpperCase()).expect(200);
    expect(open.headers['etag']).toBe('"v2"');
    expect(open.body).toMatchObject({ version: 2, content: { startedAt: '2027-01-01T' } });
  });

  it.each([
    ['nothing', {}],
    [
      'contradictions',
      { periodId: 'x', channel: 7, answers: { age_years: 5, age_band: 'a80s', nowhere: [{}] } },
    ],
    ['over-long text', { answers: { summary: 'あ'.repeat(250_000) } }],
    ['keys in an order of their own', { answers: { z: 1, a: [null, { y: 0, b: '' }] }, channel: null }],
  ])('takes %s and gives it back', async (_, content) => {
    const id = await begun(content);
    const { body } = await read(id).expect(200);
    expect(JSON.stringify(body.content)).toBe(JSON.stringify(content));
  });

  it.each([
    ['a key that is none of a sheet', { id: 'x' }, 400],
    ['a list for answers', { answers: [] }, 400],
    ['a list', [], 400],
    ['U+0000', { answers: { summary: 'a\u0000' } }, 422],
    ['a lone surrogate', { answers: { summary: '\ud800' } }, 422],
  ])('refuses %s', async (_, content, status) => {
    const id = randomUUID();
    await put(id, null, content).expect(status);
    await read(id).expect(404);
  });

  it('takes a write whose answer was lost as done, without a new version', async () => {
    const id = await begun({ answers: { summary: '一' } });
    const again = await put(id, null, { answers: { summary: '一' } }).expect(200);
    expect(again.headers['etag']).toBe('"v1"');
    await put(id, '"v1"', { answers: { summary: '二' } }).expect(200);
    for (const tag of ['"v1"', '"v2"']) {
      const repeated = await put(id, tag, { answers: { summary: '二' } }).expect(200);
      expect(repeated.headers['etag']).toBe('"v2"');
    }
    expect(
      await app.sql(`SELECT FROM consultation_conflict AS c WHERE c.consultation_id = $1`, [id]),
    ).toEqual([]);
  });

  it('asks for the basis of a change', async () => {
    const id = await begun();
    await put(id, null, { answers: {} }).expect(428);
    await put(id, '*', { answers: {} }).expect(400);
    await put(id, 'W/"v1"', { answers: {} }).expect(400);
    await app
      .as(counsellor)
      .put(`${CONSULTATIONS}/${id}/draft`)
      .set('If-None-Match', '*')
      .send({ channel: 'chat' })
      .expect(412);
    await put(id, '"v2"', { answers: { summary: 'い' } }).expect(412);
    await put(randomUUID(), '"v1"', { answers: {} }).expect(412);
  });

  it('keeps what a stale writer sent, word for word and once', async () => {
    const id = await begun();
    await put(id, '"v1"', { answers: { summary: '勝ち' } }).expect(200);
    for (let i = 0; i < 3; i += 1) {
      const stale = await put(id, '"v1"', { answers: { summary: '負け' } }).expect(412);
      expect(stale.headers['etag']).toBe('"v2"');
      expect(stale.body.detail).toContain('控え');
    }
    const list = await app.as(supervisor).get(`${CONSULTATIONS}/${id}/conflicts`).expect(200);
    expect(list.body.items).toEqual([
      expect.objectContaining({
        kind: 'draft',
        reason: 'stale',
        basedOn: 1,
        accountId: counsellor.accountId,
        content: { answers: { summary: '負け' } },
      }),
    ]);
    expect((await read(id)).body.content).toEqual({ answers: { summary: '勝ち' } });
    for (const role of ['coordinator', 'referrals'] as const) {
      const reader = await app.account(role, counsellor.organisationId);
      await app.as(reader).get(`${CONSULTATIONS}/${id}/conflicts`).expect(404);
    }
    await app.as(colleague).get(`${CONSULTATIONS}/${id}/conflicts`).expect(404);
    await app.as(stranger).get(`${CONSULTATIONS}/${id}/conflicts`).expect(404);
  });

  it('has no copies as long as nothing was refused: an empty page for whoever may read the draft', async () => {
    const id = await begun();
    for (const who of [counsellor, supervisor]) {
      const { body } = await app.as(who).get(`${CONSULTATIONS}/${id}/conflicts`).expect(200);
      expect(body).toEqual({ items: [], nextCursor: null });
    }
    for (const who of [colleague, stranger]) {
      await app.as(who).get(`${CONSULTATIONS}/${id}/conflicts`).expect(404);
    }
  });

  it('pages through what was refused, oldest first', async () => {
    const id = await begun();
    await put(id, '"v1"', { answers: { summary: '勝ち' } }).expect(200);
    const texts = ['一', '二', '三', '四', '五'];
    for (const summary of texts) await put(id, '"v1"', { answers: { summary } }).expect(412);
    const seen: unknown[] = [];
    const path = `${CONSULTATIONS}/${id}/conflicts?limit=2`;
    for (let cursor = ''; ;) {
      const { body } = await app.as(counsellor).get(`${path}${cursor}`).expect(200);
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...(body.items as { content: unknown }[]).map(({ content }) => content));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(texts.map((summary) => ({ answers: { summary } })));
    await app.as(counsellor).get(`${path}&cursor=x`).expect(400);
  });

  it('belongs to its author; a supervisor of the organisation may read it, on record', async () => {
    const id = await begun({ answers: { summary: '秘密' } });
    await read(id, supervisor).expect(200);
    for (const who of [colleague, stranger]) await read(id, who).expect(404);
    for (const who of [colleague, supervisor, stranger]) {
      const refused = await put(id, '"v1"', { answers: { summary: '上書き' } }, who);
      expect([refused.status, refused.body.code]).toEqual(
        who === supervisor ? [409, 'draft_of_another'] : [412, 'stale'],
      );
      expect(refused.headers['etag']).toBeUndefined();
      expect((await put(id, null, { answers: { summary: '上書き' } }, who).expect(409)).body.code).toBe(
        'consultation_exists',
      );
      expect(await conflictCopies(app, who, id)).toContainEqual({ answers: { summary: '上書き' } });
    }
    expect((await read(id)).body).toMatchObject({ version: 1, content: { answers: { summary: '秘密' } } });
    const reads = await app.sql<{ account_id: string }>(
      `SELECT a.account_id FROM audit_log AS a WHERE a.object_id = $1 AND a.action = 'consultation.draft_read' ORDER BY a.id`,
      [id],
    );
    expect(reads.map((row) => row.account_id)).toEqual([supervisor.accountId, counsellor.accountId]);
  });

  it('lists open drafts without a word of them', async () => {
    const writer = await app.account('counsellor', counsellor.organisationId);
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    for (const id of ids) await put(id, null, { answers: { summary: '秘密' } }, writer).expect(201);
    const list = (who: TestAccount, rest = '') =>
      app.as(who).get(`${CONSULTATIONS}?status=draft${rest}`).expect(200);
    const first = await list(writer, '&limit=2');
    const second = await list(writer, `&limit=2&cursor=${first.body.nextCursor}`);
    const items = [...first.body.items, ...second.body.items] as { id: string; status: string }[];
    expect(items.map(({ id }) => id)).toEqual([...ids].reverse());
    expect(JSON.stringify(items)).not.toContain('秘密');
    const mine = (answer: { body: { items: { id: string }[] } }) => answer.body.items.map(({ id }) => id);
    expect(mine(await list(supervisor))).toEqual([]);
    expect(mine(await list(supervisor, `&counsellorId=${writer.personId}`)).sort()).toEqual([...ids].sort());
    expect(mine(await list(colleague, `&counsellorId=${writer.personId}`))).toEqual([]);
    expect(mine(await list(stranger, `&counsellorId=${writer.personId}`))).toEqual([]);
  });
});
