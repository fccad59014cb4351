import { type ContactRow, PeriodRows } from '../../support/factories/period-rows';
import { cellsOf, columnOf, readTable } from '../../support/read-analysis';
import { TestApp } from '../../support/test-app';

const SPAN = { startsAt: '2024-12-25T10:00:00+09:00', endsAt: '2025-01-04T10:00:00+09:00' };
const AT = '2024-12-31T23:59:59+09:00';
const LATER = '2025-01-01T00:00:29+09:00';

/** One of every fate a call can have, and what must not count. */
const CALLS: readonly ContactRow[] = [
  { dialledAt: SPAN.startsAt, result: 'abandoned_ivr', origin: 'mobile', caller: 'a' },
  { dialledAt: AT, result: 'out_of_hours', origin: 'mobile', caller: 'a' },
  { dialledAt: AT, result: 'busy', origin: 'fixed', caller: 'b' },
  { dialledAt: AT, result: 'busy', queuedAt: AT, origin: 'fixed', caller: 'b' },
  { dialledAt: AT, result: 'abandoned_queue', queuedAt: AT, origin: 'public' },
  { dialledAt: AT, result: 'answered', answeredAt: LATER, origin: 'ip', caller: 'c' },
  { dialledAt: AT, result: 'answered', queuedAt: AT, answeredAt: LATER, caller: 'd' },
  { dialledAt: AT, result: 'transferred', carrierNo: 't', leg: 1, answeredAt: LATER, caller: 'e' },
  { dialledAt: LATER, result: 'answered', carrierNo: 't', leg: 2, answeredAt: LATER, caller: 'z' },
  { dialledAt: SPAN.endsAt, result: 'answered', answeredAt: SPAN.endsAt, caller: 'y' },
  { dialledAt: AT, result: 'answered', answeredAt: LATER, channel: 'chat', caller: 'x' },
];

describe('T02 calls', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('counts each fate once, a transferred call as one, and nothing outside the period or the telephone', async () => {
    const period = await PeriodRows.create(app, SPAN);
    await period.contacts(CALLS);
    const table = await readTable(app, period.id, 'T02');
    expect(columnOf(table, 'count')).toMatchObject({
      total: 8,
      abandoned_ivr: 1,
      out_of_hours: 1,
      busy: 2,
      offered: 5,
      busy_in_queue: 1,
      abandoned_queue: 1,
      answered: 3,
      transferred: 1,
      origin_fixed: 2,
      origin_public: 1,
      origin_mobile: 2,
      origin_ip: 1,
      origin_unknown: 2,
      distinct_callers: 5,
      hashed_calls: 7,
      unhashed_calls: 1,
    });
    expect(table.base).toEqual({ code: 'C', label: '総呼数（電話）', count: 8 });
    expect(table.notes).toEqual(['転送先の呼（第2レグ以降）1 件は数えていません。']);
  });

  it('names both answer rates with their exact parts', async () => {
    const period = await PeriodRows.create(app, SPAN);
    await period.contacts(CALLS);
    const table = await readTable(app, period.id, 'T02');
    expect(columnOf(table, 'rate')).toMatchObject({
      answer_rate_offered: { numerator: 3, denominator: 5, printed: '60.0' },
      answer_rate_total: { numerator: 3, denominator: 8, printed: '37.5' },
      callers_per_hashed_call: { numerator: 5, denominator: 7, printed: '71.4' },
    });
    expect(cellsOf(table, 'total')).toEqual({
      count: 8,
      share: { numerator: 8, denominator: 8, printed: '100.0' },
      perDay: { numerator: 8, denominator: 10, printed: '0.8' },
    });
  });

  it('keeps records apart from answered calls, and silent contacts apart from talks', async () => {
    const period = await PeriodRows.create(app, SPAN);
    await period.contacts(CALLS);
    await period.sheets([
      { startedAt: AT, talkSeconds: 930 },
      { startedAt: LATER, talkSeconds: 931 },
      { startedAt: AT, talkSeconds: null },
      { startedAt: AT, talkSeconds: 39, contactResult: 'silent' },
      { startedAt: AT, talkSeconds: 500, channel: 'chat' },
      { startedAt: AT, talkSeconds: 500, status: 'draft' },
      { startedAt: AT, talkSeconds: 500, status: 'voided' },
      { startedAt: SPAN.endsAt, talkSeconds: 500 },
    ]);
    const table = await readTable(app, period.id, 'T02');
    expect(columnOf(table, 'count')).toMatchObject({
      records: 4,
      records_with_call: 0,
      records_without_call: 4,
      talk_records: 3,
    });
    expect(columnOf(table, 'rate')).toMatchObject({
      records_per_answered: { numerator: 4, denominator: 3, printed: '133.3' },
      talk_rate: { numerator: 3, denominator: 4, printed: '75.0' },
    });
    expect(columnOf(table, 'talk')).toMatchObject({
      talk_time_records: { sum: 1900, count: 3, printed: '10:33' },
      talk_time: { sum: 1861, count: 2, printed: '15:31' },
    });
  });

  it('gives zeros and no rates for an empty period', async () => {
    const period = await PeriodRows.create(app, SPAN);
    const table = await readTable(app, period.id, 'T02');
    expect(cellsOf(table, 'answer_rate_offered')['rate']).toEqual({
      numerator: 0,
      denominator: 0,
      printed: null,
    });
    expect(columnOf(table, 'count')).toMatchObject({ total: 0, origin_mobile: 0, distinct_callers: 0 });
    expect(cellsOf(table, 'talk_time')['talk']).toEqual({ sum: 0, count: 0, printed: null });
  });
});
