import { previewHonorarium } from './preview-honorarium';
import { WITHHOLDING_RULES } from './withholding-rules';

const TABLES = {
  rules: WITHHOLDING_RULES,
  holidays: new Set(['2026-11-03', '2026-11-23', '2027-01-01']),
};
const DAY_SHIFT = ['2026-11-18T18:00', '2026-11-18T22:00'];

function preview(input: object): Record<string, unknown> {
  const { trace: _trace, ...figures } = previewHonorarium(input, '2026-11-25', TABLES);
  return figures;
}
const shift = (rate: number, from: string, until: string, more: object = {}) => ({
  cls: 'ART204_1',
  rate,
  roster: [from, until],
  clock: [from, until],
  ...more,
});
describe('presence', () => {
  const clock = ['2026-11-18T17:52', '2026-11-18T22:23'];
  const base = { cls: 'NOT_WITHHELD', rate: 1800, roster: DAY_SHIFT, clock };
  const late = { ...base, clock: ['2026-11-18T18:30', '2026-11-18T22:00'] };
  it.each([
    ['roster governs', base, { day: 240 }],
    [
      'approved over-run is paid as it was worked',
      { ...base, policy: { late_out: 'APPROVED' } },
      { day: 240, night: 23 },
    ],
    ['early start by rule', { ...base, policy: { early_in: 'PAY' } }, { day: 248 }],
    ['ignored over-run', { ...base, policy: { late_out: 'IGNORE' } }, { day: 240 }],
    ['late in', late, { day: 210 }],
    ['nobody came', { ...base, clock: [] }, {}],
    ['nobody came, said with null', { ...base, clock: null }, {}],
    ['presence elsewhere in time', { ...base, clock: ['2026-11-18T10:00', '2026-11-18T12:00'] }, {}],
    [
      'left in between',
      {
        ...base,
        clock: [
          ['2026-11-18T18:00', '2026-11-18T19:00'],
          ['2026-11-18T20:00', '2026-11-18T22:00'],
        ],
      },
      { day: 180 },
    ],
    [
      'overlapping breaks leave once',
      {
        ...base,
        breaks: [
          ['2026-11-18T19:00', '2026-11-18T19:30'],
          ['2026-11-18T19:15', '2026-11-18T19:45'],
        ],
      },
      { day: 195 },
    ],
    [
      'no minute twice when one stay covers two shifts',
      {
        ...base,
        roster: [
          ['2026-11-18T18:00', '2026-11-18T19:00'],
          ['2026-11-18T20:00', '2026-11-18T21:00'],
        ],
        policy: { early_in: 'PAY', late_out: 'PAY' },
      },
      { day: 248, night: 23 },
    ],
  ])('%s', (_case, input, minutes) => {
    expect(preview(input)['minutes']).toEqual(minutes);
  });

  it('reads other offsets as the same instant', () => {
    const utc = preview({ ...base, clock: ['2026-11-18T08:52Z', '2026-11-18T13:23:00+00:00'] });
    expect(utc).toEqual(preview(base));
  });
});

describe('bands', () => {
  const one = (from: string, until: string, policy: object = {}) =>
    preview({ ...shift(1000, from, until), cls: 'NOT_WITHHELD', policy });
  it.each([
    ['up to 05:00 is night', '2026-11-18T04:00', '2026-11-18T06:00', { day: 60, night: 60 }],
    [
      'a holiday all through',
      '2026-11-22T23:00',
      '2026-11-24T01:00',
      { night: 120, holiday: 1020, night_holiday: 420 },
    ],
    [
      'New Year',
      '2026-12-31T21:00',
      '2027-01-01T06:00',
      { day: 60, night: 120, holiday: 60, night_holiday: 300 },
    ],
  ])('%s', (_case, from, until, minutes) => {
    expect(one(from, until)['minutes']).toEqual(minutes);
  });

  it('adds premiums, or takes the larger one', () => {
    expect(one('2026-11-23T00:00', '2026-11-23T01:00')['gross']).toBe(1600);
    expect(one('2026-11-23T00:00', '2026-11-23T01:00', { stacking: 'MAX' })['gross']).toBe(1350);
    expect(one('2026-11-23T00:00', '2026-11-23T01:00', { night_bp: 0, holiday_bp: 5000 })['gross']).toBe(
      1500,
    );
  });

  it('loses no yen where floating point does: 1,800 yen, 130 minutes, 25 %', () => {
    expect(one('2026-11-18T22:00', '2026-11-19T00:10')['gross']).toBe(2708);
    expect(preview(shift(1800, '2026-11-18T22:00', '2026-11-19T00:10'))['gross']).toBe(4875);
  });
});

