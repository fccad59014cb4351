import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../platform/http/page';
import { Instant, OneOf, Text, Uuid } from '../platform/validation/fields';
import { MAP_LEVELS, type MapLevel } from './domain/unmet-map';

const CODE = 40;

export class NewUnmetNeed {
  @Uuid({ optional: true }) readonly id?: string;
  @Uuid({ description: '相談記録票（下書きでもよい）のID' }) readonly consultationId: string;
  @Uuid() readonly periodId: string;
  @Text({ max: CODE, description: '悩みの分類（GET /code-lists/worry_category）' })
  readonly worryCategory: string;
  @Text({ max: CODE, description: '要った支援（GET /code-lists/support_kind）' })
  readonly supportKind: string;
  @Text({ max: CODE, description: 'つながらなかった理由（GET /code-lists/unmet_reason）' })
  readonly reason: string;
  @Text({ max: 2, optional: true, pattern: /^\d{2}$/, description: '分からなければ省略' })
  readonly prefectureCode?: string;
  @Text({ max: 5, optional: true, pattern: /^\d{5}$/, description: 'JIS X 0402。分からなければ省略' })
  readonly municipalityCode?: string;
  @Text({
    max: 8,
    optional: true,
    pattern: /^[a-z]{2,3}$/,
    description: '日本語以外が要ったときの言語（ISO 639）',
  })
  readonly language?: string;
  @Instant({ optional: true, description: '要った時。省略時は今' }) readonly neededAt?: Date;
  @Text({ max: 2000, optional: true, lines: true }) readonly note?: string;
}

export class UnmetNeedQuery extends PageQuery {
  @Uuid({ optional: true }) readonly periodId?: string;
  @Text({ max: CODE, optional: true }) readonly worryCategory?: string;
  @Text({ max: CODE, optional: true }) readonly reason?: string;
  @Text({ max: 2, optional: true }) readonly prefectureCode?: string;
}

export class UnmetMapQuery extends PageQuery {
  @Uuid() readonly periodId: string;
  @OneOf(MAP_LEVELS, { optional: true, description: '都道府県（既定）／市区町村' }) readonly level?: MapLevel;
}

export class UnmetNeedView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ format: 'uuid' }) readonly consultationId: string;
  @ApiProperty() readonly worryCategory: string;
  @ApiProperty() readonly supportKind: string;
  @ApiProperty() readonly reason: string;
  @ApiProperty({ type: String, nullable: true }) readonly prefectureCode: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly municipalityCode: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly language: string | null;
  @ApiProperty({ format: 'date-time' }) readonly neededAt: string;
  @ApiProperty({ format: 'uuid' }) readonly recordedBy: string;
  @ApiProperty({ format: 'date-time' }) readonly recordedAt: string;
}

export class UnmetNeedDetail extends UnmetNeedView {
  @ApiProperty({ type: String, nullable: true }) readonly note: string | null;
}

export class UnmetPlaceView {
  @ApiProperty({ type: String, nullable: true, description: 'JIS X 0401／0402。null は場所が分からないもの' })
  readonly placeCode: string | null;
  @ApiProperty() readonly placeName: string;
  @ApiProperty() readonly worryCategory: string;
  @ApiProperty() readonly supportKind: string;
  @ApiProperty() readonly reason: string;
  @ApiProperty() readonly count: number;
  @ApiProperty({ description: 'うち夜間・早朝（18時〜9時）' }) readonly countAtNight: number;
}
