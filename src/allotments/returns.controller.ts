import { Body, Controller, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { ReturnedBlocksView, ReturnRequest } from './allotments.dto';
import { AllotmentsReader } from './allotments.reader';
import { ReturnsService } from './returns.service';

@ApiTags('席の割り当て')
@Controller('periods/:id/seat-allotments/returns')
export class ReturnsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: ReturnsService,
    private readonly reader: AllotmentsReader,
  ) {}

  /** Unfilled seats whose deadline has passed go back to the office, which offers them elsewhere. */
  @Post()
  @HttpCode(HttpStatus.OK)
  @Can('allotment.offer')
  @ApiOkResponse({ type: ReturnedBlocksView })
  flowBack(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Body() { allotmentIds: ids }: ReturnRequest,
  ): Promise<ReturnedBlocksView> {
    const now = this.clock.now();
    return this.database.transaction(actor, async (tx) => {
      const returned = await this.service.flowBack(tx, actor, now, { periodId, ids });
      return { items: await this.reader.some(tx, actor, now, periodId, returned) };
    });
  }
}
