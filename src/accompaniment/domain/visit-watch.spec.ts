import { CHECK_MINUTES, type CheckKind, missed, nextLook, type WatchedVisit } from './visit-watch';

/** 2 January 2027, Asia/Tokyo. */
const at = (clock: string): Date => new Date(`2027-01-02T${clock}:00+09:00`);

const visit = (change: Partial<WatchedVisit> = {}): WatchedVisit => ({
  status: 'planned',
  plannedFrom: at('10:00'),
  plannedUntil: at('13:00'),
  checkMinutes: CHECK_MINUTES,
  companionIds: ['a'],
  checks: [],
  ...change,
});
const check = (personId: string, kind: CheckKind, clock: string) => ({
  personId,
  kind,
  occurredAt: at(clock),
});
const under = (...checks: WatchedVisit['checks']) => visit({ status: 'checked_in', checks });

describe('missed checks', () => {
  it.each<[string, WatchedVisit, string, string[]]>([
    ['nobody expects anybody yet', visit(), '09:59', []],
    ['the last minute before the grace is over', visit(), '10:14', []],
    ['the grace for a check-in is over', visit(), '10:15', ['a check_in 10:00']],
    ['still missed hours later', visit(), '15:00', ['a check_in 10:00']],
    ['in time', under(check('a', 'check_in', '10:05')), '11:14', []],
    ['an hour and ten after the check-in', under(check('a', 'check_in', '10:05')), '11:15', ['a safe 11:05']],
    [
      'counted from the last sign of life',
      under(check('a', 'check_in', '10:05'), check('a', 'safe', '11:00')),
      '12:09',
      [],
    ],
    [
      'and missed from it',
      under(check('a', 'check_in', '10:05'), check('a', 'safe', '11:00')),
      '12:10',
      ['a safe 12:00'],
    ],
    ['before the grace for the end', under(check('a', 'check_in', '13:10')), '13:29', []],
    ['the end without a check-out', under(check('a', 'check_in', '13:10')), '13:30', ['a check_out 13:00']],
    [
      'a shorter interval',
      { ...under(check('a', 'check_in', '10:00')), checkMinutes: 30 },
      '10:40',
      ['a safe 10:30'],
    ],
    [
      'each companion for themself',
      { ...under(check('a', 'check_in', '10:00')), companionIds: ['a', 'b'] },
      '10:15',
      ['b check_in 10:00'],
    ],
    [
      'whoever has left is not waited for',
      { ...under(check('a', 'check_in', '10:00'), check('a', 'check_out', '10:30')), companionIds: ['a'] },
      '18:00',
      [],
    ],
    ...(['checked_out', 'reported', 'approved', 'returned', 'cancelled'] as const).map(
      (status): [string, WatchedVisit, string, string[]] => [status, visit({ status }), '18:00', []],
    ),
  ])('%s', (_, watched, now, wanted) => {
    const found = missed(watched, at(now)).map(
      ({ personId, kind, dueAt }) =>
        `${personId} ${kind} ${new Date(dueAt.getTime() + 9 * 3_600_000).toISOString().slice(11, 16)}`,
    );
    expect(found).toEqual(wanted);
  });

  it.each<[string, WatchedVisit, string | null, string | null]>([
    ['the grace of the check-in', visit(), null, '10:15'],
    ['nothing more once that was noted', visit(), '10:15', null],
    ['the sooner of sign and end', under(check('a', 'check_in', '10:00')), null, '11:10'],
    ['the other after it', under(check('a', 'check_in', '10:00')), '11:10', '13:30'],
    ['nothing after the end', visit({ status: 'checked_out' }), null, null],
  ])('next look: %s', (_, watched, after, wanted) => {
    expect(nextLook(watched, after === null ? null : at(after))).toEqual(wanted === null ? null : at(wanted));
  });
});
