import { ApiProperty } from '@nestjs/swagger';
import { Day, Flag, Nested, OneOf, Text, Uuid, WholeNumber } from '../../platform/validation/fields';
import { PageQuery } from '../../platform/http/page';
import {
  type Accompaniment,
  ACCOMPANIMENTS,
  BODY_KIND_CODES,
  type BodyKind,
  CAPACITIES,
  type Capacity,
  PHONE_KINDS,
  type PhoneKind,
} from '../domain/service-content';
import { type Staleness, STALENESS } from '../domain/staleness';

const OPTIONAL = { optional: true, nullable: true } as const;
const CLOCK = /^(([0-3]\d|4[0-7]):[0-5]\d|48:00)$/;
const EXCEPTION_DAY = /^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

class ScheduleInput {
  @WholeNumber({ min: 1, max: 7, each: true, description: '1 月曜 … 7 日曜' }) readonly weekdays: number[];
  @Text({ max: 5, pattern: CLOCK }) readonly opensAt: string;
  @Text({ max: 5, pattern: CLOCK, description: '翌日の5時は 29:00' }) readonly closesAt: string;
  @Flag({ description: '祝日は休み' }) readonly closedOnHolidays: boolean;
}

class ExceptionInput {
  @Text({ max: 10, pattern: EXCEPTION_DAY, description: '毎年なら 12-29、その年だけなら 2025-12-29' })
  readonly from: string;
  @Text({ max: 10, pattern: EXCEPTION_DAY, description: '最後の日の翌日。12/29〜1/3 なら 01-04' })
  readonly until: string;
  @Text({ max: 5, pattern: CLOCK, ...OPTIONAL, description: '時刻を省けば休み' })
  readonly opensAt?: string | null;
  @Text({ max: 5, pattern: CLOCK, ...OPTIONAL }) readonly closesAt?: string | null;
}

