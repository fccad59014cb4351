import { ApiProperty } from '@nestjs/swagger';
import { Flag, Instant, OneOf, PageSize, Text, WholeNumber } from '../../platform/validation/fields';
import { AGE_BAND_CODES, type AgeBand } from '../domain/fits-age';
import type { Reach } from '../domain/service-area';
import { ServiceView } from '../services/services.dto';

const OPTIONAL = { optional: true, nullable: true } as const;

/** What a caller needs. It comes in the body, so that it stands in no address and no log. */
export class ServiceSearch {
  @Text({ max: 8, ...OPTIONAL }) readonly worry?: string | null;
  @Text({ max: 40, ...OPTIONAL }) readonly field?: string | null;
  @WholeNumber({ min: 0, max: 120, ...OPTIONAL }) readonly age?: number | null;
  @OneOf(AGE_BAND_CODES, { ...OPTIONAL, description: '年齢を言わないとき' })
  readonly band?: AgeBand | null;
  @Text({ max: 6, ...OPTIONAL, description: '市区町村のコード（5桁か6桁）、または都道府県の2桁' })
  readonly municipality?: string | null;
  @Instant({ ...OPTIONAL, description: '省略時は今。続きのページには答えの at を指定する' })
  readonly at?: Date | null;
  @Text({ max: 3, pattern: /^[a-z]{2,3}$/, ...OPTIONAL }) readonly language?: string | null;
  @Flag({ optional: true, description: '同行支援を受け入れる窓口だけ' }) readonly accompaniment?: boolean;
  @Flag({ optional: true, description: '閉まっている窓口も、次に開く時刻とともに後ろに並べる' })
  readonly withClosed?: boolean;
  @PageSize() limit = 50;
  @Text({ max: 2048, optional: true }) readonly cursor?: string;
}

export class MatchView extends ServiceView {
  @ApiProperty() readonly isOpen: boolean;
  @ApiProperty({
    format: 'date-time',
    nullable: true,
    type: String,
    description: '開いているか、次に開く時刻',
  })
  readonly opensAt: string | null;
  @ApiProperty() readonly isRoundTheClock: boolean;
  @ApiProperty({ enum: ['municipality', 'prefecture', 'nation'], nullable: true, type: String })
  readonly reach: Reach | null;
  @ApiProperty({ enum: ['fits', 'partly'], description: 'partly：年齢を確かめる必要がある' })
  readonly ageFit: string;
}

export class SearchAnswer {
  @ApiProperty({ format: 'date-time' }) readonly at: string;
  @ApiProperty({ type: [MatchView] }) readonly items: readonly MatchView[];
  @ApiProperty({ nullable: true, type: String }) readonly nextCursor: string | null;
}
