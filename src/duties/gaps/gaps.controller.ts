import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { GapReportsService } from './gap-reports.service';
import { GapQuery, GapView, NewGap } from './gaps.dto';
import { GapsReader } from './gaps.reader';

@ApiTags('欠員')
@Controller('gaps')
export class GapsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: GapReportsService,
    private readonly reader: GapsReader,
  ) {}

  @Post()
  @Can('gap.report')
  @ApiCreatedResponse({ type: GapView })
  @ApiOkResponse({ type: GapView, description: '既に届け出済み' })
  async report(
    @CurrentActor() actor: Actor,
    @Body() input: NewGap,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GapView> {
    const { added, gap } = await this.database.transaction(actor, (tx) =>
      this.service.report(tx, actor, this.clock.now(), input),
    );
    void reply.status(added ? 201 : 200).header('Location', `/api/v1/gaps/${gap.id}`);
    return gap;
  }

  @Get()
  @Can('gap.read')
  @ApiPage(GapView)
  list(@CurrentActor() actor: Actor, @Query() query: GapQuery): Promise<Page<GapView>> {
    return this.database.transaction(actor, (tx) => this.reader.page(tx, query));
  }

  @Get(':id')
  @Can('gap.read')
  @ApiOkResponse({ type: GapView })
  one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<GapView> {
    return this.database.transaction(actor, (tx) => this.reader.byId(tx, id));
  }
}
