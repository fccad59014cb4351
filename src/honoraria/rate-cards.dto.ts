import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../platform/http/page';
import { Day, OneOf, Text, Uuid, YenAmount } from '../platform/validation/fields';
import { SHIFT_ROLES, type ShiftRole } from '../rosters/shift.entity';

export class NewRateCard {
  @Uuid({ optional: true }) readonly id?: string;
  @Uuid() readonly periodId: string;
  @Uuid({ optional: true, nullable: true, description: '省略時は全団体に共通' })
  readonly organisationId?: string | null;
  @OneOf(SHIFT_ROLES) readonly role: ShiftRole;
  @Text({ max: 40, optional: true, nullable: true, description: '分野コード。省略時は全分野に共通' })
  readonly fieldCode?: string | null;
  @YenAmount({ description: '1時間当たりの単価（円）' }) readonly yenPerHour: bigint;
  @YenAmount({ optional: true, nullable: true, description: '1人1日当たりの上限（円）' })
  readonly dayCapYen?: bigint | null;
  @Day({ description: '適用開始日' }) readonly validFrom: string;
  @Day({ optional: true, nullable: true, description: '適用終了日（その日を含まない）' })
  readonly validUntil?: string | null;
  @Day({ description: '決定日' }) readonly decidedOn: string;
  @Text({ max: 500, description: '根拠（契約書・経費計画の条項）' }) readonly basisClause: string;
}

export class RateCardQuery extends PageQuery {
  @Uuid({ optional: true }) readonly periodId?: string;
}

export class RateCardView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly organisationId: string | null;
  @ApiProperty({ enum: SHIFT_ROLES }) readonly role: ShiftRole;
  @ApiProperty({ type: String, nullable: true }) readonly fieldCode: string | null;
  @ApiProperty({ type: 'integer' }) readonly yenPerHour: number;
  @ApiProperty({ type: 'integer', nullable: true }) readonly dayCapYen: number | null;
  @ApiProperty({ format: 'date' }) readonly validFrom: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) readonly validUntil: string | null;
  @ApiProperty({ format: 'date' }) readonly decidedOn: string;
  @ApiProperty() readonly basisClause: string;
  @ApiProperty({ format: 'uuid' }) readonly createdBy: string;
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
}
