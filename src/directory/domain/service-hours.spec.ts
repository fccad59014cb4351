import {
  afterOpenTime,
  isOpenByDay,
  isRoundTheClock,
  isServiceOpen,
  nextOpening,
  type ServiceHours,
} from './service-hours';

const HOLIDAYS = new Set(['2026-01-01', '2026-01-12']);
const WEEKDAYS = [1, 2, 3, 4, 5];
const DAILY = [1, 2, 3, 4, 5, 6, 7];
const always = { validFrom: '2020-01-01', validUntil: null };
const line = (opensAt: string, closesAt: string, weekdays = WEEKDAYS, closedOnHolidays = true) => ({
  weekdays,
  opensAt,
  closesAt,
  closedOnHolidays,
});
const YEAR_END = { from: '12-29', until: '01-04', opensAt: null, closesAt: null };

/** A public office: weekdays by day, shut on holidays and at the year's end. */
const OFFICE: ServiceHours = { schedules: [line('08:30', '17:15')], exceptions: [YEAR_END], ...always };
/** Answers on Friday and Saturday nights until five. */
const NIGHT: ServiceHours = {
  schedules: [line('22:00', '29:00', [5, 6], false)],
  exceptions: [],
  ...always,
};
const ROUND_THE_CLOCK: ServiceHours = {
  schedules: [line('00:00', '24:00', DAILY, false)],
  exceptions: [],
  ...always,
};
const at = (text: string) => new Date(`${text}+09:00`);

