import { setTimeout as pause } from 'node:timers/promises';
import { callPeriod, csvOf, type ImportJob, upload } from '../../support/factories/call-file';
import { openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('rejected rows of an import', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    periodId = await callPeriod(app, contractor, '受け付けない行の期');
  });
  afterAll(() => app.stop());

  const send = async (file: string, query = ''): Promise<ImportJob> => {
    const path = `/api/v1/periods/${periodId}/call-imports${query}`;
    const { body } = await upload(app, contractor, path, file).expect(202);
    return body as ImportJob;
  };
  const pathOf = (job: ImportJob) => `/api/v1/jobs/${job.id}/rejected-rows`;
  const textOf = async (job: ImportJob): Promise<string> => {
    const answer = await app.as(contractor).get(pathOf(job)).expect(200);
    return answer.text;
  };
  const call = { 呼番号: 'C1', 発信日時: '2024-12-26 12:00:00', 結果: '', 発信者番号: '090-1234-5678' };

  it.each(['', '?dryRun=true'])('gives back what was not taken, without the number%s', async (query) => {
    const rows = [
      call,
      { ...call, 呼番号: '' },
      { ...call, 呼番号: '=1+1', 発信日時: 'いつか', 結果: '何か' },
    ];
    const job = await send(`${csvOf(rows)}C4,2024-12-26 12:00:00,,090-1111-2222,080-3333-4444\r\n`, query);
    expect(await textOf(job)).toBe(
      [
        '\uFEFF参考：行番号,参考：理由,呼番号,発信日時,結果,発信者番号',
        '3,呼番号：呼番号がありません。,,2024-12-26 12:00:00,,＊＊＊',
        "4,発信日時：日時は 2024-12-31 22:05:30 の形式で、実在する日時を入力してください。結果：結果が、登録されているどれでもありません。,'=1+1,いつか,何か,＊＊＊",
        '5,列の数が見出し行より多い行です。,C4,2024-12-26 12:00:00,,＊＊＊,＊＊＊',
        '',
      ].join('\r\n'),
    );
    const kept = await app.sql<{ found: boolean }>(
      `SELECT bool_or(encode(c.sealed, 'escape') ~ '1234.?5678|1111.?2222|3333.?4444') AS found FROM job_output_chunk AS c`,
    );
    expect(kept).toEqual([{ found: false }]);
  });

  it('holds no number, whichever cell it slipped into', async () => {
    const job = await send(
      csvOf([
        { ...call, 呼番号: '', 結果: '携帯０９０－１２３４－５６７８' },
        { ...call, 発信日時: '+81 (90) 1234.5678' },
      ]) + 'C4,2024-12-26 12:00:00,話中,090,1234,5678\r\n',
    );
    const lines = (await textOf(job)).split('\r\n').slice(1);
    expect(lines.map((line) => line.split(',').slice(2).join())).toEqual([
      ',2024-12-26 12:00:00,＊＊＊,＊＊＊',
      'C1,＊＊＊,,＊＊＊',
      'C4,2024-12-26 12:00:00,話中,＊＊＊,＊＊＊,＊＊＊',
      '',
    ]);
  });

  it('is taken again once it is corrected, marks and all', async () => {
    const first = await send(csvOf([{ ...call, 呼番号: '=A', 結果: '何か' }]));
    const again = await send((await textOf(first)).replace('何か', '話中'));
    expect(again.counts).toEqual({ rows: 1, added: 1, unchanged: 0, rejected: 0 });
    const stored = await app.sql(`SELECT c.carrier_no FROM contact AS c WHERE c.job_id = $1`, [again.id]);
    expect(stored).toEqual([{ carrier_no: '=A' }]);
  });

  it('does not take a damaged row for a sound one when it comes back', async () => {
    const file = Buffer.concat([
      Buffer.from(
        '\uFEFF呼番号,発信日時,応答日時,終了日時,結果\r\nS1,2024-12-26 12:00:00,2024-12-26 12:10:00\r\nS',
      ),
      Buffer.from([0xff]),
      Buffer.from(',2024-12-26 12:00:00,,,\r\n'),
    ]);
    const path = `/api/v1/periods/${periodId}/call-imports`;
    const first = (await upload(app, contractor, path, file).expect(202)).body as ImportJob;
    const given = await textOf(first);
    const hint = '行を直したら、「参考：理由」の欄を空にしてください。';
    expect(given.split('\r\n').slice(1)).toEqual([
      `2,列の数が見出し行より少ない行です。${hint},S1,2024-12-26 12:00:00,2024-12-26 12:10:00`,
      `3,文字コードとして読めない文字、または使えない制御文字があります。${hint},S\uFFFD,2024-12-26 12:00:00,,,`,
      '',
    ]);
    const filledUp = given.replace('12:10:00', '12:10:00,,');
    const again = await send(filledUp);
    expect(again.counts).toEqual({ rows: 2, added: 0, unchanged: 0, rejected: 2 });
    const { body } = await app.as(contractor).get(`/api/v1/jobs/${again.id}/faults`).expect(200);
    expect(body.items.map(({ code }: { code: string }) => code)).toEqual(['not_mended', 'not_mended']);
    const mended = (await textOf(again))
      .replace('2024-12-26 12:10:00,,', ',2024-12-26 12:10:00,')
      .replace('S\uFFFD', 'S2')
      .replaceAll(hint, '');
    expect((await send(mended)).counts).toEqual({ rows: 2, added: 2, unchanged: 0, rejected: 0 });
    const stored = await app.sql(
      `SELECT c.carrier_no, c.result FROM contact AS c WHERE c.period_id = $1 AND c.carrier_no LIKE 'S%' ORDER BY 1`,
      [periodId],
    );
    expect(stored).toEqual([
      { carrier_no: 'S1', result: 'abandoned_ivr' },
      { carrier_no: 'S2', result: 'abandoned_ivr' },
    ]);
  });

  it('shows with the job, is written down when fetched, and is the uploader’s alone', async () => {
    const job = await send(csvOf([{ ...call, 呼番号: '' }]));
    const { body } = await app.as(contractor).get(`/api/v1/jobs/${job.id}`).expect(200);
    expect(body.outputs).toEqual([
      {
        kind: 'rejected-rows',
        fileName: expect.stringMatching(/^受け付けなかった行_\d{4}-\d\d-\d\d\.csv$/) as string,
        size: Buffer.byteLength(await textOf(job)),
        expiresAt: expect.any(String) as string,
      },
    ]);
    const trail = await app.sql(
      `SELECT a.account_id, a.detail ->> 'kind' AS kind FROM audit_log AS a
       WHERE a.object_id = $1 AND a.action = 'job.output_fetched'`,
      [job.id],
    );
    expect(trail).toEqual([{ account_id: contractor.accountId, kind: 'rejected-rows' }]);
    const colleague = await app
      .as(await app.account('contractor'))
      .get(pathOf(job))
      .expect(403);
    expect(colleague.body.code).toBe('not_yours');
    await app
      .as(await app.account('coordinator'))
      .get(pathOf(job))
      .expect(404);
    await app
      .as(await app.account('counsellor'))
      .get(pathOf(job))
      .expect(403);
    await app.as(contractor).get(`/api/v1/jobs/${job.id}/output`).expect(404);
    await app
      .as(contractor)
      .get(pathOf(await send(csvOf([{ ...call, 呼番号: 'C9' }]))))
      .expect(404);
  });

  it('goes after a week, though no job follows', async () => {
    const job = await send(csvOf([{ ...call, 呼番号: '' }]));
    await app.sql(
      `UPDATE job_output SET created_at = created_at - interval '8 days', expires_at = expires_at - interval '8 days'
       WHERE job_id = $1`,
      [job.id],
    );
    await app.sql(
      `UPDATE job_output_chunk SET expires_at = expires_at - interval '8 days' WHERE job_id = $1`,
      [job.id],
    );
    const gone = await app.as(contractor).get(pathOf(job)).expect(404);
    expect(gone.body.code).toBe('output_expired');
    // No other job follows: the runner sees to it by itself.
    while ((await app.sql(`SELECT FROM job_output_chunk WHERE job_id = $1`, [job.id])).length > 0) {
      await pause(50);
    }
  });

  it('keeps the words of sheets as they were', async () => {
    const own = await app.account('coordinator');
    const [organisation] = await app.sql<{ code: string }>(
      `SELECT o.code FROM organisation AS o WHERE o.id = $1`,
      [own.organisationId],
    );
    const period = await openPeriod(app, [own.organisationId]);
    const file = csvOf([
      {
        記録番号: '',
        対応団体: organisation?.code ?? '',
        受付開始日時: '2026-12-31 23:50:00',
        summary: '"眠れない、\r\n""誰か""と話したい。090-1234-5678"',
      },
    ]);
    const { body } = await upload(
      app,
      contractor,
      `/api/v1/periods/${period}/consultation-imports`,
      file,
    ).expect(202);
    const lines = (await textOf(body as ImportJob)).split('\r\n');
    expect(lines[1]).toContain('2,');
    expect(`${lines[1]}\r\n${lines[2]}`).toMatch(/,"眠れない、\r\n""誰か""と話したい。090-1234-5678"$/);
  });
});
