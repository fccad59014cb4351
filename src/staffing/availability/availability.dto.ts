import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../platform/http/page';
import { ClockTime, Instant, Nested, OneOf, Text, Uuid, WholeNumber } from '../../platform/validation/fields';
import { type Wish, WISHES } from '../domain/wish';

const YEAR_MINUTES = 366 * 24 * 60;

export class WishSpanInput {
  @Instant({ description: 'この瞬間を含む' }) readonly from: Date;
  @Instant({ description: 'この瞬間を含まない' }) readonly until: Date;
  @OneOf(WISHES, { description: 'want ◎ / can ○ / reluctant △（ほかにいなければ）/ cannot ×' })
  readonly wish: Wish;
}

export class WeekdayWishInput {
  @WholeNumber({ min: 1, max: 7, each: true, description: '1＝月曜 … 7＝日曜' }) readonly weekdays: number[];
  @ClockTime() readonly from: string;
  @ClockTime({ description: '開始以前なら翌日' }) readonly until: string;
  @OneOf(WISHES) readonly wish: Wish;
}

export class SheetInput {
  @Nested(() => WishSpanInput, { each: true }) readonly spans: WishSpanInput[];
  @Nested(() => WeekdayWishInput, {
    each: true,
    optional: true,
    description: '曜日ごとの希望。期の各日に広げ、spans が優先する。広げた結果だけを残す',
  })
  readonly weekdays?: WeekdayWishInput[];
  @WholeNumber({
    min: 0,
    max: YEAR_MINUTES,
    optional: true,
    nullable: true,
    description: '勤務時間の上限（分）',
  })
  readonly maxMinutes?: number | null;
  @WholeNumber({
    min: 0,
    max: YEAR_MINUTES,
    optional: true,
    nullable: true,
    description: '希望する勤務時間（分）',
  })
  readonly targetMinutes?: number | null;
  @WholeNumber({
    min: 0,
    max: 366,
    optional: true,
    nullable: true,
    description: '夜勤（22時〜5時）の回数の上限',
  })
  readonly maxNights?: number | null;
  @WholeNumber({ min: 0, max: 366, optional: true, nullable: true, description: '勤務日数の上限' })
  readonly maxDays?: number | null;
  @Text({ max: 500, min: 0, optional: true, lines: true, description: '団体の全員に見える連絡' })
  readonly noteToAll?: string;
  @Text({
    max: 2000,
    min: 0,
    optional: true,
    nullable: true,
    lines: true,
    description: 'コーディネーターだけに見える連絡。省略時は前のまま、null は消す',
  })
  readonly noteToCoordinator?: string | null;
}

export class RevisionQuery extends PageQuery {
  @Uuid({ optional: true, description: '省略時は自分の団体' }) readonly organisationId?: string;
}

export class CollectionQuery extends PageQuery {
  @Uuid({ optional: true, description: '省略時は見えるすべての団体' }) readonly organisationId?: string;
  @OneOf(['true', 'false'], { optional: true, description: 'false は未回答の人だけ' })
  readonly answered?: 'true' | 'false';
}

export class WishSpanView {
  @ApiProperty({ format: 'date-time' }) readonly from: string;
  @ApiProperty({ format: 'date-time' }) readonly until: string;
  @ApiProperty({ enum: WISHES }) readonly wish: Wish;
}

class LimitsView {
  @ApiProperty({ type: Number, nullable: true }) readonly maxMinutes: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly targetMinutes: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly maxNights: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly maxDays: number | null;
}

export class SheetView extends LimitsView {
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty() readonly revisionNo: number;
  @ApiProperty({ type: [WishSpanView] }) readonly spans: readonly WishSpanView[];
  @ApiProperty() readonly noteToAll: string;
  @ApiProperty({ type: String, nullable: true, description: '読める人にだけ' }) readonly noteToCoordinator:
    string | null;
  @ApiProperty({ format: 'uuid', description: '入力したアカウント' }) readonly writtenBy: string;
  @ApiProperty({ format: 'date-time' }) readonly writtenAt: string;
}

export class CollectedSheetView extends LimitsView {
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty() readonly familyName: string;
  @ApiProperty() readonly givenName: string;
  @ApiProperty() readonly familyKana: string;
  @ApiProperty() readonly givenKana: string;
  @ApiProperty({ type: Number, nullable: true, description: 'null は未回答' }) readonly revisionNo:
    number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly answeredAt: string | null;
  @ApiProperty({ type: [WishSpanView] }) readonly spans: readonly WishSpanView[];
  @ApiProperty() readonly noteToAll: string;
  @ApiProperty({ description: 'コーディネーターへの連絡がある' }) readonly hasPrivateNote: boolean;
}

export class CompletionView {
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty() readonly organisationName: string;
  @ApiProperty({ description: 'この期に所属する人数' }) readonly people: number;
  @ApiProperty() readonly answered: number;
  @ApiProperty({ description: '全員が回答した' }) readonly isComplete: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly lastAnsweredAt: string | null;
}
