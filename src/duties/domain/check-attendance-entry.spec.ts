import { checkAttendanceEntry } from './check-attendance-entry';

const at = (text: string): Date => new Date(`2026-12-${text}+09:00`);
const planned = { from: at('30T10:00'), until: at('30T18:00') };

describe('checkAttendanceEntry', () => {
  it.each([
    ['as planned', '30T10:00', '30T18:00', []],
    ['late and long', '30T10:20', '30T19:00', []],
    ['backwards', '30T18:00', '30T10:00', ['/leftAt span', '/cameAt far_from_duty', '/leftAt far_from_duty']],
    ['of no length', '30T11:00', '30T11:00', ['/leftAt span']],
    ['the day before', '29T10:00', '29T18:00', ['/cameAt far_from_duty', '/leftAt far_from_duty']],
    ['to the second that comes', '30T10:00', '31T00:00', []],
    ['later than now', '30T10:00', '31T00:01', ['/leftAt future']],
    ['far too long', '30T10:00', '31T06:01', ['/leftAt future', '/leftAt far_from_duty']],
  ])('%s', (_, from, until, expected) => {
    const faults = checkAttendanceEntry({ from: at(from), until: at(until) }, planned, at('31T00:00'));
    expect(faults.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });
});
