import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../platform/http/page';
import { OneOf, Text, Uuid } from '../../platform/validation/fields';
import { type Urgency, URGENCY_CODES } from '../domain/deadline';
import { NEED_OUTCOMES, type NeedOutcome } from '../domain/outcomes';
import { HANDOVER_METHODS, type HandoverMethod } from '../domain/referral-moves';
import { ReferralEventView, ReferralView } from '../referrals.dto';

const OPTIONAL = { optional: true } as const;

/** Why somebody else looks after a need from now on; `opened` and `period_close` are the system's. */
const HANDOVER_REASONS = ['handover', 'absence'] as const;
type HandoverReason = (typeof HANDOVER_REASONS)[number];

export class NeedQuery extends PageQuery {
  @Uuid(OPTIONAL) readonly periodId?: string;
  @OneOf(['open', 'closed'], OPTIONAL) readonly state?: 'open' | 'closed';
  @OneOf(URGENCY_CODES, OPTIONAL) readonly urgency?: Urgency;
  @OneOf(['true'], { ...OPTIONAL, description: '自分が担当するもの' }) readonly mine?: 'true';
}

export class NeedOwnerInput {
  @Uuid({ nullable: true, description: '担当者。null は団体（担当者なし）' })
  readonly ownerAccountId: string | null;
  @OneOf(HANDOVER_REASONS, { description: '引継ぎ／不在' }) readonly reason: HandoverReason;
}

export class NeedClosure {
  @OneOf(NEED_OUTCOMES, { description: '満たされた／一部／満たされなかった／取下げ' })
  readonly outcome: NeedOutcome;
}

export class IdentityInput {
  @Text({ max: 100, description: '氏名または呼び名' }) readonly name: string;
  @Text({ max: 200, ...OPTIONAL, description: '連絡先' }) readonly contact?: string;
  @Text({ max: 300, ...OPTIONAL, description: '住所' }) readonly address?: string;
}

export class IdentityView {
  @ApiProperty() readonly name: string;
  @ApiProperty({ nullable: true, type: String }) readonly contact: string | null;
  @ApiProperty({ nullable: true, type: String }) readonly address: string | null;
}

export class ReceiverQuery extends PageQuery {
  @OneOf(HANDOVER_METHODS, { ...OPTIONAL, description: '省略時は agency_contacted' })
  readonly method?: HandoverMethod;
}

/** Somebody who has not been tried yet. */
export class ReceiverView {
  @ApiProperty({ format: 'uuid' }) readonly serviceId: string;
  @ApiProperty() readonly name: string;
  @ApiProperty() readonly bodyName: string;
  @ApiProperty() readonly isOpen: boolean;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) readonly opensAt: string | null;
  @ApiProperty({ enum: ['municipality', 'prefecture', 'nation'], nullable: true, type: String })
  readonly reach: string | null;
  @ApiProperty({ enum: ['open', 'limited', 'full', 'unknown'] }) readonly capacity: string;
  @ApiProperty({ enum: ['fresh', 'due', 'stale', 'never'] }) readonly staleness: string;
}

export class ReferralNeedView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ format: 'uuid' }) readonly consultationId: string;
  @ApiProperty() readonly worryCategory: string;
  @ApiProperty({ nullable: true, type: String }) readonly areaCode: string | null;
  @ApiProperty() readonly ageBand: string;
  @ApiProperty() readonly language: string;
  @ApiProperty({ enum: URGENCY_CODES }) readonly urgency: Urgency;
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly ownerAccountId: string | null;
  @ApiProperty({ enum: NEED_OUTCOMES, nullable: true }) readonly outcome: NeedOutcome | null;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) readonly closedAt: string | null;
  @ApiProperty() readonly version: number;
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
  @ApiProperty({ format: 'date-time' }) readonly updatedAt: string;
}

class OwnerView {
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly ownerAccountId: string | null;
  @ApiProperty({ enum: ['opened', 'handover', 'absence', 'period_close'] }) readonly reason: string;
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly accountId: string | null;
  @ApiProperty({ format: 'date-time' }) readonly since: string;
}

/** A step without its note; with who looked after the need and until when an answer was due at that moment. */
class ChainStepView {
  @ApiProperty() readonly version: number;
  @ApiProperty() readonly move: string;
  @ApiProperty() readonly toStatus: string;
  @ApiProperty({ format: 'date-time' }) readonly occurredAt: string;
  @ApiProperty({ enum: ['staff', 'external', 'clock'] }) readonly actor: ReferralEventView['actor'];
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly accountId: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly ownerAccountId: string | null;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) readonly respondBy: string | null;
}

class AttemptView extends ReferralView {
  @ApiProperty({ type: [ChainStepView] }) readonly steps: readonly ChainStepView[];
}

export class NeedChain extends ReferralNeedView {
  @ApiProperty({ type: [OwnerView] }) readonly owners: readonly OwnerView[];
  @ApiProperty({ type: [AttemptView], description: '提案した順' }) readonly attempts: readonly AttemptView[];
  @ApiProperty({
    type: Number,
    nullable: true,
    description: '必要が生じてから、つなぎ先が初めて応じるまでの秒数',
  })
  readonly secondsToFirstContact: number | null;
}
