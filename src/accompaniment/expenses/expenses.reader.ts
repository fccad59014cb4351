import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { jsonYen } from '../../shared/json-yen';
import type { Yen } from '../../shared/yen';
import { type Sealed, unseal } from '../../platform/crypto/seal';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import type { ExpenseBudget, ExpenseKind, ReceiptType } from '../domain/visit-expenses';
import { expenseContext } from '../sealed-places';
import type { ExpenseView } from './expenses.dto';

export interface ExpenseWords {
  readonly route: string;
  readonly taxiReason: string | null;
  readonly noReceiptReason: string | null;
}

export interface Expense extends ExpenseWords {
  readonly id: string;
  readonly personId: string;
  readonly kind: ExpenseKind;
  readonly budget: ExpenseBudget;
  readonly amountYen: Yen;
  readonly distanceM: number | null;
  readonly yenPerKm: Yen | null;
  readonly mediaType: ReceiptType | null;
  readonly size: number | null;
  readonly hasReceipt: boolean;
}

type ExpenseRow = Omit<Expense, keyof ExpenseWords> & Sealed;

const EXPENSE = `
  SELECT x.id, x.person_id AS "personId", x.kind, x.budget, x.amount_yen AS "amountYen", x.distance_m AS "distanceM",
         x.yen_per_km AS "yenPerKm", x.sealed AS bytes, x.seal, rc.media_type AS "mediaType", rc.size,
         rc.expense_id IS NOT NULL AS "hasReceipt"
  FROM visit_expense AS x LEFT JOIN visit_receipt AS rc ON rc.expense_id = x.id
  WHERE x.visit_id = $1 AND x.removed_at IS NULL`;

/** Of a visit that the caller has found to be the reader's to see. */
@Injectable()
export class ExpensesReader {
  /** In the order in which they were entered. */
  async ofVisit(tx: Tx, visitId: string): Promise<Expense[]> {
    const found = await rows<ExpenseRow>(tx, `${EXPENSE} ORDER BY x.created_at, x.id`, [visitId]);
    return found.map(opened);
  }

  async byId(tx: Tx, visitId: string, id: string): Promise<Expense> {
    const found = await firstRow<ExpenseRow>(tx, `${EXPENSE} AND x.id = $2`, [visitId, id]);
    if (!found) throw notFound('交通費の行');
    return opened(found);
  }

  /** Null: none is in force on this day. */
  async yenPerKm(tx: Tx, day: string): Promise<Yen | null> {
    const found = await firstRow<{ yenPerKm: Yen }>(
      tx,
      `SELECT m.yen_per_km AS "yenPerKm" FROM mileage_rate AS m
       WHERE m.valid_from <= $1::date ORDER BY m.valid_from DESC LIMIT 1`,
      [day],
    );
    return found?.yenPerKm ?? null;
  }
}

function opened({ bytes, seal, ...row }: ExpenseRow): Expense {
  return { ...row, ...(JSON.parse(unseal({ bytes, seal }, expenseContext(row.id))) as ExpenseWords) };
}

export function presentExpense(expense: Expense): ExpenseView {
  const { mediaType, size, hasReceipt: _, amountYen, yenPerKm, ...line } = expense;
  return {
    ...line,
    amountYen: jsonYen(amountYen),
    yenPerKm: yenPerKm === null ? null : jsonYen(yenPerKm),
    receipt: mediaType === null || size === null ? null : { mediaType, size },
  };
}