describe('opening hours of a service', () => {
  it.each([
    ['first minute', OFFICE, '2025-12-26T08:30:00', true],
    ['the minute before', OFFICE, '2025-12-26T08:29:59', false],
    ['the end is outside', OFFICE, '2025-12-26T17:15:00', false],
    ['Saturday', OFFICE, '2025-12-27T10:00:00', false],
    ['last day before the year-end closing', OFFICE, '2025-12-26T10:00:00', true],
    ['year-end closing, first day', OFFICE, '2025-12-29T10:00:00', false],
    ['year-end closing beyond New Year', OFFICE, '2026-01-02T10:00:00', false],
    ['first day after the closing', OFFICE, '2026-01-05T10:00:00', true],
    ['a holiday', OFFICE, '2026-01-12T10:00:00', false],
    ['night begins', NIGHT, '2026-01-09T22:00:00', true],
    ['past midnight it is still that night', NIGHT, '2026-01-11T04:59:59', true],
    ['until five', NIGHT, '2026-01-11T05:00:00', false],
    ['the morning of Friday belongs to Thursday', NIGHT, '2026-01-09T04:00:00', false],
    ['New Year at two', ROUND_THE_CLOCK, '2026-01-02T02:00:00', true],
    ['midnight has no gap', ROUND_THE_CLOCK, '2026-01-02T00:00:00', true],
    ['before it existed', { ...ROUND_THE_CLOCK, validFrom: '2026-01-03' }, '2026-01-02T12:00:00', false],
    ['after its last day', { ...ROUND_THE_CLOCK, validUntil: '2026-01-02' }, '2026-01-02T00:00:00', false],
    ['no hours known', { ...OFFICE, schedules: [] }, '2025-12-26T10:00:00', false],
    [
      'other hours on one day',
      {
        ...OFFICE,
        exceptions: [{ from: '2025-12-27', until: '2025-12-28', opensAt: '10:00', closesAt: '12:00' }],
      },
      '2025-12-27T11:00:00',
      true,
    ],
  ] as [string, ServiceHours, string, boolean][])('%s', (_, service, instant, open) => {
    expect(isServiceOpen(service, at(instant), HOLIDAYS)).toBe(open);
  });

  it.each([
    ['open now', OFFICE, '2025-12-26T10:00:00', '2025-12-26T10:00:00'],
    [
      'at closing time, over the closing and the weekend',
      OFFICE,
      '2025-12-26T17:15:00',
      '2026-01-05T08:30:00',
    ],
    ['in the night of 2 January', OFFICE, '2026-01-02T02:00:00', '2026-01-05T08:30:00'],
    ['before a holiday', OFFICE, '2026-01-09T18:00:00', '2026-01-13T08:30:00'],
    ['later on the same day', NIGHT, '2026-01-09T21:59:00', '2026-01-09T22:00:00'],
    ['never', { ...OFFICE, schedules: [] }, '2026-01-02T02:00:00', null],
    ['no longer', { ...OFFICE, validUntil: '2026-01-05' }, '2026-01-02T02:00:00', null],
  ] as [string, ServiceHours, string, string | null][])('next opening: %s', (_, service, instant, next) => {
    expect(nextOpening(service, at(instant), HOLIDAYS)).toEqual(next === null ? null : at(next));
  });

  const DAY_AND_NIGHT: ServiceHours = {
    ...always,
    schedules: [line('09:00', '20:00', DAILY, false), line('20:00', '33:00', DAILY, false)],
    exceptions: [{ from: '01-01', until: '01-02', opensAt: '00:00', closesAt: '24:00' }],
  };
  it.each([
    ['in the hours of the day', DAY_AND_NIGHT, '2026-01-10T09:00:00', true],
    ['to their last minute', DAY_AND_NIGHT, '2026-01-10T19:59:00', true],
    ['not after them', DAY_AND_NIGHT, '2026-01-10T20:00:00', false],
    ['not before them', DAY_AND_NIGHT, '2026-01-10T08:59:00', false],
    ['not where another timetable holds day and night', DAY_AND_NIGHT, '2026-01-01T12:00:00', false],
    ['as in an office, of one hours for day and night', ROUND_THE_CLOCK, '2026-01-09T17:14:00', true],
    ['not when an office has closed', ROUND_THE_CLOCK, '2026-01-09T17:15:00', false],
    ['not at the weekend', ROUND_THE_CLOCK, '2026-01-10T12:00:00', false],
  ] as [string, ServiceHours, string, boolean][])(
    'the day number answers: %s',
    (_, service, instant, isByDay) => {
      expect(isOpenByDay(service, at(instant), HOLIDAYS)).toBe(isByDay);
    },
  );

  it('knows who never closes', () => {
    expect([OFFICE, NIGHT, ROUND_THE_CLOCK].map(isRoundTheClock)).toEqual([false, false, true]);
    expect(isRoundTheClock({ ...ROUND_THE_CLOCK, exceptions: [YEAR_END] })).toBe(false);
  });

  /** Minute by minute, as `isServiceOpen` has it. */
  function walked(service: ServiceHours, from: Date, minutes: number): Date {
    let now = from.getTime();
    for (let left = minutes; left > 0; now += 60_000) {
      if (isServiceOpen(service, new Date(now), HOLIDAYS)) left -= 1;
    }
    return new Date(now);
  }
  const OVERLAPPING: ServiceHours = {
    schedules: [
      line('09:00', '17:00'),
      line('10:00', '12:00'),
      line('16:30', '20:00'),
      line('22:00', '34:00'),
    ],
    exceptions: [],
    ...always,
  };

  it.each([
    ['an office', OFFICE],
    ['a night line', NIGHT],
    ['round the clock', ROUND_THE_CLOCK],
    ['overlapping lines', OVERLAPPING],
  ])('counts open time as minute by minute: %s', (_, service) => {
    for (let step = 0; step < 20; step += 1) {
      const from = new Date(at('2025-12-26T00:00:00').getTime() + step * 7 * 3_600_000 + step * 60_000);
      const minutes = 1 + step * 17;
      expect(afterOpenTime(service, from, minutes * 60_000, HOLIDAYS)).toEqual(
        walked(service, from, minutes),
      );
    }
  });

  it('counts no open time where there is not so much left', () => {
    const ending = { ...OFFICE, validUntil: '2026-01-06' };
    expect(afterOpenTime(ending, at('2026-01-05T08:30:00'), 525 * 60_000, HOLIDAYS)).toEqual(
      at('2026-01-05T17:15:00'),
    );
    expect(afterOpenTime(ending, at('2026-01-05T08:30:00'), 526 * 60_000, HOLIDAYS)).toBeNull();
  });
});
