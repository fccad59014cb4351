import { ApiProperty } from '@nestjs/swagger';
import { Prose, Uuid } from '../../platform/validation/fields';
import { LINK_CHANGES, LINK_WAYS } from './call-link-store';

export class NewCallLink {
  @Uuid({ description: '同じ期に自分の団体につながった呼（応答できず、かけ直したものも。転送は1区間ごと）' })
  readonly contactId: string;
  @Prose({ max: 10_000, optional: true, description: '結び付ける理由。必須、500文字まで' })
  readonly reason?: string;
}

export class CallUnlinking {
  @Prose({ max: 10_000, optional: true, description: '外す理由。必須、500文字まで' })
  readonly reason?: string;
}

export class CallLinkView {
  @ApiProperty({ format: 'uuid' }) readonly contactId: string;
  @ApiProperty({ enum: LINK_CHANGES }) readonly change: string;
  @ApiProperty({
    enum: LINK_WAYS,
    description:
      'filing 登録時、amendment 訂正、manual 手で、automatic 自動、claimed 別の票が指定したため自動の結び付きを外した',
  })
  readonly how: string;
  @ApiProperty({ type: Number, nullable: true, description: '自動のときの点数（100点満点）' })
  readonly score: number | null;
  @ApiProperty({ type: String, nullable: true }) readonly reason: string | null;
  @ApiProperty({ description: 'この変更でできた票の版' }) readonly version: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly accountId: string | null;
  @ApiProperty({ format: 'date-time' }) readonly changedAt: string;
}
