import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../platform/http/page';
import { Decimal, Instant, Nested, OneOf, Text, Uuid, WholeNumber } from '../platform/validation/fields';
import { LIVE_CHANNELS, type LiveChannel } from './domain/demand-slot';

const PER_HOUR = { min: 0, max: 100_000, optional: true } as const;
const RELATIVE = { min: 0, max: 100, optional: true } as const;

export class CallsPerHour {
  @Decimal(PER_HOUR) readonly phone?: number;
  @Decimal(PER_HOUR) readonly chat?: number;
  @Decimal(PER_HOUR) readonly sns?: number;
  @Decimal(PER_HOUR) readonly metaverse?: number;
}

export class DayProfile {
  @Decimal({ ...RELATIVE, description: '12月31日' }) readonly eve?: number;
  @Decimal({ ...RELATIVE, description: '1月1日' }) readonly new_year?: number;
  @Decimal({ ...RELATIVE, description: '1月2日' }) readonly second?: number;
  @Decimal({ ...RELATIVE, description: '1月3日' }) readonly third?: number;
  @Decimal({ ...RELATIVE, description: '土日' }) readonly weekend?: number;
  @Decimal({ ...RELATIVE, description: '平日' }) readonly weekday?: number;
}

export class FieldShare {
  @Text({ max: 40 }) readonly fieldCode: string;
  @Decimal({ min: 0, max: 1 }) readonly share: number;
}

/** What is left out is taken from the standard set. */
export class AssumptionsInput {
  @Nested(() => CallsPerHour, { optional: true, description: 'チャネルごとの1時間あたりの新しい相談者数' })
  readonly callsPerHour?: CallsPerHour;
  @Nested(() => FieldShare, {
    optional: true,
    each: true,
    description: '分野ごとの割合。書かない分野で残りを等分する',
  })
  readonly fieldShares?: FieldShare[];
  @Decimal({ min: 0, max: 100, each: true, optional: true, description: '0時台から23時台までの24個の相対値' })
  readonly hourProfile?: number[];
  @Nested(() => DayProfile, { optional: true }) readonly dayProfile?: DayProfile;
  @WholeNumber({ min: 1, max: 86_400, optional: true }) readonly talkSeconds?: number;
  @WholeNumber({ min: 0, max: 86_400, optional: true }) readonly wrapUpSeconds?: number;
  @WholeNumber({ min: 1, max: 86_400, optional: true }) readonly patienceSeconds?: number;
  @Decimal({ min: 0, max: 0.99, optional: true, description: 'つながらなかった人がかけ直す割合' })
  readonly redialShare?: number;
}

export class NewDemandPlan {
  @Uuid({ each: true, optional: true, description: '呼データを使う過去の期。なければ仮定だけで計算する' })
  readonly sourcePeriodIds?: string[];
  @Nested(() => AssumptionsInput, { optional: true }) readonly assumptions?: AssumptionsInput;
  @Decimal({ min: 0.01, max: 100, optional: true, description: '過去の何倍を見込むか。省略時は1' })
  readonly level?: number;
  @Decimal({ min: 0.01, max: 0.999, description: '目標とする応答率' }) readonly targetAnswerRate: number;
  @Decimal({
    min: 0.1,
    max: 1,
    optional: true,
    nullable: true,
    description: '席の稼働率の上限。省略時は0.85、nullは上限なし',
  })
  readonly occupancyCap?: number | null;
}

export class DemandQuery extends PageQuery {
  @OneOf(LIVE_CHANNELS, { optional: true }) readonly channel?: LiveChannel;
  @Text({ max: 40, optional: true }) readonly fieldCode?: string;
  @Instant({ optional: true, description: 'この瞬間以後に始まる30分枠' }) readonly from?: Date;
  @Instant({ optional: true, description: 'この瞬間より前に始まる30分枠' }) readonly until?: Date;
}

export class DemandCellView {
  @ApiProperty({ enum: LIVE_CHANNELS }) readonly channel: LiveChannel;
  @ApiProperty({ type: String, nullable: true }) readonly fieldCode: string | null;
  @ApiProperty({ format: 'date-time' }) readonly startsAt: string;
  @ApiProperty({ description: 'この30分に新しくかけてくる人の数' }) readonly calls: number;
  @ApiProperty() readonly talkSeconds: number;
  @ApiProperty() readonly wrapUpSeconds: number;
  @ApiProperty() readonly handlingSeconds: number;
  @ApiProperty({ description: '平均してこの秒数であきらめる' }) readonly patienceSeconds: number;
  @ApiProperty({ description: '呼量（アーラン）。前の枠から続く対応を含む' }) readonly offeredLoad: number;
  @ApiProperty({ description: '目標の応答率と稼働率の上限に必要な席数' }) readonly seats: number;
}

export class DemandDayView {
  @ApiProperty({ format: 'date' }) readonly day: string;
  @ApiProperty() readonly calls: number;
  @ApiProperty() readonly seatHours: number;
  @ApiProperty() readonly mostSeats: number;
}

export class DemandPlanView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ description: 'この期の何回目の計算か' }) readonly number: number;
  @ApiProperty({ type: [String] }) readonly sourcePeriodIds: readonly string[];
  @ApiProperty() readonly level: number;
  @ApiProperty() readonly targetAnswerRate: number;
  @ApiProperty({ type: Number, nullable: true }) readonly occupancyCap: number | null;
  @ApiProperty({ type: Object, description: '使った仮定のすべて' }) readonly assumptions: unknown;
  @ApiProperty({ type: Object, description: '過去の期で数えた値' }) readonly measured: unknown;
  @ApiProperty({ type: [String], description: '何から計算したか' }) readonly basis: readonly string[];
  @ApiProperty({ format: 'date-time' }) readonly computedAt: string;
  @ApiProperty({ type: [DemandDayView] }) readonly days: readonly DemandDayView[];
}

export class DemandView {
  @ApiProperty({ type: DemandPlanView }) readonly plan: DemandPlanView;
  @ApiProperty({ type: [DemandCellView] }) readonly items: readonly DemandCellView[];
  @ApiProperty({ type: String, nullable: true }) readonly nextCursor: string | null;
}
