import { ApiProperty } from '@nestjs/swagger';
import { Flag, Text, Uuid } from '../../platform/validation/fields';

export class LocationInput {
  @Uuid() readonly bodyId: string;
  @Text({ max: 200 }) readonly name: string;
  @Text({ max: 8, pattern: /^\d{3}-\d{4}$/, description: '000-0000' }) readonly postalCode: string;
  @Text({ max: 6, description: '地方公共団体コード（5桁、検査数字付きなら6桁）' })
  readonly municipalityCode: string;
  @Text({ max: 300 }) readonly address: string;
  @Text({ max: 1000, lines: true, optional: true, nullable: true }) readonly access?: string | null;
  @Flag({ description: '所在地を明かさない（シェルターなど）。権限のある登録団体だけが見られる' })
  readonly isConfidential: boolean;
}

export class LocationView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly bodyId: string;
  @ApiProperty() readonly name: string;
  @ApiProperty() readonly postalCode: string;
  @ApiProperty() readonly municipalityCode: string;
  @ApiProperty() readonly address: string;
  @ApiProperty({ nullable: true, type: String }) readonly access: string | null;
  @ApiProperty() readonly isConfidential: boolean;
  @ApiProperty({ enum: ['active', 'retired'] }) readonly status: string;
  @ApiProperty({ nullable: true, type: String }) readonly retiredReason: string | null;
  @ApiProperty() readonly version: number;
}
