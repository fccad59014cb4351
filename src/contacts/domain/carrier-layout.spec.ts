import { namesOf } from './call-codes';
import { type CarrierLayout, carrierReading } from './carrier-layout';

const layout: CarrierLayout = {
  encoding: 'shift_jis',
  columns: [
    { column: 'carrierNo', title: '通話ID' },
    { column: 'dialledAt', title: '着信日', timeTitle: '着信時刻' },
  ],
  words: [],
  otherColumns: 'ignore',
  clockBeyond24: true,
  zone: 'Asia/Tokyo',
};
const stamp = (change: Partial<CarrierLayout>, text: string): string => {
  const at = carrierReading({ ...layout, ...change }).stamp()(text);
  return Number.isNaN(at) ? 'no instant' : new Date(at).toISOString();
};

describe('carrierReading', () => {
  it('joins a date and a time that stand in two columns', () => {
    const file = new Map([
      ['dialledAt', ' 2024/12/31 '],
      ['dialledAt.time', '26:05:00'],
    ]);
    const cells = carrierReading(layout).cells({ cell: (column) => file.get(column) ?? '' });
    expect([cells.cell('dialledAt'), cells.cell('carrierNo')]).toEqual(['2024/12/31 26:05:00', '']);
  });

  it.each([
    ['beyond 24 hours', {}, '2024-12-31 26:05:00', '2024-12-31T17:05:00.000Z'],
    [
      'beyond 24 hours where a carrier has none',
      { clockBeyond24: false },
      '2024-12-31 24:00:00',
      'no instant',
    ],
    ['the last second of a day', { clockBeyond24: false }, '2024-12-31 23:59:59', '2024-12-31T14:59:59.000Z'],
    ['universal time', { zone: 'UTC' as const }, '2024-12-31 17:05:00', '2024-12-31T17:05:00.000Z'],
    [
      'an offset, which goes before',
      { zone: 'UTC' as const },
      '2025-01-01T02:05:00+09:00',
      '2024-12-31T17:05:00.000Z',
    ],
    ['no instant', { zone: 'UTC' as const }, 'いつか', 'no instant'],
  ])('reads %s', (_, change, text, instant) => {
    expect(stamp(change, text)).toBe(instant);
  });

  it('takes the carrier’s words beside ours, in any width', () => {
    const ours = {
      channels: namesOf([{ code: 'phone', label: '電話' }]),
      results: namesOf([{ code: 'answered' as const, label: '応答' }]),
      origins: namesOf([]),
      endings: namesOf<'caller'>([]),
      organisations: new Map([['minato', 'id-of-minato']]),
      fieldsByDigit: new Map(),
    };
    const { results, organisations } = carrierReading({
      ...layout,
      words: [
        { list: 'result', word: 'ＯＫ', code: 'answered' },
        { list: 'organisation', word: '拠点A', code: 'minato' },
        { list: 'channel', word: '応答なし', code: 'nothing' },
      ],
    }).codes(ours);
    expect([results.get('ok'), results.get('応答'), organisations.get('拠点a')]).toEqual([
      'answered',
      'answered',
      'id-of-minato',
    ]);
  });
});
