import { ApiProperty } from '@nestjs/swagger';
import { OneOf, Prose } from '../../platform/validation/fields';
import { type Decision, DECISIONS } from './review-store';

export class NewReview {
  @OneOf(DECISIONS, { description: 'returned は記入した人へ差し戻す' }) readonly decision: Decision;
  @Prose({ max: 10_000, optional: true, description: '差し戻すときは必須。2000文字まで' })
  readonly comment?: string;
}

export class NewVoiding {
  @Prose({ max: 10_000, optional: true, description: '取り消す理由。必須、2000文字まで' })
  readonly reason?: string;
}

export class ReviewView {
  @ApiProperty({ enum: ['approved', 'returned', 'voided'] }) readonly decision: string;
  @ApiProperty({ type: Number, nullable: true, description: '確認した訂正の版。取消しでは null' })
  readonly revision: number | null;
  @ApiProperty() readonly comment: string;
  @ApiProperty({ format: 'uuid' }) readonly accountId: string;
  @ApiProperty({ format: 'date-time' }) readonly decidedAt: string;
}
