import { ApiProperty } from '@nestjs/swagger';

export class DraftSummary {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ enum: ['draft'] }) readonly status: 'draft';
  @ApiProperty({ format: 'uuid' }) readonly accountId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly counsellorId: string | null;
  @ApiProperty({ description: 'ETag と同じ版' }) readonly version: number;
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
  @ApiProperty({ format: 'date-time' }) readonly updatedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly submittedAt: string | null;
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
  @ApiProperty({ type: 'object', additionalProperties: true, description: '送られたままの内容' })
  readonly content: object;
}
