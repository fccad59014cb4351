import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { AllotmentQuery, AllotmentView, NewBlocks, OfferedBlocksView } from './allotments.dto';
import { AllotmentsReader } from './allotments.reader';
import { OffersService } from './offers.service';
import { ParticipationUseReader } from './participation-use.reader';

/** All blocks of a period: what is offered, and what came of it. */
@ApiTags('席の割り当て')
@Controller('periods/:id/seat-allotments')
export class OffersController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: AllotmentsReader,
    private readonly use: ParticipationUseReader,
    private readonly offers: OffersService,
  ) {}

  @Post()
  @Can('allotment.offer')
  @ApiCreatedResponse({ type: OfferedBlocksView })
  offer(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Body() { blocks }: NewBlocks,
  ): Promise<OfferedBlocksView> {
    const now = this.clock.now();
    return this.database.transaction(actor, async (tx) => {
      const ids = await this.offers.offer(tx, actor, now, periodId, blocks);
      const use = await this.use.all(tx, periodId);
      return {
        items: await this.reader.some(tx, actor, now, periodId, ids),
        exceeded: use.filter(({ warnings }) => warnings.length > 0),
      };
    });
  }

  @Get()
  @Can('allotment.read')
  @ApiPage(AllotmentView)
  list(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: AllotmentQuery,
  ): Promise<Page<AllotmentView>> {
    return this.database.transaction(actor, (tx) =>
      this.reader.page(tx, actor, this.clock.now(), periodId, query),
    );
  }
}
