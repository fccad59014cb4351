import { ApiProperty } from '@nestjs/swagger';
import { Text, Uuid } from '../../platform/validation/fields';
import { LINK_STATES, type LinkState } from '../domain/external-link';

export class NewExternalLink {
  @Uuid({ optional: true }) readonly id?: string;
}

export class CoverSheetOrder {
  @Text({ max: 64, description: '作成時の応答の token' }) readonly token: string;
}

export class ExternalLinkView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly referralId: string;
  @ApiProperty({ enum: LINK_STATES }) readonly state: LinkState;
  @ApiProperty({ description: '続けて間違えた暗証番号の数。5で止まる' }) readonly failedPins: number;
  @ApiProperty({ format: 'uuid' }) readonly createdBy: string;
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
  @ApiProperty({ format: 'date-time' }) readonly expiresAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly lastUsedAt: string | null;
}

export class NewExternalLinkView extends ExternalLinkView {
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'リンクの秘密の部分。この応答でだけ示し、保存しない。同じ Idempotency-Key で送り直した応答では null',
  })
  readonly token: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'ホスト名より後ろの部分。送り直した応答では null',
  })
  readonly path: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      '暗証番号。電話で伝え、紙やメールに書かない。この応答でだけ示す。送り直した応答では null（届かなかったときは作り直す）',
  })
  readonly pin: string | null;
}
