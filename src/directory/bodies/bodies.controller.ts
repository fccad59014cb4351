import { Body, Controller, Get, Headers, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { type Page, PageQuery } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { CreateOnce } from '../../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
import { DirectoryBodiesReader } from '../directory-bodies.reader';
import { RetirementInput } from '../directory.dto';
import { basedOn, tagged } from '../entry-tags';
import { BodyInput, BodyView, NewBody } from './bodies.dto';
import { BodiesService } from './bodies.service';

@ApiTags('つなぎ先')
@Controller('directory/bodies')
export class BodiesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: BodiesService,
    private readonly reader: DirectoryBodiesReader,
  ) {}

  @Post()
  @Can('directory.write')
  @ApiCreatedResponse({ type: BodyView })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewBody,
    @Creation() creation: CreationRequest,
  ): Promise<BodyView> {
    return this.creates.run(actor, creation, async (tx) => {
      const created = await this.service.create(tx, actor, this.clock.now(), input);
      const location = `/api/v1/directory/bodies/${created.id}`;
      return { body: created, version: created.version, location };
    });
  }

  @Get()
  @Can('directory.read')
  @ApiPage(BodyView)
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<BodyView>> {
    return this.database.transaction(actor, (tx) => this.reader.page(tx, query));
  }

  @Get(':id')
  @Can('directory.read')
  @ApiOkResponse({ type: BodyView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BodyView> {
    return tagged(reply, await this.database.transaction(actor, (tx) => this.reader.byId(tx, id)));
  }

  @Put(':id')
  @Can('directory.write')
  @ApiOkResponse({ type: BodyView })
  async replace(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: BodyInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BodyView> {
    const target = basedOn(id, ifMatch);
    const changed = await this.database.transaction(actor, (tx) =>
      this.service.replace(tx, actor, this.clock.now(), target, input),
    );
    return tagged(reply, changed);
  }

  @Put(':id/retirement')
  @Can('directory.write')
  @ApiOkResponse({ type: BodyView })
  async retire(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: RetirementInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BodyView> {
    const target = basedOn(id, ifMatch);
    const retired = await this.database.transaction(actor, (tx) =>
      this.service.retire(tx, actor, this.clock.now(), target, input.reason),
    );
    return tagged(reply, retired);
  }
}
