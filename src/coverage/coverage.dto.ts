import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { applyDecorators } from '@nestjs/common';
import { LIVE_CHANNELS, type LiveChannel } from '../demand/domain/demand-slot';
import { PageQuery } from '../platform/http/page';
import { Decimal, Instant, Nested, OneOf, Uuid, WholeNumber, YenAmount } from '../platform/validation/fields';
import { BASES, type CoverageBasis } from './coverage.reader';

const BASIS_WORDS = 'allotted は枠の割り振り、draft は作成中の割当、published は公開した版';

/** A number of a roster's version in the query string. */
function VersionNumber(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value,
    ),
    WholeNumber({
      min: 1,
      max: 999_999,
      optional: true,
      description: '各団体の、この番号までの最新の公開版',
    }),
  );
}

export class CoverageQuery extends PageQuery {
  @OneOf(BASES, { optional: true, description: BASIS_WORDS }) readonly basis?: CoverageBasis;
  @VersionNumber() readonly version?: number;
  @OneOf(LIVE_CHANNELS, { optional: true }) readonly channel?: LiveChannel;
  @Instant({ optional: true, description: 'この瞬間以後に始まる30分枠' }) readonly from?: Date;
  @Instant({ optional: true, description: 'この瞬間より前に始まる30分枠' }) readonly until?: Date;
}

export class CoverageSumView {
  @ApiProperty() readonly calls: number;
  @ApiProperty() readonly answered: number;
  @ApiProperty({ type: Number, nullable: true, description: '見込む応答数÷見込む相談者数' })
  readonly answerRate: number | null;
  @ApiProperty() readonly seatHoursNeeded: number;
  @ApiProperty() readonly seatHoursThere: number;
  @ApiProperty({ type: Number, nullable: true, description: '席の稼働率' }) readonly occupancy: number | null;
  @ApiProperty({ description: '不足している枠の数' }) readonly slotsShort: number;
  @ApiProperty({ description: '余っている枠の数' }) readonly slotsOver: number;
}

export class CoverageDayView extends CoverageSumView {
  @ApiProperty({ format: 'date' }) readonly day: string;
}

export class SeatBalanceView {
  @ApiProperty({ description: '枠または割当の席・時間の合計' }) readonly seatHoursInBlocks: number;
  @ApiProperty({ description: '表に載った席・時間の合計' }) readonly seatHoursInTable: number;
  @ApiProperty({ description: '受付時間外のため使われない席・時間' }) readonly seatHoursClosed: number;
  @ApiProperty() readonly seatHoursNeeded: number;
  @ApiProperty({ description: '枠の合計−必要の合計' }) readonly difference: number;
  @ApiProperty({ description: 'すべての枠で必要席数と一致しているか' }) readonly meetsNeedEverywhere: boolean;
}

export class SlotCoverageView {
  @ApiProperty({ enum: LIVE_CHANNELS }) readonly channel: LiveChannel;
  @ApiProperty({ type: String, nullable: true }) readonly fieldCode: string | null;
  @ApiProperty({ format: 'date-time' }) readonly startsAt: string;
  @ApiProperty() readonly seatsNeeded: number;
  @ApiProperty({ description: '分野を限らない席は、受ける呼の割合で分けて数える' })
  readonly seatsThere: number;
  @ApiProperty({ description: 'うちこの分野だけの席' }) readonly ownSeats: number;
  @ApiProperty({ description: '過不足（ある席−必要な席）' }) readonly balance: number;
  @ApiProperty() readonly calls: number;
  @ApiProperty() readonly answered: number;
  @ApiProperty({ type: Number, nullable: true }) readonly answerRate: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly occupancy: number | null;
}

