import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../platform/http/page';
import { OneOf, Uuid } from '../../platform/validation/fields';
import { SWAP_STEPS, type SwapPart, type SwapStatus, type SwapStep } from '../domain/swap-moves';

const KINDS = ['exchange', 'give_away'] as const;
const STATUSES = [
  'proposed',
  'accepted',
  'approved_once',
  'done',
  'declined',
  'rejected',
  'withdrawn',
  'expired',
] as const satisfies readonly SwapStatus[];
const PARTS = [
  'proposer',
  'partner',
  'coordinator',
  'partner_coordinator',
] as const satisfies readonly SwapPart[];

export class SwapPartnersQuery {
  @Uuid({ description: '自分の勤務のシフト' }) readonly shiftId: string;
}

export class NewSwap {
  @Uuid({ optional: true }) readonly id?: string;
  @Uuid({ description: '手放す自分の割り当て' }) readonly assignmentId: string;
  @Uuid({ optional: true, description: '交換する相手の割り当て。譲るときは送らない' })
  readonly partnerAssignmentId?: string;
  @Uuid({ optional: true, description: '譲る相手。交換するときは送らない' }) readonly partnerId?: string;
}

export class SwapQuery extends PageQuery {
  @OneOf(STATUSES, { optional: true }) readonly status?: SwapStatus;
}

export class NewSwapStep {
  @OneOf(SWAP_STEPS) readonly step: SwapStep;
}

export class SwapPersonView {
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty() readonly familyName: string;
  @ApiProperty() readonly givenName: string;
}

export class SwapSeatView {
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty() readonly channel: string;
  @ApiProperty() readonly role: string;
  @ApiProperty({ format: 'date-time' }) readonly startsAt: string;
  @ApiProperty({ format: 'date-time' }) readonly endsAt: string;
}

export class ExchangePartnerView extends SwapSeatView {
  @ApiProperty({ format: 'uuid' }) readonly assignmentId: string;
  @ApiProperty({ type: SwapPersonView, nullable: true, description: '他団体の人の名前は示さない' })
  readonly person: SwapPersonView | null;
}

export class SwapPartnersView {
  @ApiProperty({ type: [ExchangePartnerView], description: '交換できる勤務' })
  readonly exchanges: readonly ExchangePartnerView[];
  @ApiProperty({ type: [SwapPersonView], description: '譲れる人' })
  readonly takers: readonly SwapPersonView[];
}

export class SwapView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ enum: KINDS }) readonly kind: string;
  @ApiProperty({ enum: STATUSES }) readonly status: SwapStatus;
  @ApiProperty({ enum: PARTS, isArray: true, description: '自分の立場' })
  readonly yourParts: readonly SwapPart[];
  @ApiProperty({ type: SwapSeatView }) readonly seat: SwapSeatView;
  @ApiProperty({ type: SwapSeatView, nullable: true }) readonly partnerSeat: SwapSeatView | null;
  @ApiProperty({ type: SwapPersonView, nullable: true }) readonly proposer: SwapPersonView | null;
  @ApiProperty({
    type: SwapPersonView,
    nullable: true,
    description: '他団体の人の名前は申し出た人に示さない',
  })
  readonly partner: SwapPersonView | null;
  @ApiProperty({ format: 'date-time', description: 'この時刻までに決まらなければ流れる' })
  readonly expiresAt: string;
  @ApiProperty() readonly version: number;
}
