import { ClosedKeys1790000000069 } from '../../../migrations/1790000000069-closed-keys';
import { ownerDataSource } from '../../../src/platform/database/data-source';
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

  it('is destroyed by an update where a period was closed before that was done', async () => {
    const [closed, open] = [
      await callPeriod(app, contractor, '前に終えた期'),
      await callPeriod(app, contractor, '開いている期'),
    ];
    for (const id of [closed, open]) {
      await upload(app, contractor, `/api/v1/periods/${id}/call-imports`, FILE).expect(202);
    }
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [closed]);
    await app.sql(
      `UPDATE contact SET channel = 'mail', result = CASE carrier_no WHEN 'C1' THEN 'out_of_hours' ELSE 'busy' END
       WHERE period_id = $1`,
      [open],
    );
    for (let time = 0; time < 2; time += 1) await migrate(app);
    expect(await keyOf(closed)).toEqual([{ gone: true, noted: true }]);
    expect(await keyOf(open)).toEqual([{ gone: false, noted: false }]);
    const trail = await app.sql(
      `SELECT a.object_id FROM audit_log AS a WHERE a.action = 'period.caller_key_destroyed'`,
    );
    expect(trail).toEqual([{ object_id: closed }]);
    expect(
      await app.sql(`SELECT DISTINCT c.result FROM contact AS c WHERE c.period_id = $1`, [open]),
    ).toEqual([{ result: 'unreplied' }]);
  });

  it('never was where no file came', async () => {
    const id = await callPeriod(app, contractor, '鍵のない期');
    await change(id, '"v1"', { status: 'closed' }).expect(200);
    expect(await keyOf(id)).toEqual([]);
  });
});

async function migrate(app: TestApp): Promise<void> {
  const owner = await ownerDataSource(app.database.ownerUrl, []).initialize();
  const runner = owner.createQueryRunner();
  await runner.startTransaction();
  await new ClosedKeys1790000000069().up(runner);
  await runner.commitTransaction();
  await owner.destroy();
}
