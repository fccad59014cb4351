import { ApiProperty } from '@nestjs/swagger';
import { formatTokyo } from '../shared/tokyo-time';
import { PageQuery } from '../platform/http/page';
import { OneOf, Text, Uuid } from '../platform/validation/fields';
import type { JudgedViolation } from './domain/judged-violation';
import type { ExcessUnit } from './domain/rules/rule';

const SHOWN_STRENGTHS = ['hard', 'weighted'] as const;
const UNITS = ['minutes', 'duties', 'days', 'people'] as const;

class ExcessView {
  @ApiProperty() readonly amount: number;
  @ApiProperty({ enum: UNITS }) readonly unit: ExcessUnit;
}

export class ViolationView {
  @ApiProperty() readonly rule: string;
  @ApiProperty() readonly label: string;
  @ApiProperty({ enum: SHOWN_STRENGTHS }) readonly strength: (typeof SHOWN_STRENGTHS)[number];
  @ApiProperty() readonly weight: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly personId: string | null;
  @ApiProperty({ type: [String] }) readonly shiftIds: readonly string[];
  @ApiProperty({ format: 'date-time' }) readonly from: string;
  @ApiProperty({ format: 'date-time' }) readonly until: string;
  @ApiProperty({ type: ExcessView, nullable: true }) readonly excess: ExcessView | null;
  @ApiProperty({ description: '何に、いつ、どれだけ反するか' }) readonly message: string;
  @ApiProperty({ description: '理由を付けて例外を認められる' }) readonly excusable: boolean;
  @ApiProperty({ description: '例外が認められている' }) readonly excused: boolean;
}

export function presentViolation({ span, ...violation }: JudgedViolation): ViolationView {
  return { ...violation, from: formatTokyo(span.from), until: formatTokyo(span.until) };
}

export class ViolationQuery extends PageQuery {
  @OneOf(SHOWN_STRENGTHS, { optional: true }) readonly strength?: (typeof SHOWN_STRENGTHS)[number];
}

export class MoveCheck {
  @Uuid() readonly personId: string;
}

export class MoveCheckView {
  @ApiProperty({ description: 'true なら割り当てられる（席が空いていれば）' }) readonly allowed: boolean;
  @ApiProperty({ type: [ViolationView] }) readonly violations: readonly ViolationView[];
}

export class NewRuleException {
  @Uuid() readonly personId: string;
  @Text({ max: 64, description: '規則のコード（GET /periods/{id}/roster-rules）' }) readonly rule: string;
  @Text({ max: 500, description: '認める理由。相談者のことは書かない' }) readonly reason: string;
}
