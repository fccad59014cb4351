import { ApiProperty } from '@nestjs/swagger';
import { Prose } from '../../platform/validation/fields';

export class NewSettingAside {
  @Prose({ max: 10_000, optional: true, description: '提出しない理由。必須、2000文字まで' })
  readonly reason?: string;
}

export class DraftSummary {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ enum: ['draft'] }) readonly status: 'draft';
  @ApiProperty({ format: 'uuid' }) readonly accountId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly counsellorId: string | null;
  @ApiProperty({ description: 'ETag と同じ版' }) readonly version: number;
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
  @ApiProperty({ format: 'date-time' }) readonly updatedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly submittedAt: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: '見送った時。書き続ければ null に戻る',
  })
  readonly setAsideAt: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '下書きが示す実施期' })
  readonly periodId: string | null;
}

export class SettingAsideView {
  @ApiProperty() readonly reason: string;
  @ApiProperty({ format: 'uuid' }) readonly accountId: string;
  @ApiProperty({ format: 'date-time' }) readonly setAsideAt: string;
}

export class DraftVersionSummary {
  @ApiProperty() readonly version: number;
  @ApiProperty({ description: '文字数' }) readonly codePoints: number;
  @ApiProperty({ format: 'date-time' }) readonly writtenAt: string;
}

export class DraftVersionView extends DraftVersionSummary {
  @ApiProperty({ type: 'object', additionalProperties: true, description: '送られたままの内容' })
  readonly content: object;
}

export class DraftView extends DraftSummary {
  @ApiProperty({ type: SettingAsideView, nullable: true }) readonly settingAside: SettingAsideView | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: '送られたままの内容' })
  readonly content: object;
}
