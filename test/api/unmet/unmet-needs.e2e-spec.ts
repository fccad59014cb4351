import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { CONSULTATIONS, putDraft } from '../../support/factories/draft';
import { openPeriod } from '../../support/factories/period';
import { clockAt } from '../../support/test-clock';
import { type TestAccount, TestApp } from '../../support/test-app';

const NEEDS = '/api/v1/unmet-needs';

describe('unmet needs', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let colleague: TestAccount;
  let referrals: TestAccount;
  let stranger: TestAccount;
  let contractor: TestAccount;
  let periodId: string;
  let sheetId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    counsellor = await app.account('counsellor');
    colleague = await app.account('counsellor', counsellor.organisationId);
    referrals = await app.account('referrals', counsellor.organisationId);
    stranger = await app.account('counsellor');
    contractor = await app.account('contractor');
    await app.sql(
      `INSERT INTO municipality (code, name, valid_from, source) VALUES ('13104', '新宿区', '2000-01-01', 'test')
       ON CONFLICT DO NOTHING`,
    );
    await clockAt(app, '01-02T02:00');
  });
  beforeEach(async () => {
    periodId = await openPeriod(app, [counsellor.organisationId, stranger.organisationId]);
    sheetId = await sheet(counsellor);
  });
  afterAll(() => app.stop());

  async function sheet(who: TestAccount): Promise<string> {
    const id = randomUUID();
    const content = { periodId, channel: 'phone', startedAt: '2027-01-02T01:50:00+09:00', answers: {} };
    await putDraft(app, who, id, null, content).expect(201);
    return id;
  }
  const need = (change: object = {}) => ({
    consultationId: sheetId,
    periodId,
    worryCategory: 'W01',
    supportKind: 'shelter',
    reason: 'closed',
    municipalityCode: '13104',
    ...change,
  });
  const note = (change: object = {}, who = counsellor) => app.as(who).post(NEEDS).send(need(change));
  const noted = async (change: object = {}, who = counsellor): Promise<string> =>
    (await note(change, who).expect(201)).body.id as string;
  const listed = async (query: string, who: TestAccount): Promise<string[]> => {
    const { body } = await app.as(who).get(`${NEEDS}?${query}`).expect(200);
    return (body.items as { id: string }[]).map(({ id }) => id);
  };
  const map = async (query: string, who: TestAccount) =>
    (await app.as(who).get(`${NEEDS}/map?periodId=${periodId}&${query}`).expect(200)).body;

  it('are noted with what, where, when and why, while the call goes on', async () => {
    const id = await noted({ note: '今夜寝るところがない', neededAt: '2027-01-02T01:55:00+09:00' });
    const { body } = await app.as(referrals).get(`${NEEDS}/${id}`).expect(200);
    expect(body).toMatchObject({
      worryCategory: 'W01',
      supportKind: 'shelter',
      reason: 'closed',
      prefectureCode: '13',
      municipalityCode: '13104',
      neededAt: '2027-01-02T01:55:00+09:00',
      note: '今夜寝るところがない',
    });
    const actions = await app.sql(
      `SELECT action FROM audit_log WHERE object_id = $1 AND detail ->> 'unmetNeed' = $2 ORDER BY id`,
      [sheetId, id],
    );
    expect(actions).toEqual([{ action: 'unmet_need.recorded' }, { action: 'unmet_need.read' }]);
  });

  it('say which field is wrong', async () => {
    const pointers = async (change: object, status = 422): Promise<string[]> =>
      ((await note(change).expect(status)).body.errors as { pointer: string }[]).map(
        ({ pointer }) => pointer,
      );
    expect(await pointers({ worryCategory: 'W99', supportKind: 'x', reason: 'y' })).toEqual([
      '/worryCategory',
      '/supportKind',
      '/reason',
    ]);
    expect(await pointers({ municipalityCode: '13999' })).toEqual(['/municipalityCode']);
    expect(await pointers({ prefectureCode: '27' })).toEqual(['/prefectureCode']);
    expect(await pointers({ prefectureCode: '99', municipalityCode: undefined })).toEqual([
      '/prefectureCode',
    ]);
    expect(await pointers({ periodId: randomUUID() })).toEqual(['/periodId']);
    expect(await pointers({ consultationId: randomUUID() })).toEqual(['/consultationId']);
    expect(await pointers({ neededAt: '2027-01-02T03:00:00+09:00' })).toEqual(['/neededAt']);
    expect(await pointers({ municipalityCode: '131' }, 400)).toEqual(['/municipalityCode']);
  });

  it('are one’s own, or those of the organisation for whoever follows cases', async () => {
    const mine = await noted();
    const query = `periodId=${periodId}`;
    expect(await listed(query, counsellor)).toEqual([mine]);
    expect(await listed(query, referrals)).toEqual([mine]);
    expect(await listed(`${query}&reason=full`, referrals)).toEqual([]);
    expect(await listed(query, colleague)).toEqual([]);
    expect(await listed(query, stranger)).toEqual([]);
    for (const who of [colleague, stranger]) {
      await app.as(who).get(`${NEEDS}/${mine}`).expect(404);
      await app.as(who).post(`${NEEDS}/${mine}/withdrawal`).expect(404);
    }
    await note({}, stranger).expect(422);
    await app.as(contractor).get(`${NEEDS}/${mine}`).expect(403);
  });

  it('page without losing or repeating one', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.push(await noted());
    const first = await app.as(referrals).get(`${NEEDS}?periodId=${periodId}&limit=3`).expect(200);
    const second = await listed(`periodId=${periodId}&limit=3&cursor=${first.body.nextCursor}`, referrals);
    const all = [...(first.body.items as { id: string }[]).map(({ id }) => id), ...second];
    expect(all.toSorted()).toEqual(ids.toSorted());
  });

  it('do not move the figures of a closed period, nor of another one than the sheet’s', async () => {
    const id = await noted();
    const filed = await app
      .as(counsellor)
      .post(CONSULTATIONS)
      .send({
        periodId,
        channel: 'phone',
        startedAt: '2027-01-02T01:50:00+09:00',
        answers: { contact_result: 'talk' },
      })
      .expect(201);
    const other = await openPeriod(app, [counsellor.organisationId]);
    const refused = await note({ consultationId: filed.body.id, periodId: other }).expect(422);
    expect(refused.body.errors).toMatchObject([{ pointer: '/periodId', code: 'other_period' }]);
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [periodId]);
    await note().expect(409);
    await app.as(counsellor).post(`${NEEDS}/${id}/withdrawal`).expect(409);
    expect((await map('', contractor)).items).toMatchObject([{ count: 1 }]);
  });

  it('taken back no longer count', async () => {
    const id = await noted();
    await app.as(counsellor).post(`${NEEDS}/${id}/withdrawal`).expect(204);
    expect(await listed(`periodId=${periodId}`, referrals)).toEqual([]);
    expect((await map('', contractor)).items).toEqual([]);
    await app.as(counsellor).post(`${NEEDS}/${id}/withdrawal`).expect(404);
  });

  describe('on the map', () => {
    it('are counted by place, by night too, over the organisations that the reader sees', async () => {
      await noted();
      await noted({ neededAt: '2027-01-01T12:00:00+09:00' });
      await noted({ municipalityCode: undefined });
      const theirs = await sheet(stranger);
      await noted({ consultationId: theirs }, stranger);
      const count = async (query: string, who: TestAccount) => {
        const { items } = await map(query, who);
        type Place = { placeName: string; count: number; countAtNight: number };
        return (items as Place[]).map((place) => [place.placeName, place.count, place.countAtNight]);
      };
      expect(await count('', contractor)).toEqual([
        ['不明', 1, 1],
        ['東京都', 3, 2],
      ]);
      expect(await count('level=municipality', referrals)).toEqual([
        ['不明', 1, 1],
        ['新宿区', 2, 1],
      ]);
      const page = await map('limit=1', contractor);
      expect((await map(`limit=1&cursor=${page.nextCursor}`, contractor)).items).toHaveLength(1);
      await app.as(counsellor).get(`${NEEDS}/map?periodId=${periodId}`).expect(403);
    });

    it('come as a sheet in words', async () => {
      await noted();
      const { text, headers } = await app
        .as(contractor)
        .get(`${NEEDS}/map.csv?periodId=${periodId}`)
        .expect(200);
      expect(headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(parse(text, { bom: true, columns: true })).toEqual([
        {
          地域コード: '13',
          地域: '東京都',
          悩みの分類: '食事・住まい・家事',
          要った支援: '泊まる場所',
          つながらなかった理由: '今は開いていない',
          件数: '1',
          'うち夜間・早朝': '1',
        },
      ]);
    });
  });

  it('stay noted when the draft becomes a sheet', async () => {
    const id = await noted();
    const content = { contact_result: 'talk' };
    await app
      .as(counsellor)
      .put(`${CONSULTATIONS}/${sheetId}/draft`)
      .set('If-Match', '"v1"')
      .send({ periodId, channel: 'phone', startedAt: '2027-01-02T01:50:00+09:00', answers: content })
      .expect(200);
    await app
      .as(counsellor)
      .post(`${CONSULTATIONS}/${sheetId}/submission`)
      .set('If-Match', '"v2"')
      .expect(201);
    expect(await listed(`periodId=${periodId}`, referrals)).toEqual([id]);
  });
});
