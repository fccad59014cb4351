import { ApiProperty } from '@nestjs/swagger';
import { OneOf, Text } from '../../platform/validation/fields';
import { type Decision, DECISIONS } from './review-store';

export class NewReview {
  @OneOf(DECISIONS, { description: 'returned は記入した人へ差し戻す' }) readonly decision: Decision;
  @Text({ min: 0, max: 2000, optional: true, lines: true, description: '差し戻すときは必須' })
  readonly comment?: string;
}

export class NewVoiding {
  @Text({ max: 2000, lines: true, description: '取り消す理由' }) readonly reason: string;
}

export class ReviewView {
  @ApiProperty({ enum: ['approved', 'returned', 'voided'] }) readonly decision: string;
  @ApiProperty({ type: Number, nullable: true, description: '確認した訂正の版。取消しでは null' })
  readonly revision: number | null;
  @ApiProperty() readonly comment: string;
  @ApiProperty({ format: 'uuid' }) readonly accountId: string;
  @ApiProperty({ format: 'date-time' }) readonly decidedAt: string;
}