describe('rounding, minimum and cap', () => {
  const stay = (until: string, policy: object, from = '10:00') =>
    preview({
      cls: 'NOT_WITHHELD',
      rate: 1000,
      roster: ['2026-11-18T10:00', '2026-11-19T00:00'],
      clock: [`2026-11-18T${from}`, `2026-11-18T${until}`],
      policy,
    })['minutes'];
  it.each([
    ['FLOOR 15', '13:44', { unit: 15, unit_round: 'FLOOR' }, { day: 210 }],
    ['CEIL 15', '13:31', { unit: 15, unit_round: 'CEIL' }, { day: 225 }],
    ['HALF_UP 60 below', '13:29', { unit: 60, unit_round: 'HALF_UP' }, { day: 180 }],
    ['HALF_UP 60 at the half', '13:30', { unit: 60, unit_round: 'HALF_UP' }, { day: 240 }],
    ['HALF_UP 15 below the half', '13:07', { unit: 15, unit_round: 'HALF_UP' }, { day: 180 }],
    ['HALF_UP 15 above the half', '13:08', { unit: 15, unit_round: 'HALF_UP' }, { day: 195 }],
    ['NONE keeps minutes', '13:44', { unit: 30, unit_round: 'NONE' }, { day: 224 }],
    ['MANNO one minute over', '13:01', { unit: 60, unit_round: 'MANNO' }, { day: 210 }],
    ['MANNO 29 over', '13:29', { unit_round: 'MANNO' }, { day: 210 }],
    ['MANNO 30 over', '13:30', { unit: 30, unit_round: 'MANNO' }, { day: 240 }],
    ['MANNO even', '13:00', { unit: 60, unit_round: 'MANNO' }, { day: 180 }],
    ['FLOOR takes from the end', '22:50', { unit: 60, unit_round: 'FLOOR' }, { day: 720 }],
    ['CEIL pays as the last minute', '22:10', { unit: 60, unit_round: 'CEIL' }, { day: 720, night: 60 }],
    ['minimum lifts a short stay', '10:20', { min_paid_minutes: 60 }, { day: 60 }],
    [
      '… also one that rounding had erased',
      '10:20',
      { unit: 30, unit_round: 'FLOOR', min_paid: 60 },
      { day: 60 },
    ],
    ['… but not a longer one', '13:00', { min_paid_minutes: 60 }, { day: 180 }],
    ['erased by rounding without a minimum', '10:20', { unit_minutes: 30, unit_round: 'FLOOR' }, {}],
  ])('%s', (_case, until, policy, minutes) => {
    expect(stay(until, policy)).toEqual(minutes);
  });

  it('gives an absent person no minimum', () => {
    const absent = { cls: 'CORP', rate: 1000, roster: DAY_SHIFT, clock: [], policy: { min_paid: 60 } };
    expect(preview(absent)).toEqual({ minutes: {}, gross: 0, base: 0, tax: 0, net: 0 });
  });

  it.each([
    ['FLOOR', 2 * 333],
    ['HALF_UP', 2 * 333],
    ['CEIL', 2 * 334],
  ])('rounds yen %s per shift', (yen_round, gross) => {
    expect(preview(twentyMinutesTwice({ yen_round }))['gross']).toBe(gross);
  });

  it.each([
    ['FLOOR', 666],
    ['HALF_UP', 667],
    ['CEIL', 667],
  ])('rounds yen %s once on the sum', (yen_round, gross) => {
    expect(preview(twentyMinutesTwice({ yen_round, yen_round_level: 'STATEMENT' }))['gross']).toBe(gross);
  });

  it.each([
    [{ day_cap: 500 }, 500],
    [{ day_cap_yen: '500', yen_round_level: 'STATEMENT' }, 500],
    [{ day_cap: 667, yen_round: 'CEIL' }, 667],
    [{ day_cap: 0 }, 0],
    [{ day_cap: 10_000 }, 666],
  ])('caps the day over its shifts: %j', (policy, gross) => {
    expect(preview(twentyMinutesTwice(policy))['gross']).toBe(gross);
  });

  it('counts a shift over midnight towards the day it starts', () => {
    const roster = [
      ['2026-11-18T23:00', '2026-11-19T01:00'],
      ['2026-11-19T10:00', '2026-11-19T12:00'],
    ];
    const input = { cls: 'CORP', rate: 1000, roster, clock: roster, policy: { day_cap: 2000 } };
    expect(preview(input)['gross']).toBe(4000);
  });
});

function twentyMinutesTwice(policy: object) {
  const roster = [
    ['2026-11-18T10:00', '2026-11-18T10:20'],
    ['2026-11-18T11:00', '2026-11-18T11:20'],
  ];
  return { cls: 'CORP', rate: 1000, roster, clock: roster, policy };
}
