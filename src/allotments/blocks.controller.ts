import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { AllotmentQuery, AllotmentView } from './allotments.dto';
import { AllotmentsReader } from './allotments.reader';

/** All blocks of a period: what was offered, and what came of it. */
@ApiTags('席の割り当て')
@Controller('periods/:id/seat-allotments')
export class BlocksController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: AllotmentsReader,
  ) {}

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
