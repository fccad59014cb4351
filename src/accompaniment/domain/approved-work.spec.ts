import { approvedWork } from './approved-work';
import { fitsResult, VISIT_RESULTS } from './visit-codes';
import type { CheckKind, VisitCheck } from './visit-watch';

const at = (clock: string): Date => new Date(`2027-01-02T${clock}:00+09:00`);
const check = (personId: string, kind: CheckKind, clock: string): VisitCheck => ({
  personId,
  kind,
  occurredAt: at(clock),
});

describe('what an approval announces', () => {
  it('is the time of each who came, and each line of travel', () => {
    const checks = [
      check('a', 'check_in', '10:00'),
      check('b', 'check_in', '10:05'),
      check('a', 'safe', '11:00'),
      check('b', 'check_out', '11:30'),
      check('a', 'check_out', '12:00'),
    ];
    const line = { id: 'x', personId: 'a', budget: 'client', kind: 'bus', amountYen: 210n } as const;
    expect(approvedWork(checks, [line])).toEqual([
      { kind: 'visit_approved', personId: 'a', fromAt: at('10:00'), untilAt: at('12:00') },
      { kind: 'visit_approved', personId: 'b', fromAt: at('10:05'), untilAt: at('11:30') },
      {
        kind: 'expense_approved',
        personId: 'a',
        expenseId: 'x',
        budget: 'client',
        expenseKind: 'bus',
        amountYen: 210n,
      },
    ]);
  });

  it('is nothing where nobody came', () => {
    expect(approvedWork([], [])).toEqual([]);
  });

  it('fits results to whether the person came', () => {
    const came = VISIT_RESULTS.filter((result) => fitsResult(true, result));
    const away = VISIT_RESULTS.filter((result) => fitsResult(false, result));
    expect(came).toEqual(['applied', 'consulted', 'admitted', 'appointment_made', 'turned_away', 'other']);
    expect(away).toEqual(['absent', 'refused', 'unreachable']);
  });
});
