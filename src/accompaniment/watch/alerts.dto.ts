import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../platform/http/page';
import { OneOf } from '../../platform/validation/fields';
import { ALERT_OUTCOMES, type AlertOutcome } from '../domain/visit-codes';
import { CHECK_KINDS, type CheckKind } from '../domain/visit-watch';

export class AlertQuery extends PageQuery {
  @OneOf(['open', 'acknowledged'], { optional: true }) readonly state?: 'open' | 'acknowledged';
}

export class Acknowledgement {
  @OneOf(ALERT_OUTCOMES, { description: '無事を確かめた／連絡がつかない／通報した' })
  readonly outcome: AlertOutcome;
}

export class AlertView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly visitId: string;
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty({ enum: CHECK_KINDS }) readonly missed: CheckKind;
  @ApiProperty({ format: 'date-time' }) readonly dueAt: string;
  @ApiProperty({ format: 'date-time' }) readonly notedAt: string;
  @ApiProperty({ format: 'date-time', nullable: true, type: String, description: '本人の次の連絡' })
  readonly answeredAt: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly acknowledgedBy: string | null;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) readonly acknowledgedAt: string | null;
  @ApiProperty({ enum: ALERT_OUTCOMES, nullable: true }) readonly outcome: AlertOutcome | null;
}
