import iconv from 'iconv-lite';
import { type CallCells, callPeriod, csvOf, type ImportJob, upload } from '../../support/factories/call-file';
import { type TestAccount, TestApp } from '../../support/test-app';

const ANSWERED: CallCells = {
  呼番号: 'C1',
  チャネル: '電話',
  発信日時: '2024-12-26 12:00:00',
  選択番号: '3',
  待ち開始日時: '2024-12-26 12:00:20',
  応答日時: '2024-12-26 12:00:30',
  終了日時: '2024-12-26 12:30:30',
  対応団体: '',
  結果: '応答',
  発信端末: '携帯電話',
  発信者番号: '090-1234-5678',
};
const calls = (...rows: CallCells[]): CallCells[] =>
  rows.map((row, i) => ({
    呼番号: `C${i + 1}`,
    発信日時: '2024-12-26 12:00:00',
    選択番号: '',
    応答日時: '',
    発信者番号: '',
    ...row,
  }));

describe('call imports', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let coordinator: TestAccount;
  let organisationCode: string;
  let periods = 0;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    coordinator = await app.account('coordinator');
    const [own] = await app.sql<{ code: string }>(`SELECT o.code FROM organisation AS o WHERE o.id = $1`, [
      coordinator.organisationId,
    ]);
    organisationCode = own?.code ?? '';
  });
  afterAll(() => app.stop());

  const newPeriod = (): Promise<string> => callPeriod(app, contractor, `取込の期${(periods += 1)}`);
  const send = async (periodId: string, file: string | Buffer, query = ''): Promise<ImportJob> => {
    const path = `/api/v1/periods/${periodId}/call-imports${query}`;
    const { body } = await upload(app, contractor, path, file).expect(202);
    return body as ImportJob;
  };
  const stored = (periodId: string) =>
    app.sql<{ carrier_no: string; result: string; dialled_at: Date; caller_hash: Buffer | null }>(
      `SELECT c.carrier_no, c.result, c.dialled_at, c.caller_hash FROM contact AS c WHERE c.period_id = $1 ORDER BY c.source_row`,
      [periodId],
    );
  const faultsOf = async (job: ImportJob) => {
    const { body } = await app.as(contractor).get(`/api/v1/jobs/${job.id}/faults`).expect(200);
    return (body.items as { row: number; column: string; code: string }[]).map(
      ({ row, column, code }) => `${row} ${column} ${code}`,
    );
  };

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['Shift_JIS', (text: string) => iconv.encode(text, 'cp932')],
  ])('takes a file in %s, and its calls are read back', async (_, encode) => {
    const periodId = await newPeriod();
    const path = `/api/v1/periods/${periodId}/call-imports`;
    const file = csvOf([{ ...ANSWERED, 対応団体: organisationCode }]);
    const answer = await upload(app, contractor, path, encode(file)).expect(202);
    expect(answer.headers['location']).toBe(`/api/v1/jobs/${answer.body.id}`);
    expect(answer.headers['preference-applied']).toBe('wait=60');
    expect(answer.body).toMatchObject({
      kind: 'call-import',
      status: 'succeeded',
      dryRun: false,
      counts: { rows: 1, added: 1, unchanged: 0, rejected: 0 },
      failure: null,
    });
    expect(answer.body.progress.done).toBe(answer.body.progress.total);
    const { body } = await app.as(contractor).get(`/api/v1/periods/${periodId}/contacts`).expect(200);
    expect(body.items).toEqual([
      {
        id: expect.any(String),
        periodId,
        organisationId: coordinator.organisationId,
        channel: 'phone',
        carrierNo: 'C1',
        leg: 1,
        dialledAt: '2024-12-26T12:00:00+09:00',
        queuedAt: '2024-12-26T12:00:20+09:00',
        answeredAt: '2024-12-26T12:00:30+09:00',
        endedAt: '2024-12-26T12:30:30+09:00',
        digit: '3',
        fieldCode: 'suicide',
        result: 'answered',
        origin: 'mobile',
        endedBy: null,
        waitSeconds: 10,
        talkSeconds: 1800,
        jobId: answer.body.id,
        sourceRow: 2,
      },
    ]);
    const audit = await app.sql(
      `SELECT a.action, a.account_id FROM audit_log AS a WHERE a.object_id = $1 ORDER BY a.id`,
      [answer.body.id],
    );
    expect(audit).toEqual([
      { action: 'job.requested', account_id: contractor.accountId },
      { action: 'job.succeeded', account_id: contractor.accountId },
    ]);
  });

  it('normalises clock hours beyond 24', async () => {
    const periodId = await newPeriod();
    await send(periodId, csvOf(calls({ 発信日時: '2024-12-31 26:00:00' })));
    const [call] = await stored(periodId);
    expect(call?.dialled_at.toISOString()).toBe('2024-12-31T17:00:00.000Z');
  });

  it('counts an unanswered call to a closed field as out of hours, to the second', async () => {
    const periodId = await newPeriod();
    const times = ['03:00:00', '09:59:59', '10:00:00', '15:59:59', '16:00:00'];
    const job = await send(
      periodId,
      csvOf(calls(...times.map((time) => ({ 選択番号: '7', 発信日時: `2024-12-26 ${time}` })))),
    );
    expect(job.counts.added).toBe(5);
    expect((await stored(periodId)).map(({ result }) => result)).toEqual([
      'out_of_hours',
      'out_of_hours',
      'abandoned_queue',
      'abandoned_queue',
      'out_of_hours',
    ]);
  });

  it('rejects wrong rows one by one and takes the others', async () => {
    const periodId = await newPeriod();
    const rows = calls(
      {},
      { 呼番号: '' },
      { 発信日時: '2025-01-04 10:00:00' },
      { 応答日時: '2024-12-26 11:59:59', 発信日時: 'いつか' },
      { 応答日時: '2024-12-26 11:59:59' },
      {},
    );
    const job = await send(periodId, `${csvOf(rows)}C7,2024-12-26 12:00:00,,,,余分\r\n`);
    expect(job).toMatchObject({
      status: 'succeeded',
      counts: { rows: 7, added: 2, unchanged: 0, rejected: 5 },
    });
    expect(await faultsOf(job)).toEqual([
      '3 呼番号 required',
      '4 発信日時 outside_period',
      '5 発信日時 instant',
      '6 応答日時 time_order',
      '8  too_many_cells',
    ]);
    const first = await app.as(contractor).get(`/api/v1/jobs/${job.id}/faults?limit=2`).expect(200);
    const rest = await app
      .as(contractor)
      .get(`/api/v1/jobs/${job.id}/faults?limit=200&cursor=${first.body.nextCursor}`)
      .expect(200);
    expect(rest.body.items).toHaveLength(3);
    expect(rest.body.items[0]).toEqual({
      row: 5,
      column: '発信日時',
      code: 'instant',
      message: '日時は 2024-12-31 22:05:30 の形式で、実在する日時を入力してください。',
    });
  });

  it('fails as a whole on a wrong header or a file that is no CSV, and says why', async () => {
    const periodId = await newPeriod();
    const unknown = await send(periodId, '呼番号,発信日時,気分\r\nC1,2024-12-26 12:00:00,よい\r\n');
    expect(unknown).toMatchObject({
      status: 'failed',
      counts: { rows: 0 },
      failure: {
        code: 'csv_header',
        message: '見出し行を確認してください。「気分」は受け付けていない列です。',
      },
    });
    expect(await faultsOf(unknown)).toEqual(['1 気分 unknown_column']);
    const missing = await send(periodId, '呼番号,呼番号\r\nC1,C1\r\n');
    expect(await faultsOf(missing)).toEqual(['1 呼番号 duplicate_column', '1 発信日時 missing_column']);
    expect((await send(periodId, Buffer.from('呼番号,発信日時\r\n', 'utf16le'))).status).toBe('failed');
    expect((await send(periodId, '')).failure?.code).toBe('csv_empty');
    expect(await stored(periodId)).toEqual([]);
  });

  it('changes nothing when the same file comes twice, and keeps the first of two different calls', async () => {
    const periodId = await newPeriod();
    const file = csvOf([ANSWERED, { ...ANSWERED, 呼番号: 'C2' }, { ...ANSWERED, 呼番号: 'C2' }]);
    expect((await send(periodId, file)).counts).toEqual({ rows: 3, added: 2, unchanged: 1, rejected: 0 });
    expect((await send(periodId, file)).counts).toEqual({ rows: 3, added: 0, unchanged: 3, rejected: 0 });
    const other = await send(periodId, csvOf([ANSWERED, { ...ANSWERED, 呼番号: 'C2', 選択番号: '7' }]));
    expect(other.counts).toEqual({ rows: 2, added: 0, unchanged: 1, rejected: 1 });
    expect(await faultsOf(other)).toEqual(['3 呼番号 differs_from_stored']);
    expect(await stored(periodId)).toHaveLength(2);
  });

  it('reports a dry run as the real one, and keeps nothing', async () => {
    const periodId = await newPeriod();
    const file = csvOf(calls({}, { 呼番号: '' }, { 呼番号: 'C1' }));
    const trial = await send(periodId, file, '?dryRun=true');
    expect(trial).toMatchObject({
      dryRun: true,
      status: 'succeeded',
      counts: { rows: 3, added: 1, unchanged: 1, rejected: 1 },
    });
    expect(await faultsOf(trial)).toEqual(['3 呼番号 required']);
    expect(await stored(periodId)).toEqual([]);
    expect((await send(periodId, file)).counts).toEqual(trial.counts);
  });

  it('stores a keyed hash of the caller, of this period alone, and the number nowhere', async () => {
    const [one, two] = [await newPeriod(), await newPeriod()];
    const numbers = [
      '090-1234-5678',
      '０９０１２３４５６７８',
      '+81 90 1234 5678',
      '非通知',
      '',
      '08011112222',
    ];
    const file = csvOf(calls(...numbers.map((number) => ({ 発信者番号: number }))));
    const job = await send(one, file);
    await send(two, file);
    const hashes = (await stored(one)).map(({ caller_hash }) => caller_hash?.toString('hex') ?? null);
    expect(hashes[0]).toHaveLength(32);
    expect(hashes.slice(0, 5)).toEqual([hashes[0], hashes[0], hashes[0], null, null]);
    expect(hashes[5]).not.toBe(hashes[0]);
    expect((await stored(two))[0]?.caller_hash?.toString('hex')).not.toBe(hashes[0]);
    expect(await app.sql(`SELECT FROM job_file_chunk WHERE job_id = $1`, [job.id])).toEqual([]);
  });

  it('pages and filters the calls, and shows an organisation its own', async () => {
    const periodId = await newPeriod();
    const rows = [
      { ...ANSWERED, 対応団体: organisationCode },
      {
        ...ANSWERED,
        呼番号: 'C2',
        発信日時: '2024-12-27 12:00:00',
        待ち開始日時: '',
        応答日時: '',
        終了日時: '',
        結果: '話中',
      },
      { ...ANSWERED, 呼番号: 'C3', 発信日時: '2024-12-26 11:00:00' },
    ];
    await send(periodId, csvOf(rows));
    const path = `/api/v1/periods/${periodId}/contacts`;
    const numbers = (body: { items: { carrierNo: string }[] }) => body.items.map((item) => item.carrierNo);
    const first = await app.as(contractor).get(`${path}?limit=2`).expect(200);
    const second = await app
      .as(contractor)
      .get(`${path}?limit=2&cursor=${first.body.nextCursor}`)
      .expect(200);
    expect([...numbers(first.body), ...numbers(second.body)]).toEqual(['C2', 'C1', 'C3']);
    expect(second.body.nextCursor).toBeNull();
    const busy = await app.as(contractor).get(`${path}?result=busy`).expect(200);
    expect(numbers(busy.body)).toEqual(['C2']);
    const own = await app.as(coordinator).get(path).expect(200);
    expect(numbers(own.body)).toEqual(['C1']);
    const byId = await app
      .as(contractor)
      .get(`${path}?organisationId=${coordinator.organisationId}`)
      .expect(200);
    expect(numbers(byId.body)).toEqual(['C1']);
    await app.as(coordinator).get(`/api/v1/contacts/${own.body.items[0].id}`).expect(200);
    const stranger = await app.account('coordinator');
    await app.as(stranger).get(`/api/v1/contacts/${own.body.items[0].id}`).expect(404);
    await app.as(contractor).get(`${path}?result=nothing`).expect(400);
    await app.as(contractor).get(`${path}?callerHash=00`).expect(400);
  });

  it('refuses other roles, strangers, closed and unknown periods, and requests without a file', async () => {
    const periodId = await newPeriod();
    const path = `/api/v1/periods/${periodId}/call-imports`;
    const file = csvOf([ANSWERED]);
    await upload(app, coordinator, path, file).expect(403);
    await app.http.post(path).attach('file', Buffer.from(file), 'calls.csv').expect(401);
    await upload(
      app,
      contractor,
      '/api/v1/periods/00000000-0000-7000-8000-000000000000/call-imports',
      file,
    ).expect(404);
    await upload(app, contractor, `${path}?dryRun=perhaps`, file).expect(400);
    const unnamed = await app
      .as(contractor)
      .post(path)
      .attach('upload', Buffer.from(file), 'calls.csv')
      .expect(400);
    expect(unnamed.body.errors[0].pointer).toBe('/file');
    await app.as(contractor).post(path).field('note', 'no file').expect(400);
    await app.as(contractor).post(path).send({}).expect(415);
    await app
      .as(await app.account('counsellor'))
      .get(`/api/v1/periods/${periodId}/contacts`)
      .expect(403);
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [periodId]);
    const closed = await upload(app, contractor, path, file).expect(409);
    expect(closed.body.code).toBe('period_closed');
  });
});
