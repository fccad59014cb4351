import { ApiProperty } from '@nestjs/swagger';
import { CALL_ENDINGS, CALL_RESULTS, type CallEnding, type CallResult } from '../domain/call';

export class PreviewedCall {
  @ApiProperty() readonly carrierNo: string;
  @ApiProperty() readonly leg: number;
  @ApiProperty() readonly channel: string;
  @ApiProperty({ format: 'date-time' }) readonly dialledAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly queuedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly answeredAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly endedAt: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly digit: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly fieldCode: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly organisationId: string | null;
  @ApiProperty({ enum: CALL_RESULTS }) readonly result: CallResult;
  @ApiProperty() readonly origin: string;
  @ApiProperty({ enum: CALL_ENDINGS, nullable: true }) readonly endedBy: CallEnding | null;
  @ApiProperty({ description: '発信者番号が通知されている（番号そのものは返さない）' })
  readonly callerKnown: boolean;
}

class PreviewFault {
  @ApiProperty({ description: 'ファイルでの見出し。行全体の誤りでは空' }) readonly column: string;
  @ApiProperty() readonly code: string;
  @ApiProperty() readonly message: string;
}

export class CallPreviewRow {
  @ApiProperty({ description: '見出し行を 1 とする行番号' }) readonly row: number;
  @ApiProperty({ type: PreviewedCall, nullable: true }) readonly call: PreviewedCall | null;
  @ApiProperty({ type: [PreviewFault] }) readonly faults: PreviewFault[];
}

export class CallPreview {
  @ApiProperty({ type: [CallPreviewRow], description: '最初の 20 行まで' }) readonly items: CallPreviewRow[];
}
