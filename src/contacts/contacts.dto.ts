import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../platform/http/page';
import { ImportQuery } from '../platform/jobs/jobs.dto';
import { OneOf, Uuid } from '../platform/validation/fields';
import { CHANNELS } from '../periods/period.entity';
import { CALL_ENDINGS, CALL_RESULTS, type CallEnding, type CallResult } from './domain/call';

export class CallImportQuery extends ImportQuery {
  @Uuid({ optional: true, description: 'ファイルの形（GET /carriers）。省略時は標準の形' })
  readonly carrierId?: string;
}

export class CarrierQuery {
  @Uuid({ optional: true, description: 'ファイルの形（GET /carriers）。省略時は標準の形' })
  readonly carrierId?: string;
}

export class ContactQuery extends PageQuery {
  @Uuid({ optional: true }) readonly organisationId?: string;
  @OneOf(CALL_RESULTS, { optional: true }) readonly result?: CallResult;
}

export class ContactView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly organisationId: string | null;
  @ApiProperty({ enum: CHANNELS }) readonly channel: string;
  @ApiProperty({ description: '呼番号' }) readonly carrierNo: string;
  @ApiProperty() readonly leg: number;
  @ApiProperty({ format: 'date-time' }) readonly dialledAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly queuedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly answeredAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly endedAt: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly digit: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly fieldCode: string | null;
  @ApiProperty({ enum: CALL_RESULTS }) readonly result: CallResult;
  @ApiProperty() readonly origin: string;
  @ApiProperty({ enum: CALL_ENDINGS, nullable: true, description: '終了者' })
  readonly endedBy: CallEnding | null;
  @ApiProperty({ type: Number, nullable: true }) readonly waitSeconds: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly talkSeconds: number | null;
  @ApiProperty({ format: 'uuid', description: '取り込んだジョブ' }) readonly jobId: string;
  @ApiProperty({ description: '取込ファイルの行番号（見出し行を 1 とする）' }) readonly sourceRow: number;
}
