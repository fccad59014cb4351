import { ApiProperty } from '@nestjs/swagger';
import { Text, Uuid } from '../../platform/validation/fields';
import { LINK_CHANGES, LINK_WAYS } from './call-link-store';

export class NewCallLink {
  @Uuid({ description: '同じ期に自分の団体が応答した呼（転送は1区間ごと）' }) readonly contactId: string;
  @Text({ max: 500, lines: true, description: '結び付ける理由' }) readonly reason: string;
}

export class CallUnlinking {
  @Text({ max: 500, lines: true, description: '外す理由' }) readonly reason: string;
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
