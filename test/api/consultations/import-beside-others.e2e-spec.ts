import { CallLog } from '../../support/factories/calls';
import { csvOf, type ImportJob, upload } from '../../support/factories/call-file';
import { CONSULTATIONS } from '../../support/factories/draft';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { HeldTransaction } from '../../support/held-transaction';
import { lockWaits } from '../../support/lock-waits';
import { type TestAccount, TestApp } from '../../support/test-app';

const AT = '2027-01-01T01:00:00+09:00';
/** Enough text for several batches. */
const ROWS = 3_000;
const WORDS = '話'.repeat(200);

describe('an import of sheets beside other work', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let counsellor: TestAccount;
  let code: string;
  let periodId: string;
  let calls: CallLog;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    contractor = await app.account('contractor');
    counsellor = await app.account('counsellor');
    const [row] = await app.sql<{ code: string }>(`SELECT o.code FROM organisation AS o WHERE o.id = $1`, [
      counsellor.organisationId,
    ]);
    code = row?.code ?? '';
  });
  beforeEach(async () => {
    periodId = await openPeriod(app, [counsellor.organisationId]);
    calls = await CallLog.of(app, periodId, counsellor);
  });
  afterAll(() => app.stop());

  const row = (i: number, callNo = '') => ({
    記録番号: `R-${i}`,
    対応団体: code,
    受付開始日時: '2026-12-31 23:50:00',
    相談の成立: '会話成立',
    summary: WORDS,
    呼番号: callNo,
  });
  const send = async (rows: object[], query = ''): Promise<ImportJob> => {
    const path = `/api/v1/periods/${periodId}/consultation-imports${query}`;
    const { body } = await upload(app, contractor, path, csvOf(rows as Record<string, string>[])).expect(202);
    return body as ImportJob;
  };
  const file = (rest: object = {}) =>
    app
      .as(counsellor)
      .post(CONSULTATIONS)
      .send({ periodId, channel: 'phone', startedAt: AT, answers: { contact_result: 'talk' }, ...rest });
  const rowsUpTo = (callNo: string) =>
    Array.from({ length: ROWS }, (_, i) => row(i, i === ROWS - 1 ? callNo : ''));
  /** Somebody else is just about to link this call. */
  const holdCall = async (id: string): Promise<HeldTransaction> => {
    const held = await HeldTransaction.begin(app);
    await held.sql(`SELECT FROM contact AS c WHERE c.id = $1 FOR UPDATE`, [id]);
    return held;
  };

  it.each(['', '?dryRun=true'])('keeps nobody of the organisation from filing (%s)', async (query) => {
    const held = await holdCall(await calls.add({ answeredAt: AT, carrierNo: 'C-1' }));
    const importing = send(rowsUpTo('C-1'), query);
    await lockWaits(app, 1);
    expect((await file().expect(201)).body).toMatchObject({ recordNo: 1 });
    await held.commit();
    expect(await importing).toMatchObject({ status: 'succeeded', counts: { added: ROWS } });
    const next = await file().expect(201);
    expect(next.body).toMatchObject({ recordNo: query === '' ? ROWS + 2 : 2 });
    const numbers = await app.sql<{ no: number; source: string | null }>(
      `SELECT co.record_no AS no, co.source_no AS source FROM consultation AS co WHERE co.period_id = $1 ORDER BY 1`,
      [periodId],
    );
    expect(numbers.map(({ no }) => no)).toEqual(numbers.map((_, i) => i + 1));
    const imported = query === '' ? Array.from({ length: ROWS }, (_, i) => `R-${i}`) : [];
    expect(numbers.flatMap(({ source }) => source ?? [])).toEqual(imported);
  });

  it('holds its period open until it is done', async () => {
    const held = await holdCall(await calls.add({ answeredAt: AT, carrierNo: 'C-1' }));
    const importing = send(rowsUpTo('C-1'));
    await lockWaits(app, 1);
    const closing = app
      .as(contractor)
      .patch(`/api/v1/periods/${periodId}`)
      .set('If-Match', '"v1"')
      .send({ status: 'closed' })
      .then((answer) => answer.status);
    expect(await Promise.race([closing, lockWaits(app, 2)])).toBeUndefined();
    await held.commit();
    expect(await importing).toMatchObject({ status: 'succeeded', counts: { added: ROWS } });
    expect(await closing).toBe(200);
    expect(await send([row(1)]).catch(() => 'refused')).toBe('refused');
  });

  it('leaves out the call that somebody links meanwhile, and takes the others', async () => {
    const [taken] = [
      await calls.add({ answeredAt: AT, carrierNo: 'C-1' }),
      await calls.add({ answeredAt: AT, carrierNo: 'C-2' }),
    ];
    const other = (await file().expect(201)).body.id as string;
    const held = await holdCall(taken);
    await held.sql(`UPDATE consultation SET contact_id = $2, version = version + 1 WHERE id = $1`, [
      other,
      taken,
    ]);
    const importing = send([row(1, 'C-1'), row(2, 'C-2'), row(3)]);
    await lockWaits(app, 1);
    await held.commit();
    const job = await importing;
    expect(job).toMatchObject({ status: 'succeeded', counts: { rows: 3, added: 2, rejected: 1 } });
    const faults = await app.as(contractor).get(`/api/v1/jobs/${job.id}/faults`).expect(200);
    expect(faults.body.items).toMatchObject([{ row: 2, code: 'call_has_sheet' }]);
  });
});
