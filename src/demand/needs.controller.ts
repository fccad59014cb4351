import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { formatTokyo } from '../shared/tokyo-time';
import { PeriodsReader } from '../periods/periods.reader';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { entityTag } from '../platform/http/entity-tag';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import type { ManualNeed } from './domain/manual-need';
import { ApiNeedPath, NeedInPath } from './need-in-path';
import { NeedContent, NeedQuery, NeedView, NewNeed } from './needs.dto';
import { NeedsReader } from './needs.reader';
import { NeedsService, type NeedVersion } from './needs.service';

/** 必要席: what people know that no forecast does, such as a language or a second person at night. */
@ApiTags('需要')
@Controller('periods/:id/demand/needs')
export class NeedsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: NeedsService,
    private readonly reader: NeedsReader,
    private readonly periods: PeriodsReader,
  ) {}

  @Post()
  @Can('demand.write')
  @ApiCreatedResponse({ type: NeedView })
  async add(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Body() input: NewNeed,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NeedView> {
    const need = await this.database.transaction(actor, (tx) =>
      this.service.add(tx, actor, this.clock.now(), periodId, input),
    );
    void reply
      .header('ETag', entityTag(need.version))
      .header('Location', `/api/v1/periods/${periodId}/demand/needs/${need.id}`);
    return present(need);
  }

  @Get()
  @Can('demand.read')
  @ApiPage(NeedView)
  list(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: NeedQuery,
  ): Promise<Page<NeedView>> {
    return this.database.transaction(actor, async (tx) => {
      await this.periods.byId(tx, periodId);
      const page = await this.reader.page(tx, periodId, query);
      return { ...page, items: page.items.map(present) };
    });
  }

  @Get(':needId')
  @Can('demand.read')
  @ApiOkResponse({ type: NeedView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Param('needId') needId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NeedView> {
    const need = await this.database.transaction(actor, (tx) => this.reader.byId(tx, periodId, needId));
    void reply.header('ETag', entityTag(need.version));
    return present(need);
  }

  @Put(':needId')
  @Can('demand.write')
  @ApiNeedPath()
  @ApiOkResponse({ type: NeedView })
  async change(
    @CurrentActor() actor: Actor,
    @NeedInPath() target: NeedVersion,
    @Body() input: NeedContent,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NeedView> {
    const need = await this.database.transaction(actor, (tx) =>
      this.service.change(tx, actor, this.clock.now(), target, input),
    );
    void reply.header('ETag', entityTag(need.version));
    return present(need);
  }

  @Delete(':needId')
  @Can('demand.write')
  @HttpCode(204)
  @ApiNeedPath()
  @ApiNoContentResponse({ description: '取り下げた。記録は残る' })
  async withdraw(@CurrentActor() actor: Actor, @NeedInPath() target: NeedVersion): Promise<void> {
    await this.database.transaction(actor, (tx) =>
      this.service.withdraw(tx, actor, this.clock.now(), target),
    );
  }
}

function present(need: ManualNeed): NeedView {
  return { ...need, startsAt: formatTokyo(need.startsAt), endsAt: formatTokyo(need.endsAt) };
}
