import { Injectable } from '@nestjs/common';
import type { Yen } from '../shared/yen';
import { rows, type Tx } from '../platform/database/sql';
import type { ExpenseBudget, ExpenseKind } from './domain/visit-expenses';

/** Approved time, approved travel, or one of these taken back. Its id never changes, so that it is taken in once. */
export interface AccompanimentEvent {
  readonly id: string;
  /** Where a reader goes on. */
  readonly number: bigint;
  readonly organisationId: string;
  readonly periodId: string;
  readonly visitId: string;
  readonly kind: 'visit_approved' | 'expense_approved' | 'reversal';
  readonly personId: string;
  /** Of time. */
  readonly fromAt: Date | null;
  readonly untilAt: Date | null;
  /** Of travel. */
  readonly expenseId: string | null;
  readonly budget: ExpenseBudget | null;
  readonly expenseKind: ExpenseKind | null;
  readonly amountYen: Yen | null;
  /** The event that this one takes back. */
  readonly reverses: string | null;
  readonly occurredAt: Date;
}

@Injectable()
export class AccompanimentEventsReader {
  /** In the order in which they were committed: what comes later always has a higher number. From 0n, all. */
  async after(tx: Tx, cursor: bigint, limit: number): Promise<AccompanimentEvent[]> {
    return rows(
      tx,
      `SELECT e.id, e.number, e.organisation_id AS "organisationId", e.period_id AS "periodId", e.visit_id AS "visitId",
              e.kind, e.person_id AS "personId", e.from_at AS "fromAt", e.until_at AS "untilAt",
              e.expense_id AS "expenseId", e.budget, e.expense_kind AS "expenseKind", e.amount_yen AS "amountYen",
              e.reverses, e.occurred_at AS "occurredAt"
       FROM accompaniment_event AS e WHERE e.number > $1 ORDER BY e.number LIMIT $2`,
      [cursor, limit],
    );
  }
}
