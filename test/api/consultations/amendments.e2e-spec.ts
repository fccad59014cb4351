import { randomUUID } from 'node:crypto';
import { CallLog } from '../../support/factories/calls';
import { conflictCopies } from '../../support/factories/draft';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

const PATH = '/api/v1/consultations';

describe('amendments and revisions', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    counsellor = await app.account('counsellor');
    periodId = await openPeriod(app, [counsellor.organisationId]);
  });
  afterAll(() => app.stop());

  const filed = async (answers: object = { contact_result: 'talk', summary: '初め' }): Promise<string> => {
    const answer = await app
      .as(counsellor)
      .post(PATH)
      .send({
        periodId,
        channel: 'phone',
        startedAt: '2027-01-01T00:00:00+09:00',
        endedAt: '2027-01-01T01:00:00+09:00',
        answers,
      })
      .expect(201);
    return answer.body.id as string;
  };
  const amend = (id: string, tag: string, body: object, who = counsellor) =>
    app.as(who).post(`${PATH}/${id}/amendments`).set('If-Match', tag).send(body);

  it('leaves a sheet with the call it has, also one of which nobody knows who answered', async () => {
    const calls = await CallLog.of(app, periodId, counsellor);
    const [contactId, other] = [
      await calls.add({ answeredAt: '2027-01-01T00:00:00+09:00' }),
      await calls.add({ answeredAt: '2027-01-01T00:00:00+09:00' }),
    ];
    await app.sql(`UPDATE contact SET organisation_id = NULL WHERE id = ANY ($1)`, [[contactId, other]]);
    const id = await filed();
    // As a file of sheets leaves it.
    await app.sql(`UPDATE consultation SET contact_id = $2 WHERE id = $1`, [id, contactId]);
    const body = { reason: '追記', answers: { contact_result: 'talk', summary: '後' } };
    expect((await amend(id, '"v1"', body).expect(201)).body).toMatchObject({ contactId, revision: 2 });
    const said = { ...body, contactId, answers: { contact_result: 'wrong' } };
    expect((await amend(id, '"v2"', said).expect(201)).body).toMatchObject({ contactId, revision: 3 });
    const { body: problem } = await amend(id, '"v3"', { ...body, contactId: other }).expect(422);
    expect(problem.errors).toMatchObject([{ pointer: '/contactId', code: 'unknown' }]);
  });

  it('adds a revision with its reason and keeps the one before', async () => {
    const id = await filed();
    const amended = await amend(id, '"v1"', {
      reason: '年代の聞き違い',
      talkSeconds: 600,
      answers: { contact_result: 'talk', age_years: 80, summary: '後' },
    }).expect(201);
    expect(amended.headers).toMatchObject({ etag: '"v2"', location: `${PATH}/${id}/revisions/2` });
    expect(amended.body).toMatchObject({
      revision: 2,
      status: 'submitted',
      talkSeconds: 600,
      endedAt: '2027-01-01T01:00:00+09:00',
      answers: { contact_result: 'talk', age_years: 80, summary: '後' },
    });
    await amend(id, '"v2"', {
      reason: '終了不明',
      endedAt: null,
      answers: { contact_result: 'talk' },
    }).expect(201);
    const list = await app.as(counsellor).get(`${PATH}/${id}/revisions`).expect(200);
    expect(
      list.body.items.map((item: { revision: number; reason: string }) => [item.revision, item.reason]),
    ).toEqual([
      [3, '終了不明'],
      [2, '年代の聞き違い'],
      [1, ''],
    ]);
    const first = await app.as(counsellor).get(`${PATH}/${id}/revisions/1`).expect(200);
    expect(first.body).toMatchObject({
      revision: 1,
      endedAt: '2027-01-01T01:00:00+09:00',
      talkSeconds: null,
      writtenBy: counsellor.accountId,
      answers: { contact_result: 'talk', summary: '初め' },
    });
    const [codes] = await app.sql(
      `SELECT c.age_band, c.ended_at, c.revision_no FROM consultation AS c WHERE c.id = $1`,
      [id],
    );
    expect(codes).toEqual({ age_band: 'unknown', ended_at: null, revision_no: 3 });
    const audit = await app.sql<{ action: string; detail: object }>(
      `SELECT a.action, a.detail FROM audit_log AS a WHERE a.object_id = $1 ORDER BY a.id`,
      [id],
    );
    expect(audit.slice(1)).toEqual([
      { action: 'consultation.amended', detail: { revision: 2 } },
      { action: 'consultation.amended', detail: { revision: 3 } },
      { action: 'consultation.read', detail: { revision: 1 } },
    ]);
  });

  it('compares revisions field by field, on record', async () => {
    const id = await filed({ contact_result: 'talk', summary: '神', gender: 'male' });
    const answers = { contact_result: 'talk', summary: '\ufa19', age_years: 20 };
    await amend(id, '"v1"', { reason: '訂正', channel: 'chat', answers }).expect(201);
    const diff = (path: string, who = counsellor) => app.as(who).get(`${PATH}/${id}/revisions/${path}`);
    const { body } = await diff('2/diff').expect(200);
    expect(body).toEqual({
      revision: 2,
      against: 1,
      changes: expect.arrayContaining([
        { pointer: '/channel', kind: 'changed', before: 'phone', after: 'chat' },
        { pointer: '/answers/summary', kind: 'changed', before: '神', after: '\ufa19' },
        { pointer: '/answers/gender', kind: 'removed', before: 'male' },
        { pointer: '/answers/age_years', kind: 'added', after: 20 },
      ]) as unknown,
    });
    expect(body.changes).toHaveLength(4);
    expect((await diff('1/diff?against=2').expect(200)).body.changes).toHaveLength(4);
    expect((await diff('2/diff?against=2').expect(200)).body.changes).toEqual([]);
    for (const nowhere of ['1/diff', '3/diff', 'x/diff', '2/diff?against=9']) await diff(nowhere).expect(404);
    await diff('2/diff?against=0').expect(400);
    await diff('2/diff', await app.account('supervisor')).expect(404);
    const reads = await app.sql<{ revision: number }>(
      `SELECT (a.detail->>'revision')::integer AS revision FROM audit_log AS a
       WHERE a.object_id = $1 AND a.action = 'consultation.read' ORDER BY a.id LIMIT 2`,
      [id],
    );
    expect(reads.map(({ revision }) => revision)).toEqual([1, 2]);
  });

  it('happens once when it is sent several times at the same moment', async () => {
    const id = await filed();
    const correction = { reason: '追記', answers: { contact_result: 'talk', summary: '二度押し' } };
    const answers = await Promise.all(Array.from({ length: 8 }, () => amend(id, '"v1"', correction)));
    expect(answers.map(({ status, headers }) => [status, headers['etag']])).toEqual(
      answers.map(() => [201, '"v2"']),
    );
    const list = await app.as(counsellor).get(`${PATH}/${id}/revisions`).expect(200);
    expect(list.body.items).toHaveLength(2);
    await app.as(counsellor).get(`${PATH}/${id}/conflicts`).expect(200, { items: [], nextCursor: null });
  });

  it('keeps every text that is refused: stale, wrong or too late', async () => {
    const id = await filed();
    const texts = ['遅い', '誤り'];
    await amend(id, '"v9"', { reason: '訂正', answers: { summary: texts[0] } }).expect(412);
    await amend(id, '"v1"', { reason: '訂正', answers: { gender: 'x', summary: texts[1] } }).expect(422);
    const list = await app.as(counsellor).get(`${PATH}/${id}/conflicts`).expect(200);
    const kept = list.body.items as { kind: string; reason: string; content: { answers: object } }[];
    expect(kept.map(({ kind, reason, content }) => [kind, reason, content.answers])).toEqual([
      ['amendment', 'stale', { summary: texts[0] }],
      ['amendment', 'validation', { gender: 'x', summary: texts[1] }],
    ]);
  });

  it('keeps a correction whose reason is missing or is none', async () => {
    const id = await filed();
    const reasons = [undefined, '', ' 　', 'あ'.repeat(501)];
    for (const [i, reason] of reasons.entries()) {
      const answers = { contact_result: 'talk', summary: `訂正${i}` };
      const { body } = await amend(id, '"v1"', { reason, answers }).expect(422);
      expect(body.errors).toMatchObject([{ pointer: '/reason' }]);
    }
    const copies = await conflictCopies(app, counsellor, id);
    expect(copies).toHaveLength(reasons.length);
    expect(copies).toContainEqual({ reason: '', answers: { contact_result: 'talk', summary: '訂正1' } });
  });

  it('makes no revision of a correction that changes nothing', async () => {
    const id = await filed();
    const answers = { contact_result: 'talk', summary: '初め' };
    const same = await amend(id, '"v1"', { reason: '確認した', answers }).expect(200);
    expect(same.headers['etag']).toBe('"v1"');
    expect(same.body).toMatchObject({ revision: 1, answers });
    const calls = await CallLog.of(app, periodId, counsellor);
    const contactId = await calls.add({ answeredAt: '2027-01-01T00:00:00+09:00' });
    await app
      .as(counsellor)
      .put(`${PATH}/${id}/call`)
      .set('If-Match', '"v1"')
      .send({ contactId, reason: '聞いた' })
      .expect(200);
    await amend(id, '"v2"', { reason: '確認した', answers }).expect(200);
    await amend(id, '"v2"', { reason: '呼ではない', contactId: null, answers }).expect(201);
    expect((await app.as(counsellor).get(`${PATH}/${id}/revisions`)).body.items).toHaveLength(2);
  });

  it('asks for the version it is based on and refuses a stale one', async () => {
    const id = await filed();
    const body = { reason: '訂正', answers: { contact_result: 'wrong' } };
    await app.as(counsellor).post(`${PATH}/${id}/amendments`).send(body).expect(428);
    await amend(id, '*', body).expect(400);
    await amend(id, 'W/"v1"', body).expect(400);
    await amend(id, '"v2"', body).expect(412);
    await amend(id, '"v1"', body).expect(201);
    await amend(id, '"v1"', { ...body, reason: '遅れた訂正' }).expect(412);
  });

  it('has one winner among equals', async () => {
    const id = await filed();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        amend(id, '"v1"', { reason: `訂正${i}`, answers: { contact_result: 'talk', summary: `${i}` } }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    const late = answers.filter((answer) => answer.status === 412);
    expect(late.map(({ headers }) => headers['etag'] as string)).toEqual(Array(7).fill('"v2"'));
    const [rows] = await app.sql(
      `SELECT count(*)::int AS revisions FROM consultation_revision AS r WHERE r.consultation_id = $1`,
      [id],
    );
    expect(rows).toEqual({ revisions: 2 });
  });

  it('leaves a voided sheet alone, and every sheet of a closed period', async () => {
    const body = { reason: '訂正', answers: { contact_result: 'talk' } };
    const voided = await filed();
    await app.sql(`UPDATE consultation SET status = 'voided' WHERE id = $1`, [voided]);
    const refused = await amend(voided, '"v1"', body).expect(409);
    expect(refused.body.code).toBe('consultation_not_amendable');
    const locked = await filed();
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [periodId]);
    try {
      expect((await amend(locked, '"v1"', body).expect(409)).body.code).toBe('period_closed');
      const read = await app.as(counsellor).get(`${PATH}/${locked}`).expect(200);
      expect(read.body.status).toBe('locked');
    } finally {
      await app.sql(`UPDATE period SET status = 'open' WHERE id = $1`, [periodId]);
    }
  });

  it('answers a correction that is sent again as it did the first time', async () => {
    const id = await filed();
    const body = { reason: '訂正', answers: { contact_result: 'talk', summary: '一度だけ' } };
    const first = await amend(id, '"v1"', body).expect(201);
    const again = await amend(id, '"v1"', body).expect(201);
    expect(again.headers['etag']).toBe('"v2"');
    expect(again.body).toEqual(first.body);
    const stale = await amend(id, '"v1"', { ...body, reason: '別の理由' }).expect(412);
    expect(stale.headers['etag']).toBe('"v2"');
    expect((await app.as(counsellor).get(`${PATH}/${id}/revisions`)).body.items).toHaveLength(2);
  });

  it('takes a reviewed sheet back to be reviewed again', async () => {
    const id = await filed();
    await app.sql(`UPDATE consultation SET status = 'reviewed' WHERE id = $1`, [id]);
    const amended = await amend(id, '"v1"', { reason: '訂正', answers: { contact_result: 'talk' } }).expect(
      201,
    );
    expect(amended.body.status).toBe('submitted');
  });

  it('judges a correction like a sheet, and shows it to nobody else', async () => {
    const id = await filed();
    const wrong = await amend(id, '"v1"', {
      reason: '訂正',
      startedAt: '2027-01-05T00:00:00+09:00',
      answers: { gender: 'x' },
    }).expect(422);
    expect(wrong.body.errors.map((fault: { pointer: string }) => fault.pointer).sort()).toEqual([
      '/answers/contact_result',
      '/answers/gender',
      '/endedAt',
      '/startedAt',
    ]);
    const body = { reason: '訂正', answers: { contact_result: 'talk' } };
    await amend(randomUUID(), '"v1"', body).expect(404);
    await amend(id, '"v1"', body, await app.account('supervisor')).expect(404);
    await amend(id, '"v1"', body, await app.account('counsellor', counsellor.organisationId)).expect(404);
    await app.as(counsellor).get(`${PATH}/${id}/revisions/9`).expect(404);
    await app.as(counsellor).get(`${PATH}/${id}/revisions/x`).expect(404);
  });

  it('lets nobody change or remove what was written, even past the API', async () => {
    const id = await filed();
    for (const table of ['consultation_revision', 'consultation_narrative']) {
      await expect(
        app.sql(
          `SET LOCAL ROLE tsunagi_app; UPDATE ${table} SET revision_no = 9 WHERE consultation_id = '${id}'`,
        ),
      ).rejects.toMatchObject({ code: '42501' });
    }
    for (const table of ['consultation_revision', 'consultation_narrative', 'consultation']) {
      await expect(app.sql(`SET LOCAL ROLE tsunagi_app; DELETE FROM ${table}`)).rejects.toMatchObject({
        code: '42501',
      });
    }
  });
});
