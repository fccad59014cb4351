import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../platform/http/page';
import { OneOf, Text, Uuid } from '../platform/validation/fields';
import { ConsentView } from './consents/consents.dto';
import { type Urgency, URGENCY_CODES } from './domain/deadline';
import {
  DECLINE_REASON_CODES,
  type DeclineReason,
  REFERRAL_OUTCOMES,
  type ReferralOutcome,
  WITHDRAWAL_REASON_CODES,
  type WithdrawalReason,
} from './domain/outcomes';
import { RECEIVER_KINDS, type ReceiverKind } from './domain/receiver-kinds';
import {
  HANDOVER_METHODS,
  type HandoverMethod,
  REFERRAL_STATUSES,
  type ReferralStatus,
} from './domain/referral-moves';
import { OverrideView } from './overrides/overrides.dto';

const RECEIVER_KINDS_JA =
  '自治体窓口／自立相談支援機関／福祉事務所／警察／地域の支援団体／専門分野の支援団体／医療機関／児童相談所／社会福祉協議会／地域協議会・調整機関／その他';
const PHONE = /^\+?[0-9][0-9-]{1,18}$/;
const OPTIONAL = { optional: true } as const;

export class NewReferral {
  @Uuid(OPTIONAL) readonly id?: string;
  @Uuid() readonly consultationId: string;
  @Text({ max: 8, description: '悩みの分類（GET /code-lists/worry_category）' })
  readonly worryCategory: string;
  @Uuid({ ...OPTIONAL, description: 'つなぎ先名簿の窓口。ないときは receiverName と receiverKind' })
  readonly serviceId?: string;
  @Text({ max: 200, ...OPTIONAL, description: '名簿にないつなぎ先の名称' }) readonly receiverName?: string;
  @OneOf(RECEIVER_KINDS, { ...OPTIONAL, description: RECEIVER_KINDS_JA })
  readonly receiverKind?: ReceiverKind;
  @Text({ max: 20, pattern: PHONE, ...OPTIONAL, description: '名簿にないつなぎ先の電話番号' })
  readonly receiverPhone?: string;
  @OneOf(HANDOVER_METHODS, { description: '番号案内／転送／機関へ連絡／同行' })
  readonly handoverMethod: HandoverMethod;
  @Text({ max: 6, ...OPTIONAL, description: '市区町村（5桁か6桁）または都道府県（2桁）。省略時は相談記録票' })
  readonly area?: string;
  @Text({ max: 3, pattern: /^[a-z]{2,3}$/, ...OPTIONAL, description: '言語（ISO 639）。省略時は ja' })
  readonly language?: string;
  @OneOf(URGENCY_CODES, { ...OPTIONAL, description: '通常／要注意／緊急。省略時は相談記録票' })
  readonly urgency?: Urgency;
  @Text({ max: 10_000, ...OPTIONAL, lines: true }) readonly note?: string;
}

export class ReferralQuery extends PageQuery {
  @OneOf(REFERRAL_STATUSES, OPTIONAL) readonly status?: ReferralStatus;
  @OneOf(URGENCY_CODES, OPTIONAL) readonly urgency?: Urgency;
  @Uuid(OPTIONAL) readonly needId?: string;
  @Uuid(OPTIONAL) readonly consultationId?: string;
  @OneOf(['true'], { ...OPTIONAL, description: '回答期限を過ぎたもの' }) readonly overdue?: 'true';
  @OneOf(['true'], { ...OPTIONAL, description: '自分が担当するもの' }) readonly mine?: 'true';
}

export class ReferralView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ format: 'uuid' }) readonly consultationId: string;
  @ApiProperty({ format: 'uuid' }) readonly needId: string;
  @ApiProperty() readonly worryCategory: string;
  @ApiProperty({ enum: URGENCY_CODES }) readonly urgency: Urgency;
  @ApiProperty({ nullable: true, type: String }) readonly areaCode: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly ownerAccountId: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly serviceId: string | null;
  @ApiProperty({ description: '送った後は、送った時の名称' }) readonly receiverName: string;
  @ApiProperty({ enum: RECEIVER_KINDS }) readonly receiverKind: ReceiverKind;
  @ApiProperty({ nullable: true, type: String, description: '送った後は、送った時の番号' })
  readonly receiverPhone: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String, description: 'この前に試したつなぎ' })
  readonly previousReferralId: string | null;
  @ApiProperty({ enum: HANDOVER_METHODS }) readonly handoverMethod: HandoverMethod;
  @ApiProperty({ enum: REFERRAL_STATUSES }) readonly status: ReferralStatus;
  @ApiProperty({ enum: REFERRAL_OUTCOMES, nullable: true }) readonly outcome: ReferralOutcome | null;
  @ApiProperty({ enum: DECLINE_REASON_CODES, nullable: true }) readonly declineReason: DeclineReason | null;
  @ApiProperty({ enum: WITHDRAWAL_REASON_CODES, nullable: true })
  readonly withdrawalReason: WithdrawalReason | null;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) readonly sentAt: string | null;
  @ApiProperty({ format: 'date-time', nullable: true, type: String, description: '回答期限' })
  readonly respondBy: string | null;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) readonly appointmentAt: string | null;
  @ApiProperty() readonly isOverdue: boolean;
  @ApiProperty({ enum: ['person', 'sender', 'receiver'], nullable: true, description: '次に動く側' })
  readonly awaited: 'person' | 'sender' | 'receiver' | null;
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
  @ApiProperty({ enum: ['staff', 'external', 'clock'], description: '職員／つなぎ先／期限' })
  readonly actor: 'staff' | 'external' | 'clock';
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly accountId: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly note: string | null;
}

export class ReferralDetail extends ReferralView {
  @ApiProperty({ type: [ReferralEventView] }) readonly events: readonly ReferralEventView[];
  @ApiProperty({ type: [ConsentView] }) readonly consents: readonly ConsentView[];
  @ApiProperty({ type: OverrideView, nullable: true }) readonly override: OverrideView | null;
}
