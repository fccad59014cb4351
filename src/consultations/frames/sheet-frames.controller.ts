import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { formatTokyo } from '../../shared/tokyo-time';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Database } from '../../platform/database/database';
import type { Answers } from '../../forms/domain/form-definition';
import { CHANNELS, type Channel } from '../../periods/period.entity';
import { FormVersionName } from '../consultations.dto';
import { type SheetFrame, SheetFramesReader } from './sheet-frames.reader';

class SheetFrameView {
  @ApiProperty({ format: 'uuid' }) readonly contactId: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ enum: CHANNELS }) readonly channel: Channel;
  @ApiProperty({ format: 'date-time', description: '応答日時。応答のない呼では着信の時' })
  readonly startedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly endedAt: string | null;
  @ApiProperty({ type: Number, nullable: true }) readonly talkSeconds: number | null;
  @ApiProperty({ type: FormVersionName, nullable: true, description: 'この日時に有効な様式の版' })
  readonly formVersion: FormVersionName | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: '呼の記録から分かる回答' })
  readonly answers: Answers;
  @ApiProperty({ description: 'この呼に既に票があるか' }) readonly hasSheet: boolean;
}

@ApiTags('相談記録票')
@Controller('consultations/frames')
export class SheetFramesController {
  constructor(
    private readonly database: Database,
    private readonly reader: SheetFramesReader,
  ) {}

  /** What is filled in before a sheet for this call is begun; writes nothing. */
  @Get(':contactId')
  @Can('consultation.write')
  @ApiOkResponse({ type: SheetFrameView })
  async ofCall(@CurrentActor() actor: Actor, @Param('contactId') contactId: string): Promise<SheetFrameView> {
    const frame = await this.database.transaction(actor, (tx) => this.reader.ofCall(tx, actor, contactId));
    return present(frame);
  }
}

function present({ startedAt, endedAt, ...frame }: SheetFrame): SheetFrameView {
  return { ...frame, startedAt: formatTokyo(startedAt), endedAt: endedAt && formatTokyo(endedAt) };
}
