import type { SealContext } from '../platform/crypto/seal';

/** Where sealed words belong; sealing and unsealing must name the same place. */
export function planContext(visitId: string): SealContext {
  return { table: 'visit', rowId: visitId, field: 'plan' };
}

export function reportContext(visitId: string): SealContext {
  return { table: 'visit', rowId: visitId, field: 'report' };
}

export function noteContext(visitId: string, version: number): SealContext {
  return { table: 'visit_event', rowId: `${visitId}/${version}`, field: 'note' };
}

export function expenseContext(expenseId: string): SealContext {
  return { table: 'visit_expense', rowId: expenseId, field: 'words' };
}

export function receiptContext(expenseId: string, seq: number): SealContext {
  return { table: 'visit_receipt_piece', rowId: `${expenseId}/${seq}`, field: 'receipt' };
}
