import { type TestAccount, TestApp } from '../../support/test-app';
import { PeriodRows } from '../../support/factories/period-rows';

const SPAN = { startsAt: '2024-12-25T10:00:00+09:00', endsAt: '2025-01-04T10:00:00+09:00' };
const NOBODY = '00000000-0000-7000-8000-000000000000';
const CODES = ['T01', 'T02', 'T03', 'T05', 'T07', 'T09', 'T10', 'T13', 'T16', 'T21', 'T22'];

describe('analysis of a period', () => {
  let app: TestApp;
  let analyst: TestAccount;
  let path: string;
  let period: PeriodRows;

  beforeAll(async () => {
    app = await TestApp.start();
    analyst = await app.account('analyst');
    period = await PeriodRows.create(app, SPAN);
    path = `/api/v1/periods/${period.id}/analysis`;
    await period.contacts([
      { dialledAt: '2024-12-31T23:59:59+09:00', result: 'busy' },
      { dialledAt: '2025-01-01T00:00:00+09:00', result: 'answered', answeredAt: '2025-01-01T00:00:20+09:00' },
    ]);
  });
  afterAll(() => app.stop());

  it('lists the tables with their definitions in both languages', async () => {
    const { body } = await app.as(analyst).get(path).expect(200);
    expect(body.tables.map(({ table }: { table: string }) => table)).toEqual(CODES);
    for (const table of body.tables) {
      expect(table).toEqual({
        table: expect.stringMatching(/^T\d\d$/),
        definitionVersion: 1,
        title: { ja: expect.any(String), en: expect.any(String) },
        definition: { ja: expect.any(String), en: expect.any(String) },
      });
    }
    expect(body.period).toMatchObject({ id: period.id, ...SPAN });
    expect(body.asOf).toMatch(/\+09:00$/);
  });

  it.each(CODES)(
    'serves %s: every cell belongs to a column, every row has a code of its own',
    async (code) => {
      const { body } = await app.as(analyst).get(`${path}/${code}`).expect(200);
      expect(body).toMatchObject({
        table: code,
        definitionVersion: 1,
        period: SPAN,
        notes: expect.any(Array),
      });
      expect(body.base).toEqual({
        code: expect.any(String),
        label: expect.any(String),
        count: expect.any(Number),
      });
      const keys = body.columns.map(({ key }: { key: string }) => key);
      const rows: { code: string; values: object }[] = [...body.rows, ...body.totals];
      expect(new Set(rows.map((row) => row.code)).size).toBe(rows.length);
      for (const { values } of rows) expect(keys).toEqual(expect.arrayContaining(Object.keys(values)));
    },
  );

  it('gives counts, exact ratios and printed values', async () => {
    const { body } = await app.as(analyst).get(`${path}/T02`).expect(200);
    const rate = body.rows.find((row: { code: string }) => row.code === 'answer_rate_total');
    expect(rate).toEqual({
      code: 'answer_rate_total',
      label: '応答率（総呼）＝応答÷総呼数',
      kind: 'listed',
      values: { rate: { numerator: 1, denominator: 2, printed: '50.0' } },
    });
  });

  it('does not know other tables or periods', async () => {
    for (const table of ['T99', 't02', 'T02.json']) {
      await app.as(analyst).get(`${path}/${table}`).expect(404);
    }
    for (const suffix of ['analysis', 'analysis/T02', 'analysis.xlsx']) {
      await app.as(analyst).get(`/api/v1/periods/${NOBODY}/${suffix}`).expect(404);
      await app.as(analyst).get(`/api/v1/periods/first/${suffix}`).expect(404);
    }
    expect(await exports()).toEqual([]);
  });

  it.each(['admin', 'contractor', 'auditor'] as const)('opens to %s', async (role) => {
    const account = await app.account(role);
    await app.as(account).get(`${path}/T01`).expect(200);
  });

  it.each(['coordinator', 'supervisor', 'counsellor', 'referrals', 'accountant', 'approver'] as const)(
    'stays closed to %s',
    async (role) => {
      const account = await app.account(role);
      await app.as(account).get(path).expect(403);
      await app.as(account).get(`${path}/T02`).expect(403);
      await app.as(account).get(`${path}.xlsx`).expect(403);
    },
  );

  it('asks for a login', async () => {
    await app.http.get(path).expect(401);
    await app.http.get(`${path}.xlsx`).expect(401);
  });

  it('sends the workbook under the name of the period, and keeps on record who took it', async () => {
    const answer = await app.as(analyst).get(`${path}.xlsx`).responseType('blob').expect(200);
    expect(answer.headers['content-type']).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    const name = encodeURIComponent(`集計_試験期 ${period.id}.xlsx`);
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="analysis.xlsx"; filename*=UTF-8''${name}`,
    );
    expect(await exports()).toEqual([
      {
        account_id: analyst.accountId,
        object_type: 'period',
        object_id: period.id,
        detail: {
          format: 'xlsx',
          asOf: expect.stringMatching(/\+09:00$/),
          tables: CODES.map((code) => `${code}/1`),
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
    ]);
  });

  function exports(): Promise<object[]> {
    return app.sql(
      `SELECT a.account_id, a.object_type, a.object_id, a.detail FROM audit_log AS a WHERE a.action = 'analysis.exported'`,
    );
  }
});