export class CoverageView {
  @ApiProperty({ enum: BASES }) readonly basis: CoverageBasis;
  @ApiProperty({ description: '使った需要の計算の番号' }) readonly planNumber: number;
  @ApiProperty({ type: CoverageSumView }) readonly total: CoverageSumView;
  @ApiProperty({ type: [CoverageDayView] }) readonly days: readonly CoverageDayView[];
  @ApiProperty({ type: SeatBalanceView }) readonly seats: SeatBalanceView;
  @ApiProperty({ type: [String], description: '言葉での要約' }) readonly summary: readonly string[];
  @ApiProperty({ type: [SlotCoverageView] }) readonly items: readonly SlotCoverageView[];
  @ApiProperty({ type: String, nullable: true }) readonly nextCursor: string | null;
}

export class OrganisationPurse {
  @Uuid() readonly organisationId: string;
  @YenAmount({ optional: true }) readonly budgetYen?: bigint;
  @Decimal({ min: 0, max: 100_000, optional: true }) readonly hours?: number;
}

export class WhatIf {
  @OneOf(BASES, { optional: true, description: BASIS_WORDS }) readonly basis?: CoverageBasis;
  @WholeNumber({ min: 1, max: 999_999, optional: true }) readonly version?: number;
  @OneOf(LIVE_CHANNELS, { optional: true, description: '省略時は電話' }) readonly channel?: LiveChannel;
  @Instant({ optional: true }) readonly from?: Date;
  @Instant({ optional: true }) readonly until?: Date;
  @YenAmount({ optional: true, description: '追加できる金額（円）' }) readonly budgetYen?: bigint;
  @Decimal({ min: 0, max: 100_000, optional: true, description: '追加できる席・時間' })
  readonly hours?: number;
  @Nested(() => OrganisationPurse, { each: true, optional: true, description: '団体ごとの金額または時間' })
  readonly organisations?: OrganisationPurse[];
  @Decimal({
    min: 0.1,
    max: 1,
    optional: true,
    nullable: true,
    description: '省略時は需要の計算と同じ。nullは上限なし',
  })
  readonly occupancyCap?: number | null;
}

export class AddedSeatsView {
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly organisationId: string | null;
  @ApiProperty({ enum: LIVE_CHANNELS }) readonly channel: LiveChannel;
  @ApiProperty({ type: String, nullable: true }) readonly fieldCode: string | null;
  @ApiProperty({ format: 'date-time' }) readonly startsAt: string;
  @ApiProperty({ format: 'date-time' }) readonly endsAt: string;
  @ApiProperty() readonly seats: number;
  @ApiProperty({ description: '増える応答数' }) readonly answered: number;
  @ApiProperty({ type: Number, nullable: true }) readonly yen: number | null;
}

export class MarginalSeatView {
  @ApiProperty({ type: String, nullable: true }) readonly fieldCode: string | null;
  @ApiProperty({ format: 'date-time' }) readonly startsAt: string;
  @ApiProperty({ description: '次の1席・1時間で増える応答数' }) readonly answeredPerSeatHour: number;
}

export class CapPriceView {
  @ApiProperty() readonly occupancyCap: number;
  @ApiProperty({ description: '今の席で上限を守ると応答できなくなる件数' }) readonly callsNow: number;
  @ApiProperty({ description: '追加後の席で上限を守ると応答できなくなる件数' }) readonly callsAfter: number;
}

export class WhatIfView {
  @ApiProperty({ enum: BASES }) readonly basis: CoverageBasis;
  @ApiProperty({ type: CoverageSumView }) readonly before: CoverageSumView;
  @ApiProperty({ type: CoverageSumView }) readonly after: CoverageSumView;
  @ApiProperty({ description: '使う席・時間' }) readonly hours: number;
  @ApiProperty({ type: Number, nullable: true, description: '使う金額。単価表がないときは null' })
  readonly yen: number | null;
  @ApiProperty({ type: CapPriceView, nullable: true }) readonly capPrice: CapPriceView | null;
  @ApiProperty({ type: [MarginalSeatView], description: '今の席で、次の席がいちばん役立つところ' })
  readonly best: readonly MarginalSeatView[];
  @ApiProperty({ type: [AddedSeatsView] }) readonly added: readonly AddedSeatsView[];
  @ApiProperty({ type: [String], description: '言葉での答え' }) readonly summary: readonly string[];
}
