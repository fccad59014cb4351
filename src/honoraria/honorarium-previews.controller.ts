import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { tokyoDay } from '../shared/tokyo-time';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { previewHonorarium } from './domain/preview-honorarium';
import { WITHHOLDING_RULES } from './domain/withholding-rules';
import type { HonorariumAnswer } from './domain/write-answer';
import { HolidaysReader } from './holidays.reader';
import { CASE_EXAMPLES, CASE_SCHEMA } from './honorarium-previews.schema';
import { HonorariumPreviewView } from './honorarium-previews.dto';

@ApiTags('謝金')
@Controller('honorarium-previews')
export class HonorariumPreviewsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly holidays: HolidaysReader,
  ) {}

  @Post()
  @HttpCode(200)
  @Can('honorarium.preview')
  @ApiOperation({ summary: '謝金の試算。1件の支払額・源泉徴収税額と理由を答え、何も保存しない' })
  @ApiBody({ schema: CASE_SCHEMA, examples: CASE_EXAMPLES })
  @ApiOkResponse({ type: HonorariumPreviewView })
  async preview(@CurrentActor() actor: Actor, @Body() input: object): Promise<HonorariumAnswer> {
    const holidays = await this.database.transaction(actor, (tx) => this.holidays.days(tx));
    return previewHonorarium(input, tokyoDay(this.clock.now()), { rules: WITHHOLDING_RULES, holidays });
  }
}
