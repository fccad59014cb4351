import { PeriodRows } from '../../support/factories/period-rows';
import { cellsOf, readTable } from '../../support/read-analysis';
import { TestApp } from '../../support/test-app';

const SITES = '拠点数は記録していないため、載せていません（n/a）。';

describe('T01 overview', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('takes both limits as instants: the start is inside, the end is outside', async () => {
    const period = await PeriodRows.create(app, {
      startsAt: '2023-12-15T09:00:00+09:00',
      endsAt: '2024-01-04T09:00:00+09:00',
    });
    await period.participants(3);
    await period.contacts([
      { dialledAt: '2023-12-15T08:59:59+09:00' },
      { dialledAt: '2023-12-15T09:00:00+09:00' },
      { dialledAt: '2024-01-04T08:59:59+09:00' },
      { dialledAt: '2024-01-04T09:00:00+09:00' },
      { dialledAt: '2024-01-04T08:59:59+09:00', channel: 'chat' },
    ]);
    await period.sheets([
      { startedAt: '2023-12-15T09:00:00+09:00' },
      { startedAt: '2024-01-04T09:00:00+09:00' },
      { startedAt: '2023-12-20T00:00:00+09:00', status: 'draft' },
      { startedAt: '2023-12-20T00:00:00+09:00', status: 'voided' },
      { startedAt: '2023-12-20T00:00:00+09:00', status: 'reviewed' },
      { startedAt: '2023-12-20T00:00:00+09:00', status: 'locked' },
    ]);
    const table = await readTable(app, period.id, 'T01');
    expect(cellsOf(table, 'period')).toMatchObject({
      startsAt: '2023-12-15T09:00:00+09:00',
      endsAt: '2024-01-04T09:00:00+09:00',
      clockHours: { numerator: 480, denominator: 1, printed: '480.0' },
      dates: 21,
      organisations: 3,
      calls: 2,
      records: 3,
    });
    expect(table.notes).toEqual([
      'この期に登録された呼のうち、日時が期の外にある 2 件は数えていません。',
      'この期に登録された相談記録のうち、日時が期の外にある 1 件は数えていません。',
      SITES,
    ]);
  });

  it('counts planned duty inside the period only, without released assignments', async () => {
    const period = await PeriodRows.create(app, {
      startsAt: '2024-05-02T10:00:00+09:00',
      endsAt: '2024-05-07T10:00:00+09:00',
    });
    await period.duty([
      { startsAt: '2024-05-02T08:00:00+09:00', endsAt: '2024-05-02T12:00:00+09:00' },
      { startsAt: '2024-05-03T22:00:00+09:00', endsAt: '2024-05-04T06:30:00+09:00', channel: 'chat' },
      { startsAt: '2024-05-07T09:30:00+09:00', endsAt: '2024-05-07T18:00:00+09:00' },
      { startsAt: '2024-05-07T10:00:00+09:00', endsAt: '2024-05-07T18:00:00+09:00' },
      { startsAt: '2024-05-05T10:00:00+09:00', endsAt: '2024-05-05T18:00:00+09:00', released: true },
    ]);
    const table = await readTable(app, period.id, 'T01');
    expect(cellsOf(table, 'period')['dutyHours']).toEqual({ numerator: 11, denominator: 1, printed: '11.0' });
  });

  it('shows an empty period as zeros', async () => {
    const period = await PeriodRows.create(app, {
      startsAt: '2022-12-01T10:00:00+09:00',
      endsAt: '2022-12-02T10:00:00+09:00',
    });
    const table = await readTable(app, period.id, 'T01');
    expect(cellsOf(table, 'period')).toMatchObject({
      organisations: 0,
      calls: 0,
      records: 0,
      dutyHours: { numerator: 0, denominator: 1, printed: '0.0' },
    });
    expect(table.notes).toEqual([SITES]);
  });
});
