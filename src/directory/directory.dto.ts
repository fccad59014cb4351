import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../platform/validation/fields';

export class RetirementInput {
  @Text({ max: 200, description: '理由（閉所、統合など）' }) readonly reason: string;
}

export class DirectoryRevisionView {
  @ApiProperty() readonly version: number;
  @ApiProperty({ description: 'created、changed、verified、capacity_set、retired、imported' })
  readonly change: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) readonly content: object;
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) readonly accountId: string | null;
  @ApiProperty({ format: 'date-time' }) readonly at: string;
}