class PhoneInput {
  @OneOf(PHONE_KINDS, { description: '電話、ファクス、SMS、夜間の連絡先' }) readonly kind: PhoneKind;
  @Text({ max: 20, pattern: /^[#0-9][0-9-]*$/ }) readonly number: string;
  @Text({ max: 200, ...OPTIONAL }) readonly note?: string | null;
}

export class ServiceInput {
  @Uuid({ description: 'つなぎ先の団体' }) readonly bodyId: string;
  @Text({ max: 40, ...OPTIONAL, description: '管理番号。取込ファイルではこの番号で同じ窓口とみなす' })
  readonly code?: string | null;
  @Text({ max: 200 }) readonly name: string;
  @Text({ max: 200, ...OPTIONAL }) readonly kana?: string | null;
  @Text({ max: 4000, lines: true, ...OPTIONAL }) readonly description?: string | null;
  @Text({ max: 8, each: true, description: '悩みの分類（GET /code-lists/worry_category）' })
  readonly worries: string[];
  @Text({ max: 40, each: true, description: '分野（GET /line-fields）' }) readonly fields: string[];
  @WholeNumber({ min: 0, max: 120, ...OPTIONAL }) readonly minAge?: number | null;
  @WholeNumber({ min: 0, max: 120, ...OPTIONAL }) readonly maxAge?: number | null;
  @Text({ max: 3, pattern: /^[a-z]{2,3}$/, each: true, description: 'ISO 639' }) readonly languages: string[];
  @OneOf(ACCOMPANIMENTS, { description: '同行支援を受け入れるか' }) readonly accompaniment: Accompaniment;
  @Flag() readonly nightContact: boolean;
  @Text({ max: 2000, lines: true, ...OPTIONAL, description: '対象者・条件' }) readonly eligibility?:
    string | null;
  @Text({ max: 500, ...OPTIONAL, description: '費用' }) readonly fee?: string | null;
  @Text({ max: 500, pattern: /^https?:\/\/[^\s]+$/, ...OPTIONAL }) readonly url?: string | null;
  @Text({ max: 200, pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, ...OPTIONAL }) readonly email?: string | null;
  @Text({ max: 500, description: '情報の出典' }) readonly source: string;
  @Day() readonly validFrom: string;
  @Day({ ...OPTIONAL, description: '掲載を終える日（この日は含まない）' }) readonly validUntil?:
    string | null;
  @WholeNumber({ min: 1, max: 1000, description: '何日ごとに確かめるか' }) readonly reverifyEveryDays: number;
  @Text({ max: 5, each: true, description: '全国 JP、都道府県2桁、市区町村5桁' }) readonly areas: string[];
  @Nested(() => ScheduleInput, { each: true }) readonly schedules: ScheduleInput[];
  @Nested(() => ExceptionInput, { each: true }) readonly exceptions: ExceptionInput[];
  @Nested(() => PhoneInput, { each: true }) readonly phones: PhoneInput[];
  @Uuid({ each: true, description: '所在地' }) readonly locationIds: string[];
}

export class NewService extends ServiceInput {
  @Uuid({ optional: true }) readonly id?: string;
}

export class VerificationInput {
  @Day({ optional: true, description: '省略時は今日' }) readonly verifiedOn?: string;
}

export class CapacityInput {
  @OneOf(CAPACITIES, { description: '受け入れ：可、残りわずか、不可、不明' }) readonly capacity: Capacity;
}

export class ServicesQuery extends PageQuery {
  @Text({ max: 8, optional: true }) readonly worry?: string;
  @Text({ max: 40, optional: true }) readonly field?: string;
  @Uuid({ optional: true }) readonly bodyId?: string;
}

class ScheduleView {
  @ApiProperty({ type: [Number] }) readonly weekdays: readonly number[];
  @ApiProperty() readonly opensAt: string;
  @ApiProperty() readonly closesAt: string;
  @ApiProperty() readonly closedOnHolidays: boolean;
}

class ExceptionView {
  @ApiProperty() readonly from: string;
  @ApiProperty() readonly until: string;
  @ApiProperty({ nullable: true, type: String }) readonly opensAt: string | null;
  @ApiProperty({ nullable: true, type: String }) readonly closesAt: string | null;
}

class PhoneView {
  @ApiProperty({ enum: PHONE_KINDS }) readonly kind: PhoneKind;
  @ApiProperty() readonly number: string;
  @ApiProperty({ nullable: true, type: String }) readonly note: string | null;
}

class ServiceLocationView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly name: string;
  @ApiProperty() readonly postalCode: string;
  @ApiProperty() readonly municipalityCode: string;
  @ApiProperty() readonly address: string;
  @ApiProperty() readonly isConfidential: boolean;
}

export class ServiceView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ nullable: true, type: String }) readonly code: string | null;
  @ApiProperty({ format: 'uuid' }) readonly bodyId: string;
  @ApiProperty() readonly bodyName: string;
  @ApiProperty({ enum: BODY_KIND_CODES }) readonly bodyKind: BodyKind;
  @ApiProperty() readonly name: string;
  @ApiProperty({ nullable: true, type: String }) readonly kana: string | null;
  @ApiProperty({ nullable: true, type: String }) readonly description: string | null;
  @ApiProperty({ type: [String] }) readonly worries: readonly string[];
  @ApiProperty({ type: [String] }) readonly fields: readonly string[];
  @ApiProperty({ nullable: true, type: Number }) readonly minAge: number | null;
  @ApiProperty({ nullable: true, type: Number }) readonly maxAge: number | null;
  @ApiProperty({ type: [String] }) readonly languages: readonly string[];
  @ApiProperty({ enum: ACCOMPANIMENTS }) readonly accompaniment: Accompaniment;
  @ApiProperty() readonly nightContact: boolean;
  @ApiProperty({ nullable: true, type: String }) readonly eligibility: string | null;
  @ApiProperty({ nullable: true, type: String }) readonly fee: string | null;
  @ApiProperty({ nullable: true, type: String }) readonly url: string | null;
  @ApiProperty({ nullable: true, type: String }) readonly email: string | null;
  @ApiProperty() readonly source: string;
  @ApiProperty({ format: 'date' }) readonly validFrom: string;
  @ApiProperty({ format: 'date', nullable: true, type: String }) readonly validUntil: string | null;
  @ApiProperty({ type: [String] }) readonly areas: readonly string[];
  @ApiProperty({ type: [ScheduleView] }) readonly schedules: readonly ScheduleView[];
  @ApiProperty({ type: [ExceptionView] }) readonly exceptions: readonly ExceptionView[];
  @ApiProperty({ type: [PhoneView] }) readonly phones: readonly PhoneView[];
  @ApiProperty() readonly reverifyEveryDays: number;
  @ApiProperty({ format: 'date', nullable: true, type: String }) readonly verifiedOn: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly verifiedBy: string | null;
  @ApiProperty({ enum: STALENESS }) readonly staleness: Staleness;
  @ApiProperty({ enum: CAPACITIES }) readonly capacity: Capacity;
  @ApiProperty({ format: 'date', nullable: true, type: String }) readonly capacityOn: string | null;
  @ApiProperty({ enum: ['active', 'retired'] }) readonly status: 'active' | 'retired';
  @ApiProperty({ nullable: true, type: String }) readonly retiredReason: string | null;
  @ApiProperty() readonly version: number;
  @ApiProperty({ format: 'date-time' }) readonly updatedAt: string;
}

export class ServiceDetail extends ServiceView {
  @ApiProperty({ type: [ServiceLocationView] }) readonly locations: readonly ServiceLocationView[];
}

export class VerificationReminderView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly name: string;
  @ApiProperty() readonly bodyName: string;
  @ApiProperty({ format: 'date', nullable: true, type: String }) readonly verifiedOn: string | null;
  @ApiProperty({ format: 'date', nullable: true, type: String, description: '確認が有効な最後の日' })
  readonly verifyBy: string | null;
  @ApiProperty({ enum: STALENESS }) readonly staleness: Staleness;
  @ApiProperty() readonly version: number;
}
