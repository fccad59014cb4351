import { read, utils, write } from '@e965/xlsx';
import { csvOf, type ImportJob, upload } from '../../support/factories/call-file';
import { newBody, newService } from '../../support/factories/directory';
import { type TestAccount, TestApp } from '../../support/test-app';

const DIRECTORY = '/api/v1/directory';
const IMPORTS = `${DIRECTORY}/imports`;

describe('exchange of the directory', () => {
  let app: TestApp;
  let editor: TestAccount;
  let numbers = 0;

  beforeAll(async () => {
    app = await TestApp.start();
    editor = await app.account('coordinator');
    const bodyId = await newBody(app, editor, { name: '=危ない名前', kind: 'medical' });
    await newService(app, editor, bodyId, {
      name: '-窓口, "引用"',
      description: '二\n行',
      minAge: 6,
      maxAge: 18,
      languages: ['ja', 'en'],
      areas: ['JP', '13101'],
      schedules: [{ weekdays: [5, 6], opensAt: '22:00', closesAt: '29:00', closedOnHolidays: false }],
      phones: [{ kind: 'night', number: '03-0000-0003', note: '（夜）' }],
    });
    await newService(app, editor, bodyId, { code: 'K-1', name: '番号のある窓口', validUntil: '2190-01-01' });
  });
  afterAll(() => app.stop());

  const row = (change: Record<string, string> = {}): Record<string, string> => ({
    管理番号: `F-${(numbers += 1)}`,
    団体名: '取込の団体',
    団体種別: '自治体窓口',
    窓口名: '取り込んだ窓口',
    悩みの分類: 'W01、W02',
    出典: '電話',
    掲載開始日: '2024/04/01',
    対象地域: '131016、27',
    受付時間: '月火水木金 9:00-17:00 祝日休',
    '休業・特別な時間': '12-29〜01-03 休み',
    電話: '電話 03-0000-0009（受付）',
    ...change,
  });
  const send = async (file: string | Buffer, query = ''): Promise<ImportJob> =>
    (await upload(app, editor, `${IMPORTS}${query}`, file).expect(202)).body as ImportJob;
  const faults = async (job: ImportJob): Promise<{ row: number; column: string; code: string }[]> =>
    (await app.as(editor).get(`/api/v1/jobs/${job.id}/faults`).expect(200)).body.items;
  const download = (file: string) =>
    app
      .as(editor)
      .get(`${DIRECTORY}/${file}`)
      .buffer(true)
      .parse((response, done) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => void pieces.push(piece));
        response.on('end', () => done(null, Buffer.concat(pieces)));
      })
      .expect(200);

  it.each(['services.csv', 'services.xlsx'])('gives %s that comes back as it went', async (file) => {
    const before = await app.sql(`SELECT * FROM directory_service ORDER BY id`);
    const { body } = await download(file);
    const job = await send(body as Buffer);
    expect(job.counts).toMatchObject({ added: 0, unchanged: before.length, rejected: 0 });
    expect(await faults(job)).toEqual([]);
    expect(await app.sql(`SELECT * FROM directory_service ORDER BY id`)).toEqual(before);
  });

  it('writes the same columns into both, texts as texts', async () => {
    const csv = ((await download('services.csv')).body as Buffer).toString('utf8');
    const book = read((await download('services.xlsx')).body as Buffer);
    const [sheet] = Object.values(book.Sheets);
    const table = utils.sheet_to_json<string[]>(sheet ?? {}, { header: 1 });
    expect(csv.split('\r\n')[0]?.replace('\uFEFF', '')).toBe(table[0]?.join(','));
    expect(csv).toContain("'=危ない名前");
    expect(table.some((cells) => cells.includes('=危ない名前'))).toBe(true);
    const trail = await app.sql(`SELECT a.detail FROM audit_log AS a WHERE a.action = 'directory.exported'`);
    expect(trail.length).toBeGreaterThan(0);
  });

  it('takes in new services with their bodies; the same file twice changes nothing, another change makes a version', async () => {
    const first = row();
    expect((await send(csvOf([first]), '?dryRun=true')).counts).toMatchObject({ added: 1 });
    expect((await send(csvOf([first]))).counts).toMatchObject({ added: 1, unchanged: 0, rejected: 0 });
    expect((await send(csvOf([first]))).counts).toMatchObject({ added: 0, unchanged: 1 });
    expect((await send(csvOf([{ ...first, 窓口名: '改めた窓口' }]))).counts).toMatchObject({ added: 1 });
    const [kept] = await app.sql(
      `SELECT s.name, s.version, s.areas, s.languages, b.name AS body, s.exceptions
       FROM directory_service AS s JOIN directory_body AS b ON b.id = s.body_id WHERE s.code = $1`,
      [first['管理番号']],
    );
    expect(kept).toEqual({
      name: '改めた窓口',
      version: 2,
      areas: ['13101', '27'],
      languages: ['ja'],
      body: '取込の団体',
      exceptions: [{ from: '12-29', until: '01-04', opensAt: null, closesAt: null }],
    });
    const trail = await app.sql<{ n: number }>(
      `SELECT count(*)::integer AS n FROM audit_log AS a WHERE a.action = 'directory_service.imported'`,
    );
    expect(trail).toEqual([{ n: 2 }]);
  });

  it('leaves alone what a file has no column for, and empties what it has an empty cell for', async () => {
    const full = row({
      窓口名かな: 'トリコンダマドグチ',
      説明: '説明の文',
      分野: 'poverty',
      年齢下限: '15',
      年齢上限: '39',
      言語: 'ja、en',
      同行支援: '可',
      夜間連絡: 'あり',
      '対象者・条件': '市内の方',
      費用: '無料',
      ウェブサイト: 'https://a.example/',
      メール: 'a@a.example',
      '掲載終了日（含まない）': '2190-01-01',
      '確認間隔（日）': '30',
    });
    expect((await send(csvOf([full]))).counts).toMatchObject({ added: 1 });
    const kept = async () =>
      (
        await app.sql(
          `SELECT s.*, NULL AS updated_at, NULL AS version FROM directory_service AS s WHERE s.code = $1`,
          [full['管理番号']],
        )
      )[0];
    const before = await kept();
    const required = [
      '管理番号',
      '団体名',
      '団体種別',
      '窓口名',
      '悩みの分類',
      '出典',
      '掲載開始日',
      '対象地域',
    ];
    const few = Object.fromEntries(required.map((title) => [title, full[title] ?? '']));
    expect((await send(csvOf([few]))).counts).toMatchObject({ unchanged: 1, rejected: 0 });
    expect((await send(csvOf([{ ...few, 出典: '来所' }]))).counts).toMatchObject({ added: 1 });
    expect(await kept()).toEqual({ ...before, source: '来所' });
    const emptied = {
      ...few,
      費用: '',
      電話: '',
      言語: '',
      同行支援: '',
      年齢上限: '',
      '確認間隔（日）': '',
    };
    expect((await send(csvOf([emptied]))).counts).toMatchObject({ added: 1 });
    expect(await kept()).toEqual({
      ...before,
      fee: null,
      phones: [],
      languages: ['ja'],
      accompaniment: 'unknown',
      max_age: null,
      reverify_every_days: 90,
      verify_by: null,
    });
  });

  it('judges a row by what it leaves in place, too', async () => {
    const full = row({ 年齢下限: '15', 年齢上限: '39' });
    expect((await send(csvOf([full]))).counts).toMatchObject({ added: 1 });
    const { 年齢上限: _, ...rest } = full;
    const job = await send(csvOf([{ ...rest, 年齢下限: '40' }]));
    expect(job.counts).toMatchObject({ rejected: 1 });
    expect(await faults(job)).toMatchObject([{ column: '年齢上限', code: 'span' }]);
  });

  it('knows a management number and a body however a program writes their letters', async () => {
    const first = row({ 管理番号: 'ガ-1', 団体名: 'ガ団体' });
    expect((await send(csvOf([first]))).counts).toMatchObject({ added: 1 });
    const other = { ...first, 管理番号: ' ガ-1　'.normalize('NFD'), 団体名: 'ガ団体 '.normalize('NFD') };
    const job = await send(csvOf([other, first]));
    expect(job.counts).toMatchObject({ added: 0, unchanged: 1, rejected: 1 });
    expect(await faults(job)).toMatchObject([{ row: 3, code: 'duplicate' }]);
    const bodies = await app.sql(
      `SELECT b.name FROM directory_body AS b WHERE b.name ~ '^(ガ|カ\u3099)団体'`,
    );
    expect(bodies).toEqual([{ name: 'ガ団体' }]);
  });

  it('takes a workbook that people made', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.json_to_sheet([row({ 年齢下限: '15' }), row()]), '一覧');
    const job = await send(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    expect(job.counts).toMatchObject({ rows: 2, added: 2, rejected: 0 });
  });

  it('says of each row why it was not taken', async () => {
    const twice = row();
    const job = await send(
      csvOf(
        [
          row({ 団体種別: '会社', 掲載開始日: '2025-02-30', 受付時間: '平日' }),
          row({ 悩みの分類: 'W99', 年齢下限: '20', 年齢上限: '19' }),
          twice,
          twice,
          row({ 管理番号: '01890000-0000-7000-8000-000000000001' }),
          row({ 対象地域: '131017' }),
        ].map((cells) => ({ 年齢下限: '', 年齢上限: '', ...cells })),
      ),
    );
    expect(job.counts).toEqual({ rows: 6, added: 1, unchanged: 0, rejected: 5 });
    expect((await faults(job)).map(({ row: number, column, code }) => [number, column, code])).toEqual([
      [2, '掲載開始日', 'day'],
      [2, '受付時間', 'format'],
      [2, '団体種別', 'unknown_code'],
      [3, '年齢上限', 'span'],
      [3, '悩みの分類', 'unknown'],
      [5, '管理番号', 'duplicate'],
      [6, '管理番号', 'unknown'],
      [7, '対象地域', 'area'],
    ]);
  });

  it('reads codes from before a merger as what they became, and says so', async () => {
    const cells = row({ 対象地域: '13216、13217、22135' });
    const job = await send(csvOf([cells]));
    expect(job.counts).toMatchObject({ added: 1, rejected: 0 });
    expect(await faults(job)).toMatchObject([
      {
        code: 'successor_mapped',
        message: '合併・再編により読み替えました：13216 は 13229、13217 は 13229、22135 は 22138・22139',
      },
    ]);
    const kept = await app.sql(`SELECT s.areas FROM directory_service AS s WHERE s.code = $1`, [
      cells['管理番号'],
    ]);
    expect(kept).toEqual([{ areas: ['13229', '22138', '22139'] }]);
    expect((await send(csvOf([cells]))).counts).toMatchObject({ added: 0, unchanged: 1 });
  });

  it('refuses a file that is none, and those who may not send one', async () => {
    const broken = await send(Buffer.from('PK\u0003\u0004 no archive', 'latin1'));
    expect(broken.failure?.code).toBe('workbook_unreadable');
    const book = utils.book_new();
    const long = Array.from({ length: 700 }, () => ['あ'.repeat(32_000)]);
    utils.book_append_sheet(book, utils.aoa_to_sheet(long), '一覧');
    const bomb = write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
    expect(bomb.length).toBeLessThan(2_000_000);
    expect((await send(bomb)).failure).toEqual({
      code: 'workbook_too_large',
      message: 'Excel ブックが大きすぎます。行や列を減らして保存してください。',
    });
    expect((await send('気分\r\nよい\r\n')).failure?.code).toBe('csv_header');
    await upload(app, await app.account('referrals'), IMPORTS, csvOf([row()])).expect(403);
    await app
      .as(await app.account('analyst'))
      .get(`${DIRECTORY}/services.csv`)
      .expect(403);
  });
});
