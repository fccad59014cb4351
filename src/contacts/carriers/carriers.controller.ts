import { Body, Controller, Get, Headers, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { entityTag, requireIfMatch } from '../../platform/http/entity-tag';
import { type Page, PageQuery } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { CreateOnce } from '../../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
import { CarrierInput, CarrierView, NewCarrier } from './carriers.dto';
import { CarriersReader } from './carriers.reader';
import { CarriersService } from './carriers.service';

@ApiTags('呼・着信')
@Controller('carriers')
export class CarriersController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: CarriersService,
    private readonly reader: CarriersReader,
  ) {}

  @Post()
  @Can('carrier.write')
  @ApiCreatedResponse({ type: CarrierView })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewCarrier,
    @Creation() creation: CreationRequest,
  ): Promise<CarrierView> {
    return this.creates.run(actor, creation, async (tx) => {
      const body = await this.service.create(tx, actor, this.clock.now(), input);
      return { body, version: body.version, location: `/api/v1/carriers/${body.id}` };
    });
  }

  @Get()
  @Can('carrier.read')
  @ApiPage(CarrierView)
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<CarrierView>> {
    return this.database.transaction(actor, (tx) => this.reader.page(tx, query));
  }

  @Get(':id')
  @Can('carrier.read')
  @ApiOkResponse({ type: CarrierView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CarrierView> {
    const found = await this.database.transaction(actor, (tx) => this.reader.byId(tx, id));
    void reply.header('ETag', entityTag(found.version));
    return found;
  }

  @Put(':id')
  @Can('carrier.write')
  @ApiOkResponse({ type: CarrierView })
  async replace(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: CarrierInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CarrierView> {
    const version = requireIfMatch(ifMatch);
    const changed = await this.database.transaction(actor, (tx) =>
      this.service.replace(tx, actor, this.clock.now(), { id, version }, input),
    );
    void reply.header('ETag', entityTag(changed.version));
    return changed;
  }
}
