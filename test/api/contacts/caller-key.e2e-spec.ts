import { callPeriod, csvOf, upload } from '../../support/factories/call-file';
import { type TestAccount, TestApp } from '../../support/test-app';

const FILE = csvOf([
  { 呼番号: 'C1', 発信日時: '2024-12-26 12:00:00', 発信者番号: '090-1234-5678' },
  { 呼番号: 'C2', 発信日時: '2024-12-26 12:00:00', 発信者番号: '非通知' },
]);

describe('the key of a period’s callers', () => {
  let app: TestApp;
  let contractor: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
  });
  afterAll(() => app.stop());

  const change = (id: string, tag: string, body: object) =>
    app.as(contractor).patch(`/api/v1/periods/${id}`).set('If-Match', tag).send(body);
  const keyOf = (id: string) =>
    app.sql(
      `SELECT k.key IS NULL AS gone, k.destroyed_at IS NOT NULL AS noted FROM period_caller_key AS k WHERE k.period_id = $1`,
      [id],
    );

  it('is destroyed when the period closes; the hashes stay and cannot be made again', async () => {
    const id = await callPeriod(app, contractor, '鍵の期');
    const path = `/api/v1/periods/${id}/call-imports`;
    await upload(app, contractor, path, FILE).expect(202);
    expect(await keyOf(id)).toEqual([{ gone: false, noted: false }]);
    await change(id, '"v1"', { status: 'closed' }).expect(200);
    expect(await keyOf(id)).toEqual([{ gone: true, noted: true }]);
    const hashes = await app.sql(
      `SELECT c.caller_hash IS NOT NULL AS hashed FROM contact AS c WHERE c.period_id = $1 ORDER BY c.carrier_no`,
      [id],
    );
    expect(hashes).toEqual([{ hashed: true }, { hashed: false }]);
    const trail = await app.sql(
      `SELECT a.detail FROM audit_log AS a WHERE a.object_id = $1 AND a.action = 'period.changed'`,
      [id],
    );
    expect(trail).toEqual([{ detail: { version: 2, callerKeyDestroyed: true } }]);
    const late = await upload(app, contractor, path, FILE).expect(409);
    expect(late.body).toMatchObject({ code: 'period_closed' });
    expect(late.body.detail).toContain('匿名照合キーは期の終了時に破棄される');
    const reopened = await change(id, '"v2"', { status: 'open' }).expect(409);
    expect(reopened.body.detail).toContain('再開できません');
  });

  it('never was where no file came', async () => {
    const id = await callPeriod(app, contractor, '鍵のない期');
    await change(id, '"v1"', { status: 'closed' }).expect(200);
    expect(await keyOf(id)).toEqual([]);
  });
});
