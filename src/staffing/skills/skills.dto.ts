import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../platform/http/page';
import { Day, OneOf, Text, Uuid } from '../../platform/validation/fields';
import { SKILL_KINDS, type SkillKind } from '../domain/skill';

const CODE = /^[a-z0-9][a-z0-9_-]{0,62}$/;

export class NewSkill {
  @Uuid({ optional: true }) readonly id?: string;
  @Uuid({ optional: true, description: '省略時は自分の団体' }) readonly organisationId?: string;
  @OneOf(SKILL_KINDS) readonly kind: SkillKind;
  @Text({
    max: 63,
    pattern: CODE,
    description: '分野・役割・言語（ISO 639）・性別・資格のコード、または文書の名前',
  })
  readonly code: string;
  @Day({ description: 'この日から' }) readonly validFrom: string;
  @Day({ optional: true, nullable: true, description: 'この日の前日まで。省略時は期限なし' })
  readonly validUntil?: string | null;
  @Text({ max: 500, min: 0, optional: true, lines: true, description: '登録番号・確認した書類など' })
  readonly evidence?: string;
}

export class SkillChange {
  @Day({ optional: true, nullable: true, description: 'この日の前日まで。null は期限なし' })
  readonly validUntil?: string | null;
  @Text({ max: 500, min: 0, optional: true, lines: true }) readonly evidence?: string;
}

export class SkillQuery extends PageQuery {
  @Uuid({ optional: true }) readonly organisationId?: string;
  @Uuid({ optional: true }) readonly personId?: string;
  @OneOf(SKILL_KINDS, { optional: true }) readonly kind?: SkillKind;
  @Text({ max: 63, optional: true, pattern: CODE }) readonly code?: string;
  @Day({ optional: true, description: 'この日に有効なもの（取り消したものを除く）' }) readonly on?: string;
}

export class SkillView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty({ enum: SKILL_KINDS }) readonly kind: SkillKind;
  @ApiProperty() readonly code: string;
  @ApiProperty({ format: 'date' }) readonly validFrom: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) readonly validUntil: string | null;
  @ApiProperty() readonly evidence: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '誤りとして取り消した日時' })
  readonly withdrawnAt: string | null;
  @ApiProperty() readonly version: number;
}
