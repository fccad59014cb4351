import { Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../authz/can.decorator';
import { Clock } from '../clock/clock';
import { Database } from '../database/database';
import { type Page, PageQuery } from '../http/page';
import { ApiPage } from '../http/page-response';
import { JobFaultView, JobView } from './jobs.dto';
import { JobsReader } from './jobs.reader';
import { JobsService } from './jobs.service';

@ApiTags('ジョブ')
@Controller('jobs/:id')
export class JobsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: JobsReader,
    private readonly service: JobsService,
  ) {}

  @Get()
  @Can('job.read')
  @ApiOkResponse({ type: JobView })
  one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<JobView> {
    return this.database.transaction(actor, (tx) => this.reader.byId(tx, id));
  }

  @Get('faults')
  @Can('job.read')
  @ApiPage(JobFaultView)
  faults(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<JobFaultView>> {
    return this.database.transaction(actor, async (tx) => {
      await this.reader.byId(tx, id);
      return this.reader.faults(tx, id, query);
    });
  }

  @Put('cancellation')
  @Can('job.read')
  @ApiOkResponse({ type: JobView })
  cancel(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<JobView> {
    return this.database.transaction(actor, async (tx) => {
      await this.service.cancel(tx, actor, this.clock.now(), id);
      return this.reader.byId(tx, id);
    });
  }
}
