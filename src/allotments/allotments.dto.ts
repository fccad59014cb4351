import { ApiProperty } from '@nestjs/swagger';
import { CHANNELS, type Channel } from '../periods/period.entity';
import { PageQuery } from '../platform/http/page';
import { Instant, Nested, OneOf, Text, Uuid, WholeNumber } from '../platform/validation/fields';
import { SHIFT_ROLES, type ShiftRole } from '../rosters/shift.entity';
import { ALLOTMENT_STATUSES, type AllotmentEvent, type AllotmentStatus } from './domain/allotment-moves';

const MAX_SEATS = 500;

export class NewBlock {
  @Uuid({ optional: true }) readonly id?: string;
  @Uuid() readonly organisationId: string;
  @OneOf(CHANNELS) readonly channel: Channel;
  @Text({ max: 40, optional: true, nullable: true, description: '省略時は分野を限らない' })
  readonly fieldCode?: string | null;
  @OneOf(SHIFT_ROLES) readonly role: ShiftRole;
  @Instant({ description: 'この瞬間を含む' }) readonly startsAt: Date;
  @Instant({ description: 'この瞬間を含まない' }) readonly endsAt: Date;
  @WholeNumber({ min: 1, max: MAX_SEATS }) readonly seats: number;
  @Instant({ description: '充足期限：この時までに席を埋める' }) readonly fillBy: Date;
  @Uuid({ optional: true, nullable: true, description: '席が戻った元の枠（再提示のとき）' })
  readonly offeredFrom?: string | null;
}

export class NewBlocks {
  @Nested(() => NewBlock, { each: true, description: '1〜500件。1件でも誤りがあれば何も登録しない' })
  readonly blocks: NewBlock[];
}

export class BlockChange {
  @WholeNumber({ min: 0, max: MAX_SEATS, optional: true, description: '提示中の枠だけ。0 は取り下げ' })
  readonly seats?: number;
  @Instant({ optional: true }) readonly fillBy?: Date;
}

export class BlockAnswer {
  @WholeNumber({
    min: 1,
    max: MAX_SEATS,
    optional: true,
    description: '受ける席数・返上する席数。省略時はすべて',
  })
  readonly seats?: number;
  @Text({ max: 500, optional: true, lines: true, description: '一部だけの受諾・辞退・返上では必須' })
  readonly reason?: string;
}

export class ReturnRequest {
  @Uuid({ each: true, optional: true, description: '省略時は期限を過ぎたすべての枠' })
  readonly allotmentIds?: string[];
}

export class AllotmentQuery extends PageQuery {
  @Uuid({ optional: true }) readonly organisationId?: string;
  @OneOf(ALLOTMENT_STATUSES, { optional: true }) readonly status?: AllotmentStatus;
  @Instant({ optional: true, description: 'この瞬間より後まで続く枠' }) readonly from?: Date;
  @Instant({ optional: true, description: 'この瞬間より前に始まる枠' }) readonly until?: Date;
  @OneOf(['overdue', 'returned'], {
    optional: true,
    description: 'overdue：期限を過ぎて埋まっていない / returned：戻った席がまだ再提示されていない（事務局）',
  })
  readonly attention?: 'overdue' | 'returned';
}

export class AllotmentView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty() readonly organisationName: string;
  @ApiProperty({ enum: CHANNELS }) readonly channel: Channel;
  @ApiProperty({ type: String, nullable: true }) readonly fieldCode: string | null;
  @ApiProperty({ enum: SHIFT_ROLES }) readonly role: ShiftRole;
  @ApiProperty({ format: 'date-time' }) readonly startsAt: string;
  @ApiProperty({ format: 'date-time' }) readonly endsAt: string;
  @ApiProperty() readonly seats: number;
  @ApiProperty({ description: '人が割り当てられた席' }) readonly filledSeats: number;
  @ApiProperty({ type: Number, nullable: true, description: '戻ってまだ再提示されていない席（事務局だけ）' })
  readonly freeSeats: number | null;
  @ApiProperty({ format: 'date-time' }) readonly fillBy: string;
  @ApiProperty({ description: '期限を過ぎて埋まっていない' }) readonly isOverdue: boolean;
  @ApiProperty({ enum: ALLOTMENT_STATUSES }) readonly status: AllotmentStatus;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly offeredFrom: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '受諾でできたシフト' })
  readonly shiftId: string | null;
  @ApiProperty() readonly version: number;
}

export class AllotmentEventView {
  @ApiProperty() readonly version: number;
  @ApiProperty({ enum: ['offered', 'changed', 'accepted', 'declined', 'given_back', 'flowed_back'] })
  readonly move: AllotmentEvent;
  @ApiProperty() readonly seatsBefore: number;
  @ApiProperty() readonly seatsAfter: number;
  @ApiProperty() readonly reason: string;
  @ApiProperty({ format: 'date-time' }) readonly occurredAt: string;
}

export class ReofferView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty() readonly seats: number;
  @ApiProperty({ enum: ALLOTMENT_STATUSES }) readonly status: AllotmentStatus;
}

export class AllotmentDetailView extends AllotmentView {
  @ApiProperty({ type: [AllotmentEventView] }) readonly events: readonly AllotmentEventView[];
  @ApiProperty({ type: [ReofferView], description: '戻った席の行き先（事務局だけ）' })
  readonly reoffers: readonly ReofferView[];
}

export class PromiseWarningView {
  @ApiProperty({ enum: ['above_seats', 'above_minutes'] }) readonly code: 'above_seats' | 'above_minutes';
  @ApiProperty() readonly message: string;
}

export class ParticipationUseView {
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty() readonly organisationName: string;
  @ApiProperty({ type: Number, nullable: true, description: '約束した席数（同時）' }) readonly seatsPromised:
    number | null;
  @ApiProperty({ type: Number, nullable: true, description: '引き受ける時間の上限（分）' })
  readonly maxMinutes: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly budgetYen: number | null;
  @ApiProperty({ description: '提示中と受諾済みの席×分' }) readonly allottedMinutes: number;
  @ApiProperty({ description: 'うち受諾済み' }) readonly acceptedMinutes: number;
  @ApiProperty({ description: '同じ時に重なる席の最大' }) readonly peakSeats: number;
  @ApiProperty({ description: '人が割り当てられた分' }) readonly rosteredMinutes: number;
  @ApiProperty({ description: '受諾済みでまだ人のいない席' }) readonly openSeats: number;
  @ApiProperty({ type: [PromiseWarningView] }) readonly warnings: readonly PromiseWarningView[];
}

export class OfferedBlocksView {
  @ApiProperty({ type: [AllotmentView] }) readonly items: readonly AllotmentView[];
  @ApiProperty({ type: [ParticipationUseView], description: '約束を超えた団体' })
  readonly exceeded: readonly ParticipationUseView[];
}

export class ReturnedBlocksView {
  @ApiProperty({ type: [AllotmentView] }) readonly items: readonly AllotmentView[];
}
