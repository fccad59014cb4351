import { Body, Controller, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { presentReading, ReadingView, ReadingWithdrawal } from './guide-readings.dto';
import { GuideReadingsService } from './guide-readings.service';

@ApiTags('方針・手引き・誓約')
@Controller('guides/:id/readings/:readingId')
export class PaperReadingsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: GuideReadingsService,
  ) {}

  /** A paper entered in error; saying it again changes nothing. */
  @Put('withdrawal')
  @Can('guide.follow')
  @ApiOkResponse({ type: ReadingView })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') guideId: string,
    @Param('readingId') id: string,
    @Body() { reason }: ReadingWithdrawal,
  ): Promise<ReadingView> {
    const withdrawn = await this.database.transaction(actor, (tx) =>
      this.service.withdraw(tx, actor, this.clock.now(), { guideId, id }, reason),
    );
    return presentReading(withdrawn);
  }
}
