import { newBody, newService } from '../../support/factories/directory';
import { type TestAccount, TestApp } from '../../support/test-app';

const SEARCHES = '/api/v1/directory/searches';
/** Friday morning. */
const AT = '2025-12-26T10:00:00+09:00';
const DAILY = {
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  opensAt: '00:00',
  closesAt: '24:00',
  closedOnHolidays: false,
};

describe('searches of the directory', () => {
  let app: TestApp;
  let editor: TestAccount;
  let counsellor: TestAccount;
  let bodyId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    editor = await app.account('contractor');
    counsellor = await app.account('counsellor');
    bodyId = await newBody(app, editor);
    await app.sql(
      `INSERT INTO municipality (code, name, valid_from, valid_until, successor_codes, source)
       VALUES ('13216', '田無市', '1970-04-01', '2001-01-21', '{13229}', 'test'), ('13229', '西東京市', '2001-01-21', NULL, '{}', 'test')
       ON CONFLICT DO NOTHING`,
    );
  });
  afterAll(() => app.stop());

  /** A verified service. */
  const service = async (name: string, change: object, verifiedOn = '2025-12-01'): Promise<void> => {
    const id = await newService(app, editor, bodyId, { name, ...change });
    await app
      .as(editor)
      .put(`/api/v1/directory/services/${id}/verification`)
      .set('If-Match', '"v1"')
      .send({ verifiedOn })
      .expect(200);
  };
  const found = async (criteria: object, limit = 50): Promise<string[]> => {
    const names: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const answer = await app
        .as(counsellor)
        .post(SEARCHES)
        .send({ at: AT, limit, ...criteria, ...(cursor === undefined ? {} : { cursor }) })
        .expect(200);
      const page = answer.body as { items: { name: string }[]; nextCursor: string | null };
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    return names;
  };

  it('offer what is open, covers the place and fits, and let stale ones sink', async () => {
    const worries = ['W05'];
    await service('a 古い', { worries, areas: ['13229'] }, '2025-09-26');
    await service('b 全国', { worries, areas: ['JP'] });
    await service('c 旧市', { worries, areas: ['13216'] });
    await service('d 都内', { worries, areas: ['13'] });
    await service('e 夜だけ', {
      worries,
      areas: ['JP'],
      schedules: [{ ...DAILY, opensAt: '22:00', closesAt: '29:00' }],
      exceptions: [],
    });
    await service('f 他県', { worries, areas: ['14'] });
    await service('g 若者', { worries, areas: ['JP'], maxAge: 18, languages: ['ja', 'en'] });
    await service('h 別の悩み', { worries: ['W06'], areas: ['JP'] });
    await service('i 同行なし', { worries, areas: ['JP'], accompaniment: 'no' });
    const need = { worry: 'W05', municipality: '132292' };
    const everyone = ['c 旧市', 'd 都内', 'b 全国', 'g 若者', 'i 同行なし', 'a 古い'];
    expect(await found(need)).toEqual(everyone);
    expect(await found(need, 1)).toEqual(everyone);
    expect(await found({ ...need, age: 19 })).not.toContain('g 若者');
    expect(await found({ ...need, band: 'age_15_18', language: 'en' })).toEqual(['g 若者']);
    expect(await found({ ...need, accompaniment: true })).not.toContain('i 同行なし');
    expect(await found({ ...need, municipality: '14' })).toEqual([
      'f 他県',
      'b 全国',
      'g 若者',
      'i 同行なし',
    ]);
    expect(await found({ ...need, at: '2026-01-02T02:00:00+09:00' })).toEqual(['e 夜だけ']);
    const closed = await app
      .as(counsellor)
      .post(SEARCHES)
      .send({ ...need, at: '2026-01-02T02:00:00+09:00', withClosed: true, limit: 2 })
      .expect(200);
    expect(closed.body).toMatchObject({
      at: '2026-01-02T02:00:00+09:00',
      items: [
        { name: 'e 夜だけ', isOpen: true, opensAt: '2026-01-02T02:00:00+09:00', reach: 'nation' },
        { name: 'c 旧市', isOpen: false, opensAt: '2026-01-05T09:00:00+09:00', reach: 'municipality' },
      ],
    });
  });

  it('refuse a place that is none, and those who may not ask', async () => {
    const wrong = await app.as(counsellor).post(SEARCHES).send({ municipality: '132291' }).expect(422);
    expect(wrong.body.errors).toMatchObject([{ pointer: '/municipality', code: 'area' }]);
    const shape = await app.as(counsellor).post(SEARCHES).send({ age: 200, at: '昨日' }).expect(400);
    expect((shape.body.errors as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
      '/age',
      '/at',
    ]);
    await app
      .as(await app.account('analyst'))
      .post(SEARCHES)
      .send({})
      .expect(403);
    await app.as(counsellor).post(SEARCHES).send({ cursor: 'x' }).expect(400);
  });

  it('leave no trace of what somebody needed', async () => {
    const before = await app.sql(`SELECT FROM audit_log`);
    await found({ worry: 'W05' });
    expect(await app.sql(`SELECT FROM audit_log`)).toHaveLength(before.length);
  });
});
