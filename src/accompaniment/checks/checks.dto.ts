import { ApiProperty } from '@nestjs/swagger';
import { Instant, OneOf, Uuid } from '../../platform/validation/fields';
import { CHECK_KINDS, type CheckKind } from '../domain/visit-watch';

export class NewCheck {
  @Uuid({ optional: true }) readonly id?: string;
  @OneOf(CHECK_KINDS, { description: '合流／安否の連絡／解散' }) readonly kind: CheckKind;
  @Instant({ optional: true, description: '本人の言う時刻。省略時は今' }) readonly occurredAt?: Date;
  @Uuid({ optional: true, description: '電話で連絡した同行者（窓口が代わりに記録するとき）。省略時は自分' })
  readonly personId?: string;
}

export class CheckView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty({ enum: CHECK_KINDS }) readonly kind: CheckKind;
  @ApiProperty({ format: 'date-time' }) readonly occurredAt: string;
  @ApiProperty({ format: 'date-time' }) readonly recordedAt: string;
  @ApiProperty({ format: 'uuid' }) readonly recordedBy: string;
}
