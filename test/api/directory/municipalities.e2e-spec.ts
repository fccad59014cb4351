import { utils, write } from '@e965/xlsx';
import { csvOf, type ImportJob, upload } from '../../support/factories/call-file';
import { type TestAccount, TestApp } from '../../support/test-app';

const PATH = '/api/v1/directory/municipality-imports';

describe('municipality codes', () => {
  let app: TestApp;
  let office: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    office = await app.account('contractor');
  });
  afterAll(() => app.stop());

  const send = async (file: string | Buffer): Promise<ImportJob> =>
    (await upload(app, office, PATH, file).expect(202)).body as ImportJob;
  const row = (change: Record<string, string>) => ({
    団体コード: '',
    市区町村名: '',
    適用開始日: '',
    適用終了日: '',
    合併後コード: '',
    ...change,
  });

  it('come in as the ministry publishes them, twice without change, and keep what is known of mergers', async () => {
    const title = '市区町村名\n（漢字）';
    const book = utils.book_new();
    const official = [
      { 団体コード: '130001', '都道府県名\n（漢字）': '東京都', [title]: '' },
      { 団体コード: '131016', '都道府県名\n（漢字）': '東京都', [title]: '千代田区' },
      { 団体コード: '132047', '都道府県名\n（漢字）': '東京都', [title]: '三鷹市' },
      { 団体コード: '132292', '都道府県名\n（漢字）': '東京都', [title]: '西東京市' },
    ];
    utils.book_append_sheet(book, utils.json_to_sheet(official), 'R6.1.1現在の団体');
    const bytes = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    expect((await send(bytes)).counts).toEqual({ rows: 4, added: 1, unchanged: 3, rejected: 0 });
    expect((await send(bytes)).counts).toEqual({ rows: 4, added: 0, unchanged: 4, rejected: 0 });
    const { body } = await app
      .as(office)
      .get('/api/v1/directory/municipalities?prefecture=13&limit=200')
      .expect(200);
    expect(body.items).toContainEqual({
      code: '13204',
      lgCode: '132047',
      name: '三鷹市',
      cityCode: null,
      validFrom: '1970-04-01',
      validUntil: null,
      successorCodes: [],
    });
    expect(body.items).toContainEqual(
      expect.objectContaining({
        code: '13216',
        name: '田無市',
        validUntil: '2001-01-21',
        successorCodes: ['13229'],
      }),
    );
    expect(body.items).toContainEqual(expect.objectContaining({ code: '13229', validFrom: '2001-01-21' }));
  });

  it('take mergers, and say what is wrong by its cell', async () => {
    const job = await send(
      csvOf([
        row({ 団体コード: '13204', 市区町村名: '三鷹市', 適用終了日: '2030/04/01', 合併後コード: '13203' }),
        row({ 団体コード: '131017', 市区町村名: '検査数字違い' }),
        row({ 団体コード: '13203', 市区町村名: '武蔵野市', 合併後コード: '13204' }),
        row({ 団体コード: '13205', 市区町村名: '青梅市', 適用開始日: '2025-02-30' }),
      ]),
    );
    expect(job.counts).toEqual({ rows: 4, added: 1, unchanged: 0, rejected: 3 });
    const faults = await app.as(office).get(`/api/v1/jobs/${job.id}/faults`).expect(200);
    expect(
      (faults.body.items as { row: number; column: string; code: string }[]).map(
        ({ row: at, column, code }) => [at, column, code],
      ),
    ).toEqual([
      [3, '団体コード', 'check_digit'],
      [4, '適用終了日（含まない）', 'required'],
      [5, '適用開始日', 'day'],
    ]);
    const trail = await app.sql(
      `SELECT a.detail FROM audit_log AS a WHERE a.object_id = $1 AND a.action LIKE 'municipality%'`,
      [job.id],
    );
    expect(trail).toEqual([{ detail: { rows: 4, added: 1, unchanged: 0, rejected: 3 } }]);
  });

  it('are written by the office only, read by everybody, page by page', async () => {
    await upload(app, await app.account('coordinator'), PATH, csvOf([row({})])).expect(403);
    const analyst = await app.account('analyst');
    const first = await app.as(analyst).get('/api/v1/directory/municipalities?limit=1').expect(200);
    const next = await app
      .as(analyst)
      .get(`/api/v1/directory/municipalities?limit=1&cursor=${first.body.nextCursor}`);
    expect(next.body.items[0].code > first.body.items[0].code).toBe(true);
    await app.as(analyst).get('/api/v1/directory/municipalities?prefecture=tokyo').expect(400);
  });
});
