import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../platform/http/page';
import { OneOf, Uuid } from '../../platform/validation/fields';
import { NOTICE_KINDS, type NoticeKind } from '../domain/notice-kinds';
import { REFERRAL_OUTCOMES, type ReferralOutcome } from '../domain/outcomes';

export class ExternalNoticeQuery extends PageQuery {
  @Uuid({ optional: true }) readonly referralId?: string;
  @OneOf(['open', 'handled'], { optional: true }) readonly state?: 'open' | 'handled';
  @OneOf(['true'], { optional: true, description: '自分が担当するつなぎだけ' }) readonly mine?: 'true';
}

export class ExternalNoticeView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly linkId: string;
  @ApiProperty({ format: 'uuid' }) readonly referralId: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly ownerAccountId: string | null;
  @ApiProperty({
    enum: NOTICE_KINDS,
    description:
      'locked：暗証番号の誤りで止まった／outcome_report：まだ終えられない結果の知らせ／contact_correction：名簿の直しの申し出',
  })
  readonly kind: NoticeKind;
  @ApiProperty({ enum: REFERRAL_OUTCOMES, nullable: true }) readonly result: ReferralOutcome | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly serviceId: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly words: string | null;
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly handledBy: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly handledAt: string | null;
}
