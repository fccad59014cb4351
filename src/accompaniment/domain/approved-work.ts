import type { Yen } from '../../shared/yen';
import type { ExpenseBudget, ExpenseKind } from './visit-expenses';
import type { VisitCheck } from './visit-watch';

/** What honoraria hear of one approval: the time of each companion, and each line of travel. */
export type ApprovedWork = ApprovedTime | ApprovedExpense;

interface ApprovedTime {
  readonly kind: 'visit_approved';
  readonly personId: string;
  readonly fromAt: Date;
  readonly untilAt: Date;
}

interface ApprovedExpense {
  readonly kind: 'expense_approved';
  readonly personId: string;
  readonly expenseId: string;
  readonly budget: ExpenseBudget;
  readonly expenseKind: ExpenseKind;
  readonly amountYen: Yen;
}

interface ExpenseLine {
  readonly id: string;
  readonly personId: string;
  readonly budget: ExpenseBudget;
  readonly kind: ExpenseKind;
  readonly amountYen: Yen;
}

/** From the said check-in to the said check-out; a companion who never came is owed nothing. */
export function approvedWork(
  checks: readonly VisitCheck[],
  expenses: readonly ExpenseLine[],
): ApprovedWork[] {
  const times = checks
    .filter(({ kind }) => kind === 'check_in')
    .flatMap(({ personId, occurredAt }) => {
      const left = checks.find((check) => check.personId === personId && check.kind === 'check_out');
      return left
        ? [{ kind: 'visit_approved' as const, personId, fromAt: occurredAt, untilAt: left.occurredAt }]
        : [];
    });
  const lines = expenses.map(({ id, kind, ...line }) => ({
    ...line,
    kind: 'expense_approved' as const,
    expenseId: id,
    expenseKind: kind,
  }));
  return [...times, ...lines];
}
