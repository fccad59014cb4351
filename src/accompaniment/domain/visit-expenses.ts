import type { FieldFault } from '../../shared/domain-error';
import { floorDiv, type Yen } from '../../shared/yen';

export const EXPENSE_KINDS = ['train', 'bus', 'taxi', 'own_car', 'other'] as const;
export type ExpenseKind = (typeof EXPENSE_KINDS)[number];

/** Two budgets, two receipts (domain rule 44): what the supporter rode, and what was paid for the person. */
export const EXPENSE_BUDGETS = ['supporter', 'client'] as const;
export type ExpenseBudget = (typeof EXPENSE_BUDGETS)[number];

export interface ExpenseInput {
  readonly kind: ExpenseKind;
  readonly budget: ExpenseBudget;
  readonly amountYen?: Yen | undefined;
  readonly distanceM?: number | undefined;
  readonly taxiReason?: string | undefined;
}

/** What a line needs by its kind: a car kilometres, everything else a fare, a taxi a reason. */
export function checkExpense(input: ExpenseInput): FieldFault[] {
  const { kind, budget, amountYen, distanceM, taxiReason } = input;
  const isCar = kind === 'own_car';
  return [
    ...(isCar && distanceM === undefined
      ? [fault('/distanceM', 'required', '距離を入力してください。')]
      : []),
    ...(isCar && amountYen !== undefined
      ? [fault('/amountYen', 'computed', '自家用車の額は距離から計算します。入力しないでください。')]
      : []),
    ...(isCar && budget === 'client'
      ? [fault('/budget', 'not_possible', '自家用車は支援者の費用にしてください。')]
      : []),
    ...(!isCar && distanceM !== undefined
      ? [fault('/distanceM', 'not_possible', '距離は自家用車のときだけ入力してください。')]
      : []),
    ...(!isCar && (amountYen === undefined || amountYen === 0n)
      ? [fault('/amountYen', 'required', '金額を1円以上で入力してください。')]
      : []),
    ...(kind === 'taxi' && taxiReason === undefined
      ? [fault('/taxiReason', 'required', 'タクシーを使った理由を入力してください。')]
      : []),
  ];
}

/** Metres to yen, divided once. */
export function carAmount(distanceM: number, yenPerKm: Yen): Yen {
  return floorDiv(BigInt(distanceM) * yenPerKm, 1000n);
}

interface Evidenced {
  readonly kind: ExpenseKind;
  readonly noReceiptReason: string | null;
  readonly hasReceipt: boolean;
}

/** A line without a receipt and without a reason for that is not paid (domain rule 45); of a car, the distance is the proof. */
export function checkEvidence(lines: readonly Evidenced[]): FieldFault[] {
  return lines.flatMap(({ kind, hasReceipt, noReceiptReason }, index) =>
    hasReceipt || noReceiptReason !== null || kind === 'own_car'
      ? []
      : [fault(`/expenses/${index}`, 'evidence', '領収書を付けるか、領収書がない理由を入力してください。')],
  );
}

export const RECEIPT_LIMIT_BYTES = 5 * 1024 * 1024;

const KINDS_OF_FILE = [
  { mediaType: 'application/pdf', extension: 'pdf', magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { mediaType: 'image/jpeg', extension: 'jpg', magic: [0xff, 0xd8, 0xff] },
  {
    mediaType: 'image/png',
    extension: 'png',
    magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  },
] as const;
export type ReceiptType = (typeof KINDS_OF_FILE)[number]['mediaType'];

/** By its first bytes; what the sender calls it proves nothing. Null: none that is taken. */
export function receiptType(bytes: Uint8Array): ReceiptType | null {
  const found = KINDS_OF_FILE.find(({ magic }) => magic.every((byte, at) => bytes[at] === byte));
  return found?.mediaType ?? null;
}

export function receiptFileName(mediaType: ReceiptType): string {
  const found = KINDS_OF_FILE.find((kind) => kind.mediaType === mediaType);
  return `receipt.${found?.extension ?? 'bin'}`;
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
