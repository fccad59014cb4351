import { ApiProperty } from '@nestjs/swagger';
import { Uuid } from '../../platform/validation/fields';

export class HandoverInput {
  @Uuid({ description: '期の終了後に、この団体の終わっていないつなぎを担当する人' })
  readonly ownerAccountId: string;
}

/** What one organisation still has open of a period, and who looks after it from now on. */
export class HandoverView {
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty() readonly organisationName: string;
  @ApiProperty({ description: '終わっていない必要' }) readonly openNeeds: number;
  @ApiProperty({ description: '終わっていないつなぎ' }) readonly openAttempts: number;
  @ApiProperty({ description: '担当者のいない必要' }) readonly withoutOwner: number;
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly ownerAccountId: string | null;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) readonly recordedAt: string | null;
  @ApiProperty({ description: '終わっていないものがあり、引継ぎがまだ' }) readonly isDue: boolean;
}
