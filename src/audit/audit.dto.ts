import { ApiProperty } from '@nestjs/swagger';

export class AuditEvent {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'date-time' }) readonly occurredAt: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly organisationId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly accountId: string | null;
  @ApiProperty() readonly action: string;
  @ApiProperty() readonly objectType: string;
  @ApiProperty() readonly objectId: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) readonly detail: Record<string, unknown>;
  @ApiProperty() readonly requestId: string;
}
