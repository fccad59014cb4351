import { Body, Controller, Get, Headers, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { entityTag, requireIfMatch } from '../platform/http/entity-tag';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { CreateOnce } from '../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { AudienceInput, GuideQuery, GuideView, NewGuide, presentGuide } from './guides.dto';
import { type GuideRow, GuidesReader } from './guides.reader';
import { GuidesService } from './guides.service';

@ApiTags('方針・手引き・誓約')
@Controller('guides')
export class GuidesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: GuidesService,
    private readonly reader: GuidesReader,
  ) {}

  @Post()
  @Can('guide.write')
  @ApiCreatedResponse({ type: GuideView })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewGuide,
    @Creation() creation: CreationRequest,
  ): Promise<GuideView> {
    return this.creates.run(actor, creation, async (tx) => {
      const created = presentGuide(await this.service.create(tx, actor, this.clock.now(), input));
      return { body: created, version: created.version, location: `/api/v1/guides/${created.id}` };
    });
  }

  @Get()
  @Can('guide.read')
  @ApiPage(GuideView)
  async list(@CurrentActor() actor: Actor, @Query() query: GuideQuery): Promise<Page<GuideView>> {
    const { items, nextCursor } = await this.database.transaction(actor, (tx) => this.reader.page(tx, query));
    return { items: items.map(presentGuide), nextCursor };
  }

  @Get(':id')
  @Can('guide.read')
  @ApiOkResponse({ type: GuideView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GuideView> {
    return tagged(reply, await this.database.transaction(actor, (tx) => this.reader.byId(tx, id)));
  }

  /** Whom it concerns. */
  @Put(':id/audience')
  @Can('guide.write')
  @ApiOkResponse({ type: GuideView })
  async direct(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: AudienceInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GuideView> {
    const seen = { id, version: requireIfMatch(ifMatch) };
    const directed = await this.database.transaction(actor, (tx) =>
      this.service.direct(tx, actor, this.clock.now(), seen, input),
    );
    return tagged(reply, directed);
  }

  @Put(':id/withdrawal')
  @Can('guide.write')
  @ApiOkResponse({ type: GuideView })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GuideView> {
    const seen = { id, version: requireIfMatch(ifMatch) };
    const withdrawn = await this.database.transaction(actor, (tx) =>
      this.service.withdraw(tx, actor, this.clock.now(), seen),
    );
    return tagged(reply, withdrawn);
  }
}

function tagged(reply: FastifyReply, row: GuideRow): GuideView {
  void reply.header('ETag', entityTag(row.version));
  return presentGuide(row);
}
