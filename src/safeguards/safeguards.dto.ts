import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../platform/http/page';
import { Instant, OneOf, Text, Uuid } from '../platform/validation/fields';
import { BLOCK_KINDS, type BlockKind } from './domain/block-target';
import { BLOCK_STATES, type BlockState } from './domain/block-state';

export class NewCaseBlock {
  @Uuid({ optional: true }) readonly id?: string;
  @OneOf(BLOCK_KINDS, {
    description:
      'person：登録されている人／name：氏名だけ分かる人（全団体と、後から登録される人に及ぶ）／caller_number：同じ番号からの着信で、過去の相談として見せない',
  })
  readonly kind: BlockKind;
  @Uuid({ optional: true, description: '自分の団体の人' }) readonly personId?: string;
  @Text({ max: 100, optional: true, description: '漢字またはかなの氏名。空白と全角半角は区別しない' })
  readonly name?: string;
  @Text({ max: 2000, lines: true, description: '相談者との関係と理由' }) readonly reason: string;
}

export class CaseBlockQuery extends PageQuery {
  @Uuid({ optional: true }) readonly consultationId?: string;
}

export class NewLifting {
  @Uuid({ optional: true }) readonly id?: string;
  @Text({ max: 2000, lines: true, description: '解除する理由' }) readonly reason: string;
  @Instant({ optional: true, description: 'この時刻まで一時的に解除する。なければ完全に解除する' })
  readonly until?: Date;
}

export class LiftingView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly reason: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly until: string | null;
  @ApiProperty({ format: 'uuid' }) readonly askedBy: string;
  @ApiProperty({ format: 'date-time' }) readonly askedAt: string;
  @ApiProperty({ enum: ['approved', 'refused'], nullable: true }) readonly decision: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly decidedBy: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly decidedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '期限の前に取り消した時' })
  readonly revokedAt: string | null;
}

export class CaseBlockView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly consultationId: string;
  @ApiProperty({ enum: BLOCK_KINDS }) readonly kind: BlockKind;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly personId: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly name: string | null;
  @ApiProperty({ type: String, nullable: true, description: '他の団体の制限では null' })
  readonly reason: string | null;
  @ApiProperty({ enum: BLOCK_STATES }) readonly state: BlockState;
  @ApiProperty({ description: '自分の団体で閲覧できなくなっている人の数' }) readonly ownPeople: number;
  @ApiProperty({ format: 'uuid' }) readonly blockedBy: string;
  @ApiProperty({ format: 'date-time' }) readonly blockedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly endedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '一時的な解除の期限' })
  readonly liftedUntil: string | null;
  @ApiProperty({ type: LiftingView, nullable: true, description: '二人目の承認を待つ解除' })
  readonly asked: LiftingView | null;
}
