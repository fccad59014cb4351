import type { Match } from '../../directory/domain/match-services';
import type { DirectoryService } from '../../directory/domain/service-content';
import { memoEntry, NOTHING_FOUND, readout } from './finder-memo';
import { hoursInWords } from './plain-words';

const HOURS = { schedules: [], exceptions: [], validFrom: '2020-01-01', validUntil: null };
const line = (weekdays: number[], opensAt: string, closesAt: string, closedOnHolidays = false) => ({
  weekdays,
  opensAt,
  closesAt,
  closedOnHolidays,
});
const WEEK = [1, 2, 3, 4, 5, 6, 7];

const service = {
  ...HOURS,
  schedules: [line([1, 2, 3], '09:00', '17:30', true)],
  id: '01890000-0000-7000-8000-000000000001',
  name: '見本の窓口',
  bodyName: '見本の団体',
  phones: [
    { kind: 'fax', number: '03-0000-0009', note: null },
    { kind: 'voice', number: '03-0000-0001', note: '受付' },
  ],
  fee: '無料',
  languages: ['ja', 'en'],
  accompaniment: 'yes',
} as unknown as DirectoryService;
const found = (change: object = {}) => ({ service, ageFit: 'fits', staleness: 'fresh', ...change }) as Match;

describe('the memo', () => {
  it.each([
    ['day and night', { schedules: [line(WEEK, '00:00', '24:00')] }, ['毎日、24時間、電話できます。']],
    ['every day', { schedules: [line(WEEK, '08:30', '24:00')] }, ['毎日、8時30分から24時まで。']],
    [
      'at night',
      { schedules: [line([5, 6], '22:00', '29:15')] },
      ['金・土曜日、22時から次の日の5時15分まで。'],
    ],
    [
      'not on holidays',
      { schedules: [line([1], '09:00', '17:00', true)] },
      ['月曜日、9時から17時まで。祝日は休みです。'],
    ],
    [
      'shut at the turn of the year',
      { exceptions: [{ from: '12-29', until: '01-04', opensAt: null, closesAt: null }] },
      ['12月29日から1月3日までは休みです。'],
    ],
    [
      'other hours on one day',
      { exceptions: [{ from: '2025-08-15', until: '2025-08-16', opensAt: '10:00', closesAt: '12:00' }] },
      ['2025年8月15日は、10時から12時まで。'],
    ],
  ])('says in words: %s', (_, hours, words) => {
    expect(hoursInWords({ ...HOURS, ...hours })).toEqual(words);
  });

  it('names whom to call, when, and what to mind', () => {
    expect(memoEntry(found({ ageFit: 'partly', staleness: 'stale' }))).toEqual({
      name: '見本の窓口',
      bodyName: '見本の団体',
      phones: [{ number: '03-0000-0001', note: '受付' }],
      sentences: [
        '月・火・水曜日、9時から17時30分まで。祝日は休みです。',
        'お金は、無料。',
        '日本語のほかの言葉でも話せます。',
        'いっしょに行ってくれる人を頼めます。',
        '年齢によっては、使えないことがあります。電話で聞いてください。',
        '番号や時間が変わっているかもしれません。',
      ],
    });
  });

  it('is read out a sentence per line, numbers twice and with pauses', () => {
    expect(readout([memoEntry(found()), memoEntry(found())])).toBe(`相談先は2つあります。

1つ目です。
見本の窓口です。
電話番号は、03、0000、0001。
もう一度言います。03、0000、0001。
月・火・水曜日、9時から17時30分まで。祝日は休みです。
お金は、無料。
日本語のほかの言葉でも話せます。
いっしょに行ってくれる人を頼めます。

2つ目です。
見本の窓口です。
電話番号は、03、0000、0001。
もう一度言います。03、0000、0001。
月・火・水曜日、9時から17時30分まで。祝日は休みです。
お金は、無料。
日本語のほかの言葉でも話せます。
いっしょに行ってくれる人を頼めます。
`);
    expect(readout([])).toBe(`${NOTHING_FOUND}\n`);
  });
});
