import { PeriodRows } from '../../support/factories/period-rows';
import { cellsOf, readTable } from '../../support/read-analysis';
import { TestApp } from '../../support/test-app';

describe('T03 hours of the day', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('puts a call into the hour it was dialled, on the Tokyo clock, also when it was answered in the next', async () => {
    const period = await PeriodRows.create(app, {
      startsAt: '2024-12-25T10:00:00+09:00',
      endsAt: '2025-01-04T10:00:00+09:00',
    });
    await period.contacts([
      {
        dialledAt: '2024-12-31T23:59:50+09:00',
        queuedAt: '2024-12-31T23:59:55+09:00',
        answeredAt: '2025-01-01T00:00:05+09:00',
        result: 'answered',
      },
      { dialledAt: '2025-01-01T00:00:00+09:00', result: 'out_of_hours' },
      {
        dialledAt: '2025-01-01T00:59:59+09:00',
        queuedAt: '2025-01-01T00:59:59+09:00',
        answeredAt: '2025-01-01T01:00:04+09:00',
        result: 'transferred',
        carrierNo: 't',
      },
      { dialledAt: '2025-01-01T01:00:04+09:00', result: 'abandoned_queue', carrierNo: 't', leg: 2 },
      { dialledAt: '2024-12-25T10:00:00+09:00', result: 'abandoned_queue' },
      { dialledAt: '2025-01-04T10:00:00+09:00', result: 'abandoned_queue' },
      { dialledAt: '2025-01-01T00:10:00+09:00', result: 'abandoned_queue', channel: 'chat' },
    ]);
    const table = await readTable(app, period.id, 'T03');
    expect(table.rows).toHaveLength(24);
    expect(cellsOf(table, '23')).toMatchObject({
      total: 1,
      answered: 1,
      meanWait: { sum: 10, count: 1, printed: '10.0' },
    });
    expect(cellsOf(table, '00')).toMatchObject({
      total: 2,
      offered: 1,
      answered: 1,
      rateOffered: { numerator: 1, denominator: 1, printed: '100.0' },
      rateTotal: { numerator: 1, denominator: 2, printed: '50.0' },
      occurrences: 10,
      perHour: { numerator: 1, denominator: 5, printed: '0.2' },
    });
    expect(cellsOf(table, '01')).toMatchObject({ total: 0, rateTotal: { printed: null } });
    expect(cellsOf(table, '10')).toMatchObject({ total: 1, offered: 1 });
    expect(cellsOf(table, 'total')).toMatchObject({
      total: 4,
      offered: 3,
      answered: 2,
      meanWait: { sum: 15, count: 2, printed: '7.5' },
    });
    expect(table.base.count).toBe(4);
  });

  it('counts the newest published version and no draft, once rosters of the period have states', async () => {
    const period = await PeriodRows.create(app, {
      startsAt: '2022-12-28T09:00:00+09:00',
      endsAt: '2023-01-04T09:00:00+09:00',
    });
    const [published, draft] = ['2022-12-29T10:00:00+09:00', '2022-12-29T12:00:00+09:00'];
    await period.duty([
      { startsAt: published, endsAt: '2022-12-29T11:00:00+09:00' },
      { startsAt: draft, endsAt: '2022-12-29T13:00:00+09:00' },
    ]);
    const hours = async () => {
      const table = await readTable(app, period.id, 'T03');
      return ['10', '12'].map((hour) => (cellsOf(table, hour)['dutyHours'] as { printed: string }).printed);
    };
    expect(await hours()).toEqual(['1.0', '1.0']);
    await period.rosterVersion(1, []);
    expect(await hours()).toEqual(['0.0', '0.0']);
    await period.rosterVersion(2, [published]);
    expect(await hours()).toEqual(['1.0', '0.0']);
  });

  it('shares duty out by overlap, cut at the period, for the telephone only', async () => {
    const period = await PeriodRows.create(app, {
      startsAt: '2022-12-28T09:00:00+09:00',
      endsAt: '2023-01-04T09:00:00+09:00',
    });
    await period.duty([
      { startsAt: '2022-12-28T08:00:00+09:00', endsAt: '2022-12-28T10:20:00+09:00' },
      { startsAt: '2022-12-31T23:40:00+09:00', endsAt: '2023-01-01T01:00:00+09:00' },
      { startsAt: '2022-12-31T23:40:00+09:00', endsAt: '2023-01-01T01:00:00+09:00' },
      { startsAt: '2022-12-31T12:00:00+09:00', endsAt: '2022-12-31T13:00:00+09:00', channel: 'chat' },
    ]);
    const table = await readTable(app, period.id, 'T03');
    const hours = (code: string) => cellsOf(table, code)['dutyHours'];
    expect(hours('08')).toMatchObject({ printed: '0.0' });
    expect(hours('09')).toEqual({ numerator: 1, denominator: 1, printed: '1.0' });
    expect(hours('10')).toEqual({ numerator: 1, denominator: 3, printed: '0.3' });
    expect(hours('23')).toEqual({ numerator: 2, denominator: 3, printed: '0.7' });
    expect(hours('00')).toEqual({ numerator: 2, denominator: 1, printed: '2.0' });
    expect(hours('12')).toMatchObject({ printed: '0.0' });
    expect(hours('total')).toEqual({ numerator: 4, denominator: 1, printed: '4.0' });
  });

  it('says n/a for hours the period never has', async () => {
    const period = await PeriodRows.create(app, {
      startsAt: '2024-05-02T10:00:00+09:00',
      endsAt: '2024-05-02T12:30:00+09:00',
    });
    await period.contacts([{ dialledAt: '2024-05-02T12:10:00+09:00' }]);
    const table = await readTable(app, period.id, 'T03');
    expect(cellsOf(table, '09')).toMatchObject({ total: null, rateTotal: null, occurrences: 0 });
    expect(cellsOf(table, '12')).toMatchObject({
      total: 1,
      occurrences: 1,
      perHour: { numerator: 2, denominator: 1, printed: '2.0' },
    });
  });
});
