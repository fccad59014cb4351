import { randomUUID } from 'node:crypto';
import iconv from 'iconv-lite';
import { callPeriod, csvOf, type ImportJob, upload } from '../../support/factories/call-file';
import { type TestAccount, TestApp } from '../../support/test-app';

const CARRIERS = '/api/v1/carriers';

describe('carriers', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let organisationCode: string;
  let names = 0;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    const organisationId = await app.organisation();
    const [row] = await app.sql<{ code: string }>(`SELECT o.code FROM organisation AS o WHERE o.id = $1`, [
      organisationId,
    ]);
    organisationCode = row?.code ?? '';
  });
  afterAll(() => app.stop());

  const layout = (change: object = {}) => ({
    encoding: 'auto',
    columns: [
      { column: 'carrierNo', title: '通話ID' },
      { column: 'dialledAt', title: '着信日', timeTitle: '着信時刻' },
      { column: 'answeredAt', title: '応答日', timeTitle: '応答時刻' },
      { column: 'organisationCode', title: '拠点' },
      { column: 'result', title: '状態' },
      { column: 'callerNumber', title: '番号' },
    ],
    words: [
      { list: 'result', word: '接続', code: 'answered' },
      { list: 'result', word: '満席', code: 'busy' },
      { list: 'organisation', word: '拠点A', code: organisationCode },
    ],
    otherColumns: 'ignore',
    clockBeyond24: true,
    zone: 'Asia/Tokyo',
    ...change,
  });
  const post = (change: object = {}, who = contractor) =>
    app
      .as(who)
      .post(CARRIERS)
      .send({ name: `回線${(names += 1)}`, layout: layout(change) });
  const put = (id: string, tag: string, change: object) =>
    app
      .as(contractor)
      .put(`${CARRIERS}/${id}`)
      .set('If-Match', tag)
      .send({ name: `回線${(names += 1)}`, layout: layout(change) });
  const send = async (carrierId: string, file: Buffer | string, query = ''): Promise<[ImportJob, string]> => {
    const periodId = await callPeriod(app, contractor, `回線の期${(names += 1)}`);
    const path = `/api/v1/periods/${periodId}/call-imports?carrierId=${carrierId}${query}`;
    return [(await upload(app, contractor, path, file).expect(202)).body as ImportJob, periodId];
  };
  const row = (cells: object = {}) => ({
    通話ID: 'C1',
    着信日: '2024/12/31',
    着信時刻: '26:05:00',
    応答日: '2025/1/1',
    応答時刻: '02:05:10',
    拠点: '拠点A',
    状態: '接続',
    番号: '09012345678',
    転送元: '090-9999-8888',
    ...cells,
  });

  it('are kept, changed by version and listed, and each change is written down', async () => {
    const created = await post().expect(201);
    expect(created.headers['etag']).toBe('"v1"');
    const { id } = created.body;
    expect(created.body).toMatchObject({ version: 1, layout: layout() });
    const changed = await put(id, '"v1"', { zone: 'UTC' }).expect(200);
    expect(changed.body).toMatchObject({ version: 2, layout: { zone: 'UTC' } });
    await put(id, '"v1"', {}).expect(412);
    await app.as(contractor).put(`${CARRIERS}/${id}`).send({ name: 'x', layout: layout() }).expect(428);
    const read = await app.as(contractor).get(`${CARRIERS}/${id}`).expect(200);
    expect([read.headers['etag'], read.body]).toEqual(['"v2"', changed.body]);
    const list = await app.as(contractor).get(`${CARRIERS}?limit=200`).expect(200);
    expect(list.body.items).toContainEqual(changed.body);
    const trail = await app.sql(
      `SELECT a.action, a.detail FROM audit_log AS a WHERE a.object_id = $1 ORDER BY a.id`,
      [id],
    );
    expect(trail).toEqual([
      { action: 'carrier.created', detail: { version: 1 } },
      { action: 'carrier.changed', detail: { version: 2 } },
    ]);
    await app.as(contractor).get(`${CARRIERS}/${randomUUID()}`).expect(404);
    await app.as(contractor).post(CARRIERS).send({ name: read.body.name, layout: layout() }).expect(409);
    await post({}, await app.account('coordinator')).expect(403);
  });

  it('name everything that is wrong by its place', async () => {
    const wrong = await post({
      columns: [
        { column: 'dialledAt', title: '日時' },
        { column: 'dialledAt', title: '応答' },
        { column: 'result', title: '日時', timeTitle: '時刻' },
      ],
      words: [
        { list: 'result', word: '接続', code: 'connected' },
        { list: 'organisation', word: 'A', code: organisationCode },
        { list: 'organisation', word: 'Ａ', code: organisationCode },
      ],
    }).expect(422);
    const pointers = (wrong.body.errors as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers).toEqual([
      '/layout/columns/1/column',
      '/layout/columns/2/title',
      '/layout/columns/2/timeTitle',
      '/layout/columns',
      '/layout/words/0/code',
      '/layout/words/2/word',
    ]);
    const shape = await post({ columns: [{ column: 'weather', title: '' }] }).expect(400);
    expect((shape.body.errors as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
      '/layout/columns/0/column',
      '/layout/columns/0/title',
    ]);
  });

  it('read a file in the carrier’s own form', async () => {
    const { body: carrier } = await post({ encoding: 'shift_jis' }).expect(201);
    const rows = [row(), row({ 通話ID: 'C2', 応答日: '', 応答時刻: '', 状態: '満席' })];
    const [job, periodId] = await send(carrier.id, iconv.encode(csvOf(rows), 'cp932'));
    expect(job.counts).toEqual({ rows: 2, added: 2, unchanged: 0, rejected: 0 });
    const { body } = await app.as(contractor).get(`/api/v1/periods/${periodId}/contacts`).expect(200);
    expect(body.items).toMatchObject([
      { carrierNo: 'C2', result: 'busy', answeredAt: null },
      {
        carrierNo: 'C1',
        result: 'answered',
        dialledAt: '2025-01-01T02:05:00+09:00',
        answeredAt: '2025-01-01T02:05:10+09:00',
      },
    ]);
    expect(body.items[1].organisationId).not.toBeNull();
    const [kept] = await app.sql<{ input: object }>(
      `SELECT j.input -> 'parameters' AS input FROM job AS j WHERE j.id = $1`,
      [job.id],
    );
    expect(kept?.input).toEqual({ periodId, carrierId: carrier.id, carrierVersion: '1' });
  });

  it('are tried on the first rows of a file, which stays nowhere', async () => {
    const { body: carrier } = await post().expect(201);
    const periodId = await callPeriod(app, contractor, `回線の期${(names += 1)}`);
    const path = `/api/v1/periods/${periodId}/call-previews?carrierId=${carrier.id}`;
    const rows = [row(), row({ 状態: '不思議' }), ...Array.from({ length: 100_000 }, () => row())];
    const { body } = await upload(app, contractor, path, csvOf(rows)).expect(200);
    expect(body.items).toHaveLength(20);
    expect(body.items[0]).toMatchObject({
      row: 2,
      call: {
        carrierNo: 'C1',
        dialledAt: '2025-01-01T02:05:00+09:00',
        result: 'answered',
        callerKnown: true,
      },
      faults: [],
    });
    expect(body.items[1]).toMatchObject({
      row: 3,
      call: null,
      faults: [{ column: '状態', code: 'unknown_code' }],
    });
    expect(JSON.stringify(body)).not.toContain('1234');
    expect(await app.sql(`SELECT FROM contact WHERE period_id = $1`, [periodId])).toEqual([]);
    const header = await upload(app, contractor, path, '気分\r\nよい\r\n').expect(422);
    expect(header.body).toMatchObject({ code: 'csv_header' });
    await upload(app, await app.account('coordinator'), path, csvOf(rows)).expect(403);
    await upload(app, contractor, path.replace(periodId, randomUUID()), csvOf(rows)).expect(404);
  });

  it('speak of their own titles, and give rejected rows back in them without numbers', async () => {
    const { body: carrier } = await post().expect(201);
    const [job] = await send(carrier.id, csvOf([row({ 状態: '不思議' })]), '&dryRun=true');
    const faults = await app.as(contractor).get(`/api/v1/jobs/${job.id}/faults`).expect(200);
    expect(faults.body.items).toMatchObject([{ row: 2, column: '状態', code: 'unknown_code' }]);
    const rejected = await app.as(contractor).get(`/api/v1/jobs/${job.id}/rejected-rows`).expect(200);
    expect(rejected.text.split('\r\n')[1]).toMatch(
      /,C1,2024\/12\/31,26:05:00,2025\/1\/1,02:05:10,拠点A,不思議,＊＊＊,＊＊＊$/,
    );
  });

  it('refuse other columns where they are told to, and unknown carriers before the file', async () => {
    const { body: carrier } = await post({ otherColumns: 'refuse' }).expect(201);
    const [job] = await send(carrier.id, csvOf([row()]));
    expect(job.failure?.message).toContain('「転送元」は受け付けていない列です。');
    const periodId = await callPeriod(app, contractor, `回線の期${(names += 1)}`);
    const path = `/api/v1/periods/${periodId}/call-imports?carrierId=`;
    await upload(app, contractor, `${path}${randomUUID()}`, csvOf([row()])).expect(404);
    await upload(app, contractor, `${path}1`, csvOf([row()])).expect(400);
  });
});
