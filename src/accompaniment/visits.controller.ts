import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { entityTag } from '../platform/http/entity-tag';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { type Based, BasedOn } from './based-on';
import { VisitPlan } from './plans/plans.dto';
import { PlansService } from './plans/plans.service';
import { presentVisit } from './present-visit';
import { VisitFilesService } from './visit-files.service';
import { VisitDetail, VisitQuery, VisitView } from './visits.dto';
import { VisitsReader } from './visits.reader';

@ApiTags('同行支援')
@Controller('visits')
export class VisitsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: VisitsReader,
    private readonly plans: PlansService,
    private readonly files: VisitFilesService,
  ) {}

  @Get()
  @Can('visit.read')
  @ApiPage(VisitView)
  async list(@CurrentActor() actor: Actor, @Query() query: VisitQuery): Promise<Page<VisitView>> {
    const now = this.clock.now();
    const page = await this.database.transaction(actor, (tx) => this.reader.page(tx, actor, now, query));
    return { ...page, items: page.items.map(presentVisit) };
  }

  @Get(':id')
  @Can('visit.read')
  @ApiOkResponse({ type: VisitDetail })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitDetail> {
    const now = this.clock.now();
    const detail = await this.database.transaction(actor, (tx) => this.files.read(tx, actor, now, id));
    void reply.header('ETag', entityTag(detail.version));
    return detail;
  }

  /** As long as nobody has set out. */
  @Put(':id')
  @Can('visit.plan')
  @ApiHeader({ name: 'If-Match', required: true, description: '表示していた版の ETag' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: VisitView })
  async replan(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Body() input: VisitPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitView> {
    const now = this.clock.now();
    const visit = await this.database.transaction(actor, (tx) =>
      this.plans.replan(tx, actor, now, based, input),
    );
    void reply.header('ETag', entityTag(visit.version));
    return presentVisit(visit);
  }
}
