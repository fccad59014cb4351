import { ApiProperty } from '@nestjs/swagger';
import {
  ClockTime,
  Instant,
  Nested,
  OneOf,
  Text,
  Uuid,
  WholeNumber,
  YenAmount,
} from '../platform/validation/fields';
import { CHANNELS, type Channel, PERIOD_STATUSES, type PeriodStatus } from './period.entity';

export class NewPeriod {
  @Uuid({ optional: true }) readonly id?: string;
  @Text({ max: 100 }) readonly label: string;
  @Instant({ description: 'この瞬間を含む' }) readonly startsAt: Date;
  @Instant({ description: 'この瞬間を含まない' }) readonly endsAt: Date;
  @Uuid({ optional: true, description: '相談記録票の様式。省略時は標準様式' }) readonly formId?: string;
  @OneOf(PERIOD_STATUSES, { optional: true, description: '省略時は planned' }) readonly status?: PeriodStatus;
  @Text({ max: 2000, min: 0, optional: true, lines: true }) readonly note?: string;
  @WholeNumber({
    min: 1,
    max: 720,
    optional: true,
    description: '記録票の期限：通話の終わりからの時間数。省略時は 24',
  })
  readonly sheetDueHours?: number;
}

export class DraftsLeft {
  @WholeNumber({ min: 1, max: 1_000_000, description: '残っていると知っている下書きの数' })
  readonly count: number;
  @Text({ max: 500, lines: true, description: '残したまま終了する理由（個人のことは書かない）' })
  readonly reason: string;
}

export class PeriodChange {
  @Text({ max: 100, optional: true }) readonly label?: string;
  @Instant({ optional: true }) readonly startsAt?: Date;
  @Instant({ optional: true }) readonly endsAt?: Date;
  @OneOf(PERIOD_STATUSES, { optional: true }) readonly status?: PeriodStatus;
  @Text({ max: 2000, min: 0, optional: true, lines: true }) readonly note?: string;
  @WholeNumber({ min: 1, max: 720, optional: true, description: '記録票の期限：通話の終わりからの時間数' })
  readonly sheetDueHours?: number;
  @Nested(() => DraftsLeft, {
    optional: true,
    description: '下書きを残したまま終了するとき（status: closed とともに）',
  })
  readonly draftsLeft?: DraftsLeft;
}

export class PeriodView {
  @ApiProperty({ type: Number, nullable: true, description: '終了の時に残っていた下書きの数' })
  readonly draftsLeft: number | null;
  @ApiProperty({ type: String, nullable: true, description: '下書きを残したまま終了した理由' })
  readonly draftsLeftReason: string | null;
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly label: string;
  @ApiProperty({ format: 'uuid' }) readonly formId: string;
  @ApiProperty({ format: 'date-time' }) readonly startsAt: string;
  @ApiProperty({ format: 'date-time' }) readonly endsAt: string;
  @ApiProperty({ enum: PERIOD_STATUSES }) readonly status: PeriodStatus;
  @ApiProperty() readonly note: string;
  @ApiProperty({ description: '記録票の期限：通話の終わりからの時間数' }) readonly sheetDueHours: number;
  @ApiProperty() readonly version: number;
}

export class NewPeriodField {
  @Text({ max: 40, description: '分野コード（GET /line-fields）' }) readonly fieldCode: string;
  @Text({
    max: 2,
    optional: true,
    nullable: true,
    pattern: /^[0-9*#]{1,2}$/,
    description: 'ガイダンスで押す番号',
  })
  readonly digit?: string | null;
  @Text({ max: 100 }) readonly label: string;
}

export class PeriodFieldView {
  @ApiProperty() readonly fieldCode: string;
  @ApiProperty({ type: String, nullable: true }) readonly digit: string | null;
  @ApiProperty() readonly label: string;
  @ApiProperty() readonly sortOrder: number;
}

export class DailyHours {
  @ClockTime() readonly from: string;
  @ClockTime() readonly until: string;
}

export class NewOpeningWindow {
  @OneOf(CHANNELS) readonly channel: Channel;
  @Text({ max: 40, optional: true, nullable: true, description: '省略時はチャネル全体' })
  readonly fieldCode?: string | null;
  @Instant({ optional: true, description: '省略時は期の開始' }) readonly opensAt?: Date;
  @Instant({ optional: true, description: '省略時は期の終了' }) readonly closesAt?: Date;
  @Nested(() => DailyHours, { optional: true, nullable: true, description: '毎日の受付時間（日本時間）' })
  readonly daily?: DailyHours | null;
}

export class OpeningWindowView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ enum: CHANNELS }) readonly channel: Channel;
  @ApiProperty({ type: String, nullable: true }) readonly fieldCode: string | null;
  @ApiProperty({ format: 'date-time' }) readonly opensAt: string;
  @ApiProperty({ format: 'date-time' }) readonly closesAt: string;
  @ApiProperty({ type: DailyHours, nullable: true }) readonly daily: DailyHours | null;
}

export class NewParticipation {
  @Uuid() readonly organisationId: string;
  @WholeNumber({ min: 0, max: 10_000, optional: true, nullable: true }) readonly seatsPromised?:
    number | null;
  @YenAmount({ optional: true, nullable: true }) readonly budgetYen?: bigint | null;
  @WholeNumber({
    min: 0,
    max: 10_000_000,
    optional: true,
    nullable: true,
    description: '引き受ける延べ勤務時間の上限（分）',
  })
  readonly maxMinutes?: number | null;
}

export class ParticipationChange {
  @WholeNumber({ min: 0, max: 10_000, optional: true, nullable: true }) readonly seatsPromised?:
    number | null;
  @YenAmount({ optional: true, nullable: true }) readonly budgetYen?: bigint | null;
  @WholeNumber({ min: 0, max: 10_000_000, optional: true, nullable: true, description: '省略時は前のまま' })
  readonly maxMinutes?: number | null;
}

export class ParticipationView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty() readonly organisationName: string;
  @ApiProperty({ type: Number, nullable: true }) readonly seatsPromised: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly budgetYen: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly maxMinutes: number | null;
  @ApiProperty({ description: '変更するときは If-Match に "v版" を送る' }) readonly version: number;
}
