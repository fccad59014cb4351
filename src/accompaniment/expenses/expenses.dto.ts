import { ApiProperty } from '@nestjs/swagger';
import { OneOf, Text, Uuid, WholeNumber, YenAmount } from '../../platform/validation/fields';
import {
  EXPENSE_BUDGETS,
  EXPENSE_KINDS,
  type ExpenseBudget,
  type ExpenseKind,
} from '../domain/visit-expenses';

const OPTIONAL = { optional: true } as const;

export class NewExpense {
  @Uuid(OPTIONAL) readonly id?: string;
  @OneOf(EXPENSE_KINDS, { description: '電車／バス／タクシー／自家用車／その他' })
  readonly kind: ExpenseKind;
  @OneOf(EXPENSE_BUDGETS, { description: '支援者の費用／本人の費用' }) readonly budget: ExpenseBudget;
  @YenAmount({ ...OPTIONAL, description: '自家用車は距離から計算するので入力しない' })
  readonly amountYen?: bigint;
  @WholeNumber({ min: 1, max: 2_000_000, ...OPTIONAL, description: '自家用車の距離（メートル）' })
  readonly distanceM?: number;
  @Text({ max: 200, description: '区間' }) readonly route: string;
  @Text({ max: 300, ...OPTIONAL, description: 'タクシーを使った理由（タクシーは必須）' })
  readonly taxiReason?: string;
  @Text({ max: 300, ...OPTIONAL, description: '領収書がない理由（路線バスのため、など）' })
  readonly noReceiptReason?: string;
}

export class ReceiptView {
  @ApiProperty({ enum: ['application/pdf', 'image/jpeg', 'image/png'] }) readonly mediaType: string;
  @ApiProperty() readonly size: number;
}

export class ExpenseView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid', description: '立て替えた人' }) readonly personId: string;
  @ApiProperty({ enum: EXPENSE_KINDS }) readonly kind: ExpenseKind;
  @ApiProperty({ enum: EXPENSE_BUDGETS }) readonly budget: ExpenseBudget;
  @ApiProperty({ type: 'integer' }) readonly amountYen: number;
  @ApiProperty({ type: 'integer', nullable: true }) readonly distanceM: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: '1kmあたりの円' })
  readonly yenPerKm: number | null;
  @ApiProperty() readonly route: string;
  @ApiProperty({ type: String, nullable: true }) readonly taxiReason: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly noReceiptReason: string | null;
  @ApiProperty({ type: ReceiptView, nullable: true }) readonly receipt: ReceiptView | null;
}
