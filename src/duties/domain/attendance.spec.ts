import {
  type AttendanceEvent,
  comparePunctuality,
  foldAttendance,
  judgeCheckIn,
  judgeCheckOut,
} from './attendance';

const at = (text: string): Date => new Date(`2026-12-${text}+09:00`);
const night = { from: at('31T22:00'), until: new Date('2027-01-01T06:00+09:00') };
const came = (time: string): AttendanceEvent => ({
  kind: 'checked_in',
  source: 'self',
  cameAt: at(time),
  leftAt: null,
});
const left = (time: Date): AttendanceEvent => ({
  kind: 'checked_out',
  source: 'self',
  cameAt: null,
  leftAt: time,
});
const entered: AttendanceEvent = {
  kind: 'entered',
  source: 'retrospective',
  cameAt: at('31T22:00'),
  leftAt: at('31T23:00'),
};
const word = (kind: 'absent' | 'confirmed'): AttendanceEvent => ({
  kind,
  source: 'leader',
  cameAt: null,
  leftAt: null,
});

describe('foldAttendance', () => {
  it.each([
    ['nothing', [], 'expected', null, false],
    ['came', [came('31T21:55')], 'present', 'self', false],
    ['came and left', [came('31T21:55'), left(night.until)], 'left', 'self', false],
    ['confirmed', [came('31T21:55'), left(night.until), word('confirmed')], 'left', 'self', true],
    [
      'corrected after confirmation',
      [came('31T21:55'), word('confirmed'), entered],
      'left',
      'retrospective',
      false,
    ],
    ['absent after all', [came('31T21:55'), word('absent')], 'absent', 'leader', false],
    ['there after all', [word('absent'), entered], 'left', 'retrospective', false],
  ] as const)('%s', (_, events, state, source, isConfirmed) => {
    expect(foldAttendance(events)).toMatchObject({ state, source, isConfirmed });
  });
});

describe('comparePunctuality', () => {
  it.each([
    ['on the minute', '31T22:00:00', '06:00:00', [0, 0, 0, 0]],
    ['early in, over the end', '31T21:52:00', '06:23:59', [8, 0, 0, 23]],
    ['a minute that is not full', '31T22:00:59', '05:59:01', [0, 0, 0, 0]],
    ['late in, early out', '31T22:07:00', '05:41:00', [0, 7, 19, 0]],
  ])('%s', (_, cameAt, leftAt, expected) => {
    const attendance = foldAttendance([came(cameAt), left(new Date(`2027-01-01T${leftAt}+09:00`))]);
    expect(Object.values(comparePunctuality(night, attendance))).toEqual(expected);
  });
});

describe('judgeCheckIn', () => {
  it.each([
    ['a minute before the doors open', [], '31T19:59', 'too_early'],
    ['two hours before', [], '31T20:00', 'new'],
    ['late', [], '31T23:30', 'new'],
    ['again', [came('31T22:00')], '31T22:01', 'repeated'],
    ['marked absent', [word('absent')], '31T22:30', 'marked_absent'],
  ] as const)('%s', (_, events, now, expected) => {
    expect(judgeCheckIn(night, foldAttendance(events), at(now))).toBe(expected);
  });

  it('is over with the duty', () => {
    expect(judgeCheckIn(night, foldAttendance([]), night.until)).toBe('too_late');
  });
});

describe('judgeCheckOut', () => {
  it.each([
    ['without coming', [], '2027-01-01T06:00', 'not_checked_in'],
    ['at the end', [came('31T22:00')], '2027-01-01T06:00', 'new'],
    ['six hours later', [came('31T22:00')], '2027-01-01T12:00', 'new'],
    ['forgotten', [came('31T22:00')], '2027-01-01T12:01', 'too_late'],
    ['again', [came('31T22:00'), left(night.until)], '2027-01-01T06:01', 'repeated'],
  ] as const)('%s', (_, events, now, expected) => {
    expect(judgeCheckOut(night, foldAttendance(events), new Date(`${now}+09:00`))).toBe(expected);
  });
});
