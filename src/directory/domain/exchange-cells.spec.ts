import {
  readExceptions,
  readList,
  readPhones,
  readSchedules,
  writeExceptions,
  writePhones,
  writeSchedules,
} from './exchange-cells';

const line = (weekdays: number[], opensAt: string, closesAt: string, closedOnHolidays = false) => ({
  weekdays,
  opensAt,
  closesAt,
  closedOnHolidays,
});
const closed = (from: string, until: string) => ({ from, until, opensAt: null, closesAt: null });

describe('cells of the exchange file', () => {
  it.each([
    ['', []],
    ['月火水木金 08:30-17:15 祝日休み', [line([1, 2, 3, 4, 5], '08:30', '17:15', true)]],
    ['毎日 00:00-24:00', [line([1, 2, 3, 4, 5, 6, 7], '00:00', '24:00')]],
    ['金土 22:00-29:00\n日 10:00-12:00', [line([5, 6], '22:00', '29:00'), line([7], '10:00', '12:00')]],
  ])('timetable %j', (cell, schedules) => {
    expect(readSchedules(cell)).toEqual(schedules);
    expect(writeSchedules(schedules)).toBe(cell);
  });

  it('reads a timetable as people write it, and refuses what is none', () => {
    expect(readSchedules('日・月 9:00〜17:00 祝日休')).toEqual([line([1, 7], '09:00', '17:00', true)]);
    expect(['平日 9時から', '月 9:00', '月 09:00-17:00\nたまに'].map(readSchedules)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it.each([
    ['12-29〜01-03 休み', [closed('12-29', '01-04')]],
    ['12-31 休み', [closed('12-31', '01-01')]],
    ['02-29 休み', [closed('02-29', '03-01')]],
    [
      '2025-08-15 10:00-12:00',
      [{ from: '2025-08-15', until: '2025-08-16', opensAt: '10:00', closesAt: '12:00' }],
    ],
  ])('exceptions %j', (cell, exceptions) => {
    expect(readExceptions(cell)).toEqual(exceptions);
    expect(writeExceptions(exceptions)).toBe(cell);
  });

  it.each([
    ['電話 #9999', [{ kind: 'voice' as const, number: '#9999', note: null }]],
    [
      'FAX 03-0000-0001\n夜間 03-0000-0002（22時から（毎日））',
      [
        { kind: 'fax' as const, number: '03-0000-0001', note: null },
        { kind: 'night' as const, number: '03-0000-0002', note: '22時から（毎日）' },
      ],
    ],
  ])('telephones %j', (cell, phones) => {
    expect(readPhones(cell)).toEqual(phones);
    expect(writePhones(phones)).toBe(cell);
  });

  it('takes lists with any mark between', () => {
    expect(readList('W01、W02, W03；W04 W05')).toEqual(['W01', 'W02', 'W03', 'W04', 'W05']);
    expect([readExceptions('正月 休み'), readPhones('03-0000-0000')]).toEqual([null, null]);
  });
});
