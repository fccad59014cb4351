import { randomUUID } from 'node:crypto';
import iconv from 'iconv-lite';
import { csvOf, type ImportJob, upload } from '../../support/factories/call-file';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

type Cells = Readonly<Record<string, string>>;

describe('imports of consultations', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let counsellor: TestAccount;
  let other: TestAccount;
  let mine: string;
  let theirs: string;
  let staffCode: string;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    contractor = await app.account('contractor');
    counsellor = await app.account('counsellor');
    other = await app.account('counsellor');
    mine = await codeOf(counsellor.organisationId);
    theirs = await codeOf(other.organisationId);
    staffCode = String(counsellor.personId).slice(0, 8);
  });
  afterAll(() => app.stop());

  const codeOf = async (organisationId: string): Promise<string> => {
    const [row] = await app.sql<{ code: string }>(`SELECT o.code FROM organisation AS o WHERE o.id = $1`, [
      organisationId,
    ]);
    return row?.code ?? '';
  };
  const newPeriod = () => openPeriod(app, [counsellor.organisationId, other.organisationId]);
  const pathOf = (periodId: string) => `/api/v1/periods/${periodId}/consultation-imports`;
  const send = async (periodId: string, file: string | Buffer, query = ''): Promise<ImportJob> => {
    const { body } = await upload(app, contractor, `${pathOf(periodId)}${query}`, file).expect(202);
    return body as ImportJob;
  };
  const row = (cells: Cells = {}): Cells => ({
    記録番号: 'R-1',
    対応団体: mine,
    受付開始日時: '2026-12-31 23:50:00',
    相談の成立: '会話成立',
    ...cells,
  });
  const faultsOf = async (job: ImportJob) => {
    const { body } = await app.as(contractor).get(`/api/v1/jobs/${job.id}/faults`).expect(200);
    return (body.items as { row: number; column: string; code: string }[])
      .map((fault) => `${fault.row} ${fault.column} ${fault.code}`)
      .sort();
  };
  const stored = (periodId: string) =>
    app.sql<{ id: string; source_no: string; record_no: number }>(
      `SELECT c.id, c.source_no, c.record_no, c.organisation_id FROM consultation AS c WHERE c.period_id = $1
       ORDER BY c.organisation_id = $2 DESC, c.record_no`,
      [periodId, counsellor.organisationId],
    );

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['Shift_JIS', (text: string) => iconv.encode(text, 'cp932')],
  ])('takes a file in %s; its sheets read like those typed in', async (_, encode) => {
    const period = await newPeriod();
    const file = csvOf([
      {
        ...row(),
        職員番号: staffCode,
        チャネル: 'チャット',
        終了日時: '2026-12-31 24:20:00',
        通話秒数: '1800',
        年齢: '45',
        fields: 'work;家族関係',
        main_field: '家族関係',
        responses: '傾聴；情報提供・助言',
        main_response: '傾聴',
        summary: '"眠れない。\r\n""誰か""と話したい"',
      },
    ]);
    const job = await send(period, encode(file));
    expect(job).toMatchObject({
      kind: 'consultation-import',
      status: 'succeeded',
      counts: { rows: 1, added: 1, unchanged: 0, rejected: 0 },
    });
    const [sheet] = await stored(period);
    const read = await app.as(counsellor).get(`/api/v1/consultations/${sheet?.id}`).expect(200);
    expect(read.headers['etag']).toBe('"v1"');
    expect(read.body).toMatchObject({
      recordNo: 1,
      origin: 'import',
      channel: 'chat',
      counsellorId: counsellor.personId,
      startedAt: '2026-12-31T23:50:00+09:00',
      endedAt: '2027-01-01T00:20:00+09:00',
      talkSeconds: 1800,
      status: 'submitted',
      answers: {
        contact_result: 'talk',
        age_years: 45,
        fields: ['work', 'family'],
        main_field: 'family',
        responses: ['listening', 'info_advice'],
        main_response: 'listening',
        summary: '眠れない。\r\n"誰か"と話したい',
      },
    });
    const [codes] = await app.sql(`SELECT c.age_band FROM consultation AS c WHERE c.id = $1`, [sheet?.id]);
    expect(codes).toEqual({ age_band: 'a40s' });
  });

  it('files for any participating organisation, numbered each by itself in the order of the file', async () => {
    const period = await newPeriod();
    const typed = await app
      .as(counsellor)
      .post('/api/v1/consultations')
      .send({
        periodId: period,
        channel: 'phone',
        startedAt: '2027-01-01T00:00:00+09:00',
        answers: { contact_result: 'talk' },
      });
    expect(typed.body.recordNo).toBe(1);
    const rows = [
      row({ 記録番号: 'B' }),
      row({ 記録番号: 'B', 対応団体: theirs }),
      row({ 記録番号: 'A' }),
      row({ 記録番号: 'C', 対応団体: theirs }),
    ];
    const job = await send(period, csvOf(rows));
    expect(job.counts).toEqual({ rows: 4, added: 4, unchanged: 0, rejected: 0 });
    expect((await stored(period)).map((sheet) => [sheet.source_no, sheet.record_no])).toEqual([
      [null, 1],
      ['B', 2],
      ['A', 3],
      ['B', 1],
      ['C', 2],
    ]);
    const audit = await app.sql(
      `SELECT a.organisation_id, a.account_id, a.detail FROM audit_log AS a
       WHERE a.object_id = $1 AND a.action = 'consultation.imported' ORDER BY a.organisation_id = $2 DESC`,
      [job.id, counsellor.organisationId],
    );
    const from = { account_id: contractor.accountId, detail: { periodId: period, added: 2 } };
    expect(audit).toEqual([
      { organisation_id: counsellor.organisationId, ...from },
      { organisation_id: other.organisationId, ...from },
    ]);
  });

  it('changes nothing when the same file comes twice, even after a sheet was amended', async () => {
    const period = await newPeriod();
    const file = csvOf([row(), row({ 記録番号: 'R-2' })]);
    await send(period, file);
    const [first] = await stored(period);
    await app.sql(`UPDATE consultation SET counsellor_id = $2 WHERE id = $1`, [
      first?.id,
      counsellor.personId,
    ]);
    await app
      .as(counsellor)
      .post(`/api/v1/consultations/${first?.id}/amendments`)
      .set('If-Match', '"v1"')
      .send({ reason: '訂正', answers: { contact_result: 'wrong' } })
      .expect(201);
    const again = await send(period, file);
    expect(again.counts).toEqual({ rows: 2, added: 0, unchanged: 2, rejected: 0 });
    expect(await stored(period)).toHaveLength(2);
  });

  it('refuses another sheet under a number that is taken, in one file or in two', async () => {
    const period = await newPeriod();
    const once = await send(
      period,
      csvOf([row(), row(), row({ 相談の成立: '無言' }), row({ 対応団体: theirs, 相談の成立: '無言' })]),
    );
    expect(once.counts).toEqual({ rows: 4, added: 2, unchanged: 1, rejected: 1 });
    expect(await faultsOf(once)).toEqual(['4 記録番号 differs_in_file']);
    const twice = await send(period, csvOf([row({ 受付開始日時: '2026-12-31 23:50:01' })]));
    expect(twice.counts).toEqual({ rows: 1, added: 0, unchanged: 0, rejected: 1 });
    expect(await faultsOf(twice)).toEqual(['2 記録番号 differs_from_stored']);
  });

  it('rejects wrong rows one by one, by column, and takes the others', async () => {
    const period = await newPeriod();
    const columns = { ...row(), 職員番号: '', 年齢: '', 年代: '', 終了日時: '' };
    const rows: Cells[] = [
      columns,
      { ...columns, 記録番号: '', 相談の成立: '' },
      { ...columns, 記録番号: 'R-3', 対応団体: 'nobody', 職員番号: 'S-9' },
      { ...columns, 記録番号: 'R-4', 職員番号: 'S-9', 年齢: '15', 年代: '20代' },
      { ...columns, 記録番号: 'R-5', 受付開始日時: '2027-01-04 10:00:00' },
      { ...columns, 記録番号: 'R-6', 受付開始日時: '去年', 終了日時: '2026-12-31 23:00' },
      { ...columns, 記録番号: 'R-7', 終了日時: '2026-12-31 23:00', 年齢: '百' },
      { ...columns, 記録番号: 'R-8' },
    ];
    const job = await send(period, csvOf(rows));
    expect(job.counts).toEqual({ rows: 8, added: 2, unchanged: 0, rejected: 6 });
    expect(await faultsOf(job)).toEqual(
      [
        '3 記録番号 required',
        '3 相談の成立 required',
        '4 対応団体 unknown',
        '5 年代 age',
        '5 職員番号 unknown',
        '6 受付開始日時 outside_period',
        '7 受付開始日時 instant',
        '8 年齢 number',
        '8 終了日時 span',
      ].sort(),
    );
  });

  it('links a sheet to the leg that its organisation answered', async () => {
    const period = await newPeriod();
    const jobId = randomUUID();
    await app.sql(
      `INSERT INTO job (id, kind, organisation_id, account_id, request_id, input, status, created_at)
       VALUES ($1, 'call-import', $2, $3, 'test', '{}', 'succeeded', now())`,
      [jobId, contractor.organisationId, contractor.accountId],
    );
    const call = async (
      carrierNo: string,
      leg: number,
      organisationId: string | null,
      result = 'answered',
    ) => {
      const id = randomUUID();
      await app.sql(
        `INSERT INTO contact (id, period_id, organisation_id, channel, carrier_no, leg, dialled_at, answered_at, result,
           job_id, source_row)
         VALUES ($1, $2, $3, 'phone', $4, $5, '2026-12-31T23:49:00+09:00', '2026-12-31T23:50:00+09:00', $7, $6, 2)`,
        [id, period, organisationId, carrierNo, leg, jobId, result],
      );
      return id;
    };
    await call('C-1', 1, other.organisationId);
    const transferred = await call('C-1', 2, counsellor.organisationId);
    const unsaid = await call('C-2', 1, null);
    await call('C-3', 1, other.organisationId);
    await call('C-5', 1, counsellor.organisationId, 'transferred');
    const kept = await call('C-5', 2, counsellor.organisationId);
    const job = await send(
      period,
      csvOf(
        ['C-1', 'C-2', 'C-3', 'C-4', '', 'C-5'].map((no, i) => ({
          ...row({ 記録番号: `R-${i}` }),
          呼番号: no,
        })),
      ),
    );
    expect(job.counts).toMatchObject({ added: 4, rejected: 2 });
    expect(await faultsOf(job)).toEqual(['4 呼番号 unknown', '5 呼番号 unknown']);
    const links = await app.sql(
      `SELECT c.source_no, c.contact_id FROM consultation AS c WHERE c.period_id = $1 ORDER BY c.record_no`,
      [period],
    );
    expect(links).toEqual([
      { source_no: 'R-0', contact_id: transferred },
      { source_no: 'R-1', contact_id: unsaid },
      { source_no: 'R-4', contact_id: null },
      { source_no: 'R-5', contact_id: kept },
    ]);
  });

  it('tries a file out and keeps nothing of it', async () => {
    const period = await newPeriod();
    const file = csvOf([row(), row({ 記録番号: 'R-2', 相談の成立: '？' })]);
    const tried = await send(period, file, '?dryRun=true');
    expect(tried.counts).toEqual({ rows: 2, added: 1, unchanged: 0, rejected: 1 });
    expect(await faultsOf(tried)).toEqual(['3 相談の成立 option']);
    expect(await stored(period)).toEqual([]);
    const counters = await app.sql(`SELECT FROM record_counter AS c WHERE c.period_id = $1`, [period]);
    expect(counters).toEqual([]);
    expect((await send(period, file)).counts).toMatchObject({ added: 1 });
    expect((await stored(period)).map((sheet) => sheet.record_no)).toEqual([1]);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const period = await newPeriod();
    const file = csvOf(Array.from({ length: 20_000 }, (_, i) => row({ 記録番号: `R-${i}` })));
    const { body } = await app
      .as(contractor)
      .post(pathOf(period))
      .attach('file', Buffer.from(file), 'sheets.csv')
      .expect(202);
    const job = `/api/v1/jobs/${body.id}`;
    await app.as(contractor).put(`${job}/cancellation`).expect(200);
    let status = 'running';
    while (status === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 50));
      status = String((await app.as(contractor).get(job).expect(200)).body.status);
    }
    expect(status).toBe('cancelled');
    expect(await stored(period)).toEqual([]);
  });

  it('refuses a column that it does not know, by name', async () => {
    const job = await send(await newPeriod(), csvOf([{ ...row(), 血液型: 'A' }]));
    expect(job).toMatchObject({ status: 'failed', failure: { code: 'csv_header' } });
    expect(job.failure?.message).toContain('血液型');
  });

  it('carries long narratives and many rows, code point for code point', async () => {
    const period = await newPeriod();
    const long = '𠮷'.repeat(200_000);
    const rows = Array.from({ length: 2_500 }, (_, i) => ({
      ...row({ 記録番号: `R-${i}` }),
      summary: i === 1_234 ? long : `${i}人目 ｶﾞ\ufa19葛\u{e0100}`,
    }));
    const job = await send(period, csvOf(rows));
    expect(job.counts).toEqual({ rows: 2_500, added: 2_500, unchanged: 0, rejected: 0 });
    const [found] = await app.sql(
      `SELECT count(*) FILTER (WHERE n.sealed = convert_to($2, 'UTF8'))::int AS long,
              count(*) FILTER (WHERE n.sealed = convert_to($3, 'UTF8'))::int AS short, count(*)::int AS all
       FROM consultation AS c JOIN consultation_narrative AS n ON n.consultation_id = c.id
       WHERE c.period_id = $1`,
      [period, long, '7人目 ｶﾞ\ufa19葛\u{e0100}'],
    );
    expect(found).toEqual({ long: 1, short: 1, all: 2_500 });
  });

  it('takes two files at the same time one after the other', async () => {
    const period = await newPeriod();
    const file = csvOf(Array.from({ length: 300 }, (_, i) => row({ 記録番号: `R-${i}` })));
    const jobs = await Promise.all([send(period, file), send(period, file)]);
    expect(jobs.map((job) => job.status)).toEqual(['succeeded', 'succeeded']);
    expect(jobs.map((job) => job.counts.added).sort((a, b) => a - b)).toEqual([0, 300]);
  });

  it('is for the office alone, into a period that is there and open', async () => {
    const period = await newPeriod();
    const file = csvOf([row()]);
    await upload(app, counsellor, pathOf(period), file).expect(403);
    await upload(app, contractor, pathOf(randomUUID()), file).expect(404);
    await app.as(contractor).post(pathOf(period)).field('note', 'x').expect(400);
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [period]);
    const closed = await upload(app, contractor, pathOf(period), file).expect(409);
    expect(closed.body.code).toBe('period_closed');
    const typed = await app
      .as(counsellor)
      .post('/api/v1/consultations')
      .send({
        periodId: period,
        channel: 'phone',
        startedAt: '2027-01-01T00:00:00+09:00',
        answers: { contact_result: 'talk' },
      })
      .expect(409);
    expect(typed.body.code).toBe('period_closed');
  });
});
