import { checkOrder, isLastToLeave } from './check-order';
import type { CheckKind, VisitCheck } from './visit-watch';

const at = (clock: string): Date => new Date(`2027-01-02T${clock}:00+09:00`);
const check = (kind: CheckKind, clock: string, personId = 'a'): VisitCheck => ({
  personId,
  kind,
  occurredAt: at(clock),
});
const NOW = at('12:00');

describe('order of checks', () => {
  const IN = check('check_in', '10:00');
  it.each<[string, VisitCheck[], VisitCheck, string[]]>([
    ['arrives', [], check('check_in', '10:00'), []],
    ['arrives now', [], check('check_in', '12:00'), []],
    ['will arrive', [], check('check_in', '12:01'), ['/occurredAt future']],
    ['arrives twice', [IN], check('check_in', '11:00'), ['/kind already']],
    ['is safe before having come', [], check('safe', '11:00'), ['/kind not_checked_in']],
    ['leaves before having come', [], check('check_out', '11:00'), ['/kind not_checked_in']],
    ['is safe', [IN], check('safe', '11:00'), []],
    ['was safe before the check-in', [IN], check('safe', '09:59'), ['/occurredAt order']],
    ['tells of an earlier moment late', [IN, check('safe', '11:30')], check('safe', '11:00'), []],
    ['leaves', [IN], check('check_out', '11:00'), []],
    ['leaves in the minute of the last sign', [IN, check('safe', '11:00')], check('check_out', '11:00'), []],
    [
      'left before the last sign of life',
      [IN, check('safe', '11:30')],
      check('check_out', '11:00'),
      ['/occurredAt order'],
    ],
    ['leaves twice', [IN, check('check_out', '11:00')], check('check_out', '11:30'), ['/kind already']],
    [
      'is safe after having left',
      [IN, check('check_out', '11:00')],
      check('safe', '11:30'),
      ['/kind already'],
    ],
  ])('%s', (_, own, next, wanted) => {
    expect(checkOrder(own, next, NOW).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(wanted);
  });

  it.each<[string, VisitCheck[], boolean]>([
    ['alone', [IN], true],
    ['the other is still there', [IN, check('check_in', '10:00', 'b')], false],
    ['the other is gone', [IN, check('check_in', '10:00', 'b'), check('check_out', '11:00', 'b')], true],
  ])('last to leave: %s', (_, checks, wanted) => {
    expect(isLastToLeave(checks, 'a')).toBe(wanted);
  });
});
