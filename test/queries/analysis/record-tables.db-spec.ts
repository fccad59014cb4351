import { PeriodRows } from '../../support/factories/period-rows';
import { cellsOf, columnOf, readTable } from '../../support/read-analysis';
import { TestApp } from '../../support/test-app';

const SPAN = { startsAt: '2024-05-02T10:00:00+09:00', endsAt: '2024-05-07T10:00:00+09:00' };
const startedAt = '2024-05-02T10:00:00+09:00';

describe('tables over the record sheets', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('T10: counts responses as fields are counted', async () => {
    const period = await PeriodRows.create(app, {
      ...SPAN,
      lists: {
        responses: [
          ['listening', '傾聴'],
          ['interview', '面談'],
        ],
      },
    });
    await period.sheets([
      { startedAt, mainResponse: 'listening', responses: ['listening', 'interview'] },
      { startedAt, responses: ['listening'] },
    ]);
    const table = await readTable(app, period.id, 'T10');
    expect(columnOf(table, 'main')).toEqual({ listening: 1, interview: 0, not_chosen: 1 });
    expect(columnOf(table, 'multi')).toMatchObject({ listening: 2, interview: 1 });
    expect(cellsOf(table, 'ticks_per_record')).toEqual({ multi: { sum: 3, count: 2, printed: '1.50' } });
  });

  it('T13: puts a length on a limit into the upper band and keeps unknown in the base', async () => {
    const period = await PeriodRows.create(app, SPAN);
    const lengths = [0, 299, 300, 899, 900, 1799, 1800, 3599, 3600, 5399, 5400, 90_000];
    await period.sheets([
      ...lengths.map((talkSeconds) => ({ startedAt, talkSeconds })),
      { startedAt, talkSeconds: null },
      { startedAt, talkSeconds: 10, contactResult: 'silent' },
      { startedAt: SPAN.endsAt, talkSeconds: 10 },
    ]);
    const table = await readTable(app, period.id, 'T13');
    expect(columnOf(table, 'talks')).toEqual({
      m00_05: 2,
      m05_15: 2,
      m15_30: 2,
      m30_60: 2,
      m60_90: 2,
      m90_over: 2,
      unknown: 1,
    });
    expect(cellsOf(table, 'm00_05')).toMatchObject({
      records: 3,
      share: { numerator: 3, denominator: 14, printed: '21.4' },
      talkShare: { numerator: 2, denominator: 13, printed: '15.4' },
    });
    expect(cellsOf(table, 'total')).toMatchObject({ records: 14, talks: 13 });
    const sum = lengths.reduce((all, each) => all + each, 0);
    expect(cellsOf(table, 'mean')).toEqual({
      records: { sum: sum + 10, count: 13, printed: '146:10' },
      talks: { sum, count: 12, printed: '158:20' },
    });
  });

  it('T16: tells a channel without cases from a channel that was not offered', async () => {
    const period = await PeriodRows.create(app, SPAN);
    await period.open(['phone', 'chat']);
    await period.contacts([
      { dialledAt: startedAt, result: 'answered', answeredAt: startedAt },
      { dialledAt: startedAt, result: 'busy' },
      { dialledAt: startedAt, result: 'answered', answeredAt: startedAt, leg: 2 },
    ]);
    await period.sheets([
      { startedAt, talkSeconds: 600 },
      { startedAt, contactResult: 'silent' },
      { startedAt, channel: 'sns' },
    ]);
    const table = await readTable(app, period.id, 'T16');
    expect(cellsOf(table, 'phone')).toEqual({
      contacts: 2,
      inHours: 2,
      answered: 1,
      answerRate: { numerator: 1, denominator: 2, printed: '50.0' },
      callers: null,
      records: 2,
      share: { numerator: 2, denominator: 3, printed: '66.7' },
      talks: 1,
      meanTalk: { sum: 600, count: 1, printed: '10:00' },
    });
    expect(columnOf(table, 'records')).toEqual({
      phone: 2,
      chat: 0,
      mail: null,
      sns: 1,
      metaverse: null,
      other: null,
    });
    expect(cellsOf(table, 'total')).toMatchObject({ contacts: 2, records: 3, talks: 2 });
    expect(table.notes).toEqual(['受付時間の登録がないチャネルに件数があります：SNS']);
  });

  it('T16: measures chats by who entered and who ended, mails by their reply, and the telephone by neither', async () => {
    const period = await PeriodRows.create(app, SPAN);
    await period.open(['phone', 'chat', 'mail', 'metaverse']);
    const later = (seconds: number) => new Date(Date.parse(startedAt) + seconds * 1000).toISOString();
    const chat = { channel: 'chat', dialledAt: startedAt };
    const mail = { channel: 'mail', dialledAt: startedAt };
    await period.contacts([
      { dialledAt: startedAt, result: 'out_of_hours', caller: '1' },
      { dialledAt: startedAt, result: 'busy', caller: '1' },
      { ...chat, result: 'answered', answeredAt: later(60), endedBy: 'caller' },
      { ...chat, result: 'answered', answeredAt: later(60), endedBy: 'counsellor' },
      { ...chat, result: 'answered', answeredAt: later(60) },
      { ...chat, result: 'abandoned_queue', queuedAt: later(1), endedBy: 'system' },
      { ...chat, result: 'busy' },
      { ...chat, result: 'answered', answeredAt: later(60), endedBy: 'caller', leg: 2 },
      { ...chat, channel: 'metaverse', result: 'answered', answeredAt: later(60) },
      { ...mail, result: 'answered', answeredAt: later(3_600) },
      { ...mail, result: 'answered', answeredAt: later(7_201) },
      { ...mail, result: 'unreplied' },
    ]);
    const table = await readTable(app, period.id, 'T16');
    expect(cellsOf(table, 'phone')).toMatchObject({ contacts: 2, inHours: 1, callers: 1 });
    expect(cellsOf(table, 'phone')).not.toHaveProperty('entered');
    expect(cellsOf(table, 'chat')).toMatchObject({
      contacts: 5,
      entered: 4,
      full: 1,
      endedByCaller: 1,
      endedByCounsellor: 1,
      endedBySystem: 1,
    });
    expect(cellsOf(table, 'chat')).not.toHaveProperty('firstReply');
    expect(cellsOf(table, 'mail')).toMatchObject({
      contacts: 3,
      answered: 2,
      answerRate: { numerator: 2, denominator: 3, printed: '66.7' },
      firstReply: { sum: 10_801, count: 2, printed: '90:01' },
    });
    expect(cellsOf(table, 'metaverse')).toMatchObject({ entered: 1, endedByCaller: null });
    expect(cellsOf(table, 'sns')).toMatchObject({ entered: null });
    expect(cellsOf(table, 'total')).not.toHaveProperty('entered');
  });

  it('T16: takes every channel as offered where no hours are registered, and says so', async () => {
    const period = await PeriodRows.create(app, SPAN);
    const table = await readTable(app, period.id, 'T16');
    expect(columnOf(table, 'records')).toMatchObject({ mail: 0, metaverse: 0 });
    expect(table.notes).toEqual(['この期の受付時間は登録されていません。']);
  });

  it('T22: keeps unknown callers and codes of other lists', async () => {
    const period = await PeriodRows.create(app, {
      ...SPAN,
      lists: {
        caller_relation: [
          ['self', '本人'],
          ['parent', '親'],
          ['unknown', '不明'],
        ],
      },
    });
    await period.sheets([
      { startedAt, callerRelation: 'self' },
      { startedAt, callerRelation: 'self' },
      { startedAt, callerRelation: 'unknown' },
      { startedAt, callerRelation: 'employer' },
    ]);
    const table = await readTable(app, period.id, 'T22');
    expect(columnOf(table, 'records')).toEqual({ self: 2, parent: 0, unknown: 1, employer: 1 });
    expect(cellsOf(table, 'self')).toMatchObject({
      shareAll: { numerator: 2, denominator: 4, printed: '50.0' },
      shareKnown: { numerator: 2, denominator: 3, printed: '66.7' },
    });
    expect(cellsOf(table, 'unknown')).not.toHaveProperty('shareKnown');
    expect(cellsOf(table, 'total')['records']).toBe(table.base.count);
  });
});
