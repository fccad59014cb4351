import { minuteOfClock } from '../../periods/domain/opening-hours';
import type { CallResult } from './call';
import { namesOf } from './call-codes';
import type { CallColumn } from './call-columns';
import { type CallContext, callRowReader } from './read-call-row';

type Cells = Partial<Record<CallColumn, string>>;

const at = (text: string): Date => new Date(`${text}+09:00`);
const period = { from: at('2024-12-25T10:00'), until: at('2025-01-04T10:00') };
const RESULTS: readonly { code: CallResult; label: string }[] = [
  { code: 'answered', label: '応答' },
  { code: 'abandoned_queue', label: '途中放棄（待ち）' },
  { code: 'busy', label: '話中' },
];
const context: CallContext = {
  period,
  windows: [
    {
      channel: 'phone',
      fieldCode: 'under18',
      open: period,
      daily: { fromMinute: minuteOfClock('10:00'), untilMinute: minuteOfClock('16:00') },
    },
  ],
  codes: {
    channels: namesOf([
      { code: 'phone', label: '電話' },
      { code: 'chat', label: 'チャット' },
    ]),
    results: namesOf(RESULTS),
    origins: namesOf([{ code: 'mobile', label: '携帯電話' }]),
    endings: namesOf([{ code: 'caller' as const, label: '相談者' }]),
    organisations: new Map([['minato', 'id-of-minato']]),
    fieldsByDigit: new Map([
      ['7', 'under18'],
      ['9', 'loneliness'],
    ]),
  },
};

const read = (cells: Cells) => {
  const all: Cells = { carrierNo: 'C1', dialledAt: '2024-12-26 12:00:00', ...cells };
  return callRowReader(context)({ cell: (column) => all[column] ?? '' });
};
const faultsOf = (cells: Cells) => read(cells).faults?.map(({ column, code }) => `${column}: ${code}`);

describe('callRowReader', () => {
  it('reads a full row', () => {
    const cells: Cells = {
      carrierNo: ' C0001 ',
      leg: '２',
      channel: '電話',
      dialledAt: '2024-12-31 26:00:00',
      digit: '９',
      queuedAt: '2025-01-01 02:00:20',
      answeredAt: '2025/01/01 2:00:30',
      endedAt: '2024-12-31T17:30:30Z',
      organisationCode: 'MINATO',
      result: '応答',
      origin: '携帯電話',
      endedBy: '相談者',
      callerNumber: '090-1234-5678',
    };
    expect(read(cells)).toEqual({
      faults: null,
      call: {
        carrierNo: 'C0001',
        leg: 2,
        channel: 'phone',
        dialledAt: at('2025-01-01T02:00:00').getTime(),
        queuedAt: at('2025-01-01T02:00:20').getTime(),
        answeredAt: at('2025-01-01T02:00:30').getTime(),
        endedAt: at('2025-01-01T02:30:30').getTime(),
        digit: '9',
        fieldCode: 'loneliness',
        endedBy: 'caller',
        organisationId: 'id-of-minato',
        result: 'answered',
        origin: 'mobile',
        callerNumber: '09012345678',
      },
    });
  });

  it('fills in what a short row leaves open', () => {
    expect(read({}).call).toMatchObject({
      leg: 1,
      channel: 'phone',
      digit: null,
      fieldCode: null,
      organisationId: null,
      result: 'abandoned_ivr',
      origin: 'unknown',
      callerNumber: null,
    });
  });

  it('keeps a key that the menu does not have, without a field', () => {
    expect(read({ digit: '5' }).call).toMatchObject({ digit: '5', fieldCode: null, result: 'abandoned_ivr' });
  });

  it.each<[string, string, CallResult]>([
    ['7', '2024-12-26 09:59:59', 'out_of_hours'],
    ['7', '2024-12-26 10:00:00', 'abandoned_queue'],
    ['7', '2024-12-26 16:00:00', 'out_of_hours'],
    ['9', '2024-12-26 03:00:00', 'abandoned_queue'],
    ['', '2024-12-26 03:00:00', 'abandoned_ivr'],
  ])('key %s at %s: %s', (digit, dialledAt, result) => {
    expect(read({ digit, dialledAt }).call?.result).toBe(result);
  });

  it.each<[string, Cells, string[]]>([
    ['no carrier number', { carrierNo: '  ' }, ['呼番号: required']],
    ['a carrier number too long', { carrierNo: 'C'.repeat(65) }, ['呼番号: carrier_no']],
    ['a carrier number that was hidden in rejected rows', { carrierNo: '***' }, ['呼番号: hidden']],
    ['no time', { dialledAt: '' }, ['発信日時: required']],
    ['no real day', { dialledAt: '2024-12-32 10:00:00' }, ['発信日時: instant']],
    ['just before the period', { dialledAt: '2024-12-25 09:59:59' }, ['発信日時: outside_period']],
    ['the end of the period', { dialledAt: '2025-01-04 10:00:00' }, ['発信日時: outside_period']],
    ['queued before dialled', { queuedAt: '2024-12-26 11:59:59' }, ['待ち開始日時: time_order']],
    [
      'answered before queued',
      { queuedAt: '2024-12-26 12:01:00', answeredAt: '2024-12-26 12:00:59' },
      ['応答日時: time_order'],
    ],
    [
      'ended before answered',
      { answeredAt: '2024-12-26 12:00:30', endedAt: '2024-12-26 12:00:29' },
      ['終了日時: time_order'],
    ],
    ['a slip of the year', { endedAt: '2034-12-26 12:00:30' }, ['終了日時: time_span']],
    ['a result against the times', { result: 'answered' }, ['結果: result_contradiction']],
    [
      'everything wrong at once',
      {
        leg: '0',
        channel: 'fax',
        digit: 'ab',
        organisationCode: 'nobody',
        result: '謎',
        origin: '謎',
        endedAt: 'x',
      },
      [
        'レグ: leg',
        'チャネル: unknown_code',
        '終了日時: instant',
        '選択番号: digit',
        '対応団体: unknown_code',
        '結果: unknown_code',
        '発信端末: unknown_code',
      ],
    ],
  ])('refuses %s', (_, cells, faults) => {
    expect(faultsOf(cells)).toEqual(faults);
  });

  it('takes the first and the last instant of the period', () => {
    expect(read({ dialledAt: '2024-12-25 10:00:00' }).faults).toBeNull();
    expect(read({ dialledAt: '2025-01-04 09:59:59' }).faults).toBeNull();
  });
});
