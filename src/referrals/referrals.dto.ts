import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../platform/http/page';
import { OneOf, Text, Uuid } from '../platform/validation/fields';
import {
  REFERRAL_OUTCOMES,
  REFERRAL_STATUSES,
  type ReferralOutcome,
  type ReferralStatus,
} from './domain/referral-moves';
import { HANDOVER_METHODS, type HandoverMethod, RECEIVER_KINDS, type ReceiverKind } from './referral.entity';

const RECEIVER_KINDS_JA =
  '自治体窓口／自立相談支援機関／福祉事務所／警察／地域の支援団体／専門分野の支援団体／医療機関／児童相談所／社会福祉協議会／地域協議会・調整機関／その他';

export class NewReferral {
  @Uuid({ optional: true }) readonly id?: string;
  @Uuid() readonly consultationId: string;
  @Text({ max: 8, description: '悩みの分類（GET /code-lists/worry_category）' })
  readonly worryCategory: string;
  @Text({ max: 200, description: 'つなぎ先の名称' }) readonly receiverName: string;
  @OneOf(RECEIVER_KINDS, { description: RECEIVER_KINDS_JA }) readonly receiverKind: ReceiverKind;
  @OneOf(HANDOVER_METHODS, { description: '番号案内／転送／機関へ連絡／同行' })
  readonly handoverMethod: HandoverMethod;
  @Text({ max: 10_000, optional: true, lines: true }) readonly note?: string;
}

export class ReferralQuery extends PageQuery {
  @OneOf(REFERRAL_STATUSES, { optional: true }) readonly status?: ReferralStatus;
}

export class ReferralStep {
  @Text({ max: 10_000, optional: true, lines: true }) readonly note?: string;
}

export class ReferralClosure extends ReferralStep {
  @OneOf(REFERRAL_OUTCOMES, { optional: true, description: '必須。ない場合は 422' })
  readonly outcome?: ReferralOutcome;
}

export class ReferralView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ format: 'uuid' }) readonly consultationId: string;
  @ApiProperty() readonly worryCategory: string;
  @ApiProperty() readonly receiverName: string;
  @ApiProperty({ enum: RECEIVER_KINDS }) readonly receiverKind: ReceiverKind;
  @ApiProperty({ enum: HANDOVER_METHODS }) readonly handoverMethod: HandoverMethod;
  @ApiProperty({ enum: REFERRAL_STATUSES }) readonly status: ReferralStatus;
  @ApiProperty({ enum: REFERRAL_OUTCOMES, nullable: true }) readonly outcome: ReferralOutcome | null;
  @ApiProperty() readonly version: number;
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
  @ApiProperty({ format: 'date-time' }) readonly updatedAt: string;
}

export class ReferralEventView {
  @ApiProperty() readonly version: number;
  @ApiProperty({ description: 'proposal または手続きの名前' }) readonly move: string;
  @ApiProperty({ enum: REFERRAL_STATUSES, nullable: true }) readonly fromStatus: ReferralStatus | null;
  @ApiProperty({ enum: REFERRAL_STATUSES }) readonly toStatus: ReferralStatus;
  @ApiProperty({ format: 'date-time' }) readonly occurredAt: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly accountId: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly note: string | null;
}

export class ReferralDetail extends ReferralView {
  @ApiProperty({ type: [ReferralEventView] }) readonly events: readonly ReferralEventView[];
}
