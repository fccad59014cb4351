import { deskHours, type EmptySeats, peopleDays, type PrintedDuty } from './roster-print';
import { shortNames } from './short-names';

const at = (text: string): Date => new Date(`${text}+09:00`);
const duty = (from: string, until: string, change: Partial<PrintedDuty> = {}): PrintedDuty => ({
  personId: 'p1',
  familyName: '佐藤',
  givenName: '花子',
  organisationName: '団体A',
  channel: 'phone',
  field: null,
  role: 'counsellor',
  span: { from: at(from), until: at(until) },
  ...change,
});
const empty = (from: string, until: string, seats: number): EmptySeats => ({
  organisationName: '団体A',
  channel: 'phone',
  field: null,
  role: 'counsellor',
  span: { from: at(from), until: at(until) },
  seats,
});
const night = duty('2026-12-31T22:00', '2027-01-01T06:30');
const second = duty('2026-12-31T22:00', '2027-01-01T00:00', {
  personId: 'p2',
  familyName: '鈴木',
  givenName: '一',
});

describe('deskHours', () => {
  it('puts a night into the hours of both days, and an hour that is only begun too', () => {
    const { header, rows } = deskHours([night, second], []);
    expect(header.slice(0, 3)).toEqual(['日', '窓口', '0時']);
    expect(rows.map(([day, desk]) => [day, desk])).toEqual([
      ['12/31（木）', '電話'],
      ['1/1（金）', '電話'],
    ]);
    const [eve = [], morning = []] = rows;
    expect(
      eve
        .slice(2)
        .map((text, hour) => text && `${hour}:${text}`)
        .filter(Boolean),
    ).toEqual(['22:佐藤\n鈴木', '23:佐藤\n鈴木']);
    expect(morning.slice(2).filter(Boolean)).toEqual(Array.from({ length: 7 }, () => '佐藤'));
  });

  it('counts where more than three sit, and tells desks and roles apart', () => {
    const crowd = ['a', 'b', 'c', 'd'].map((id) =>
      duty('2026-12-31T10:00', '2026-12-31T11:00', { personId: id, familyName: id, field: '死にたい' }),
    );
    const standby = duty('2026-12-31T10:00', '2026-12-31T11:00', { role: 'standby' });
    const { rows } = deskHours([...crowd, standby], []);
    expect(rows.map(([, desk, ...hours]) => [desk, hours[10]])).toEqual([
      ['電話 死にたい', '4名'],
      ['電話（待機）', '佐藤'],
    ]);
  });

  it('adds up what stands empty below the names, also at a desk where nobody sits', () => {
    const free = [
      empty('2026-12-31T10:00', '2026-12-31T11:00', 1),
      empty('2026-12-31T10:30', '2026-12-31T11:30', 2),
    ];
    const one = duty('2026-12-31T10:00', '2026-12-31T11:00');
    expect(deskHours([one], free).rows.map((row) => row.slice(12, 14))).toEqual([['佐藤\n空席3', '空席2']]);
    expect(deskHours([], free).rows.map((row) => row.slice(12, 14))).toEqual([['空席3', '空席2']]);
  });

  it('is empty without duties', () => {
    expect(deskHours([], []).rows).toEqual([]);
  });
});

describe('peopleDays', () => {
  it('puts a duty on the day it begins, several on one day below each other, and adds up the hours', () => {
    const more = [
      duty('2026-12-31T08:15', '2026-12-31T12:00', { channel: 'chat' }),
      duty('2027-01-02T10:00', '2027-01-02T18:00', { role: 'standby' }),
    ];
    expect(peopleDays([night, ...more, second], [])).toEqual({
      title: '担当者別・日別',
      header: ['団体', '氏名', '12/31（木）', '1/2（土）', '計'],
      rows: [
        ['団体A', '佐藤 花子', '22–翌6:30 電話\n8:15–12 チャット', '10–18 待機', '20:15'],
        ['団体A', '鈴木 一', '22–翌0 電話', '', '2:00'],
      ],
    });
  });
});

describe('peopleDays with empty seats', () => {
  it('gives each organisation one row more, after its people, with seats and hours', () => {
    const other = { ...empty('2027-01-01T10:00', '2027-01-01T10:30', 1), organisationName: '団体B' };
    const { header, rows } = peopleDays([night], [empty('2026-12-31T22:00', '2027-01-01T06:30', 2), other]);
    expect(header).toEqual(['団体', '氏名', '12/31（木）', '1/1（金）', '計']);
    expect(rows).toEqual([
      ['団体A', '佐藤 花子', '22–翌6:30 電話', '', '8:30'],
      ['団体A', '空席', '22–翌6:30 電話 2席', '', '17:00'],
      ['団体B', '空席', '', '10–10:30 電話 1席', '0:30'],
    ]);
  });
});

describe('shortNames', () => {
  it('is as short as the others allow', () => {
    const person = (personId: string, familyName: string, givenName: string) => ({
      personId,
      familyName,
      givenName,
    });
    const people = [
      person('1', '佐藤', '花子'),
      person('2', '佐藤', '一郎'),
      person('3', '鈴木', '𠮷男'),
      person('4', '鈴木', '𠮷子'),
      person('5', '高橋', '明'),
    ];
    expect([...shortNames([...people, ...people]).values()]).toEqual([
      '佐藤花',
      '佐藤一',
      '鈴木𠮷男',
      '鈴木𠮷子',
      '高橋',
    ]);
  });
});
