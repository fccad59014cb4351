import { ApiProperty } from '@nestjs/swagger';
import { OneOf, Text, Uuid } from '../../platform/validation/fields';
import { BODY_KIND_CODES, type BodyKind } from '../domain/service-content';

const OPTIONAL = { optional: true, nullable: true } as const;

export class BodyInput {
  @Text({ max: 200 }) readonly name: string;
  @Text({ max: 200, ...OPTIONAL }) readonly kana?: string | null;
  @OneOf(BODY_KIND_CODES) readonly kind: BodyKind;
  @Text({ max: 13, ...OPTIONAL, description: '法人番号（13桁）' }) readonly corporateNumber?: string | null;
  @Text({ max: 2000, lines: true, ...OPTIONAL }) readonly description?: string | null;
  @Text({ max: 500, pattern: /^https?:\/\/[^\s]+$/, ...OPTIONAL }) readonly url?: string | null;
}

export class NewBody extends BodyInput {
  @Uuid({ optional: true }) readonly id?: string;
}

export class BodyView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly name: string;
  @ApiProperty({ nullable: true, type: String }) readonly kana: string | null;
  @ApiProperty({ enum: BODY_KIND_CODES }) readonly kind: BodyKind;
  @ApiProperty({ nullable: true, type: String }) readonly corporateNumber: string | null;
  @ApiProperty({ nullable: true, type: String }) readonly description: string | null;
  @ApiProperty({ nullable: true, type: String }) readonly url: string | null;
  @ApiProperty({ enum: ['active', 'retired'] }) readonly status: string;
  @ApiProperty({ nullable: true, type: String }) readonly retiredReason: string | null;
  @ApiProperty() readonly version: number;
}
