import { Body, Controller, Get, Headers, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { type Page, PageQuery } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { CreateOnce, type Reread } from '../../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
import { type DirectoryLocation, DirectoryLocationsReader } from '../directory-locations.reader';
import { RetirementInput } from '../directory.dto';
import { basedOn, tagged } from '../entry-tags';
import { LocationInput, LocationView } from './locations.dto';
import { LocationsService } from './locations.service';
import { presentLocation } from './present-location';

@ApiTags('つなぎ先')
@Controller('directory/locations')
export class LocationsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: LocationsService,
    private readonly reader: DirectoryLocationsReader,
  ) {}

  @Post()
  @Can('directory.write')
  @ApiCreatedResponse({ type: LocationView })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: LocationInput,
    @Creation() creation: CreationRequest,
  ): Promise<LocationView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const created = await this.service.create(tx, actor, this.clock.now(), input);
        const location = `/api/v1/directory/locations/${created.id}`;
        return { ...shown(created), id: created.id, location };
      },
      async (tx, id) => shown(await this.service.read(tx, actor, this.clock.now(), id)),
    );
  }

  /** Confidential ones are in no list, whoever asks. */
  @Get()
  @Can('directory.read')
  @ApiPage(LocationView)
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<LocationView>> {
    const page = await this.database.transaction(actor, (tx) => this.reader.page(tx, query));
    return { ...page, items: page.items.map(presentLocation) };
  }

  @Get(':id')
  @Can('directory.read')
  @ApiOkResponse({ type: LocationView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LocationView> {
    const found = await this.database.transaction(actor, (tx) =>
      this.service.read(tx, actor, this.clock.now(), id),
    );
    return tagged(reply, presentLocation(found));
  }

  @Put(':id')
  @Can('directory.write')
  @ApiOkResponse({ type: LocationView })
  async replace(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: LocationInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LocationView> {
    const target = basedOn(id, ifMatch);
    const changed = await this.database.transaction(actor, (tx) =>
      this.service.replace(tx, actor, this.clock.now(), target, input),
    );
    return tagged(reply, presentLocation(changed));
  }

  @Put(':id/retirement')
  @Can('directory.write')
  @ApiOkResponse({ type: LocationView })
  async retire(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: RetirementInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LocationView> {
    const target = basedOn(id, ifMatch);
    const retired = await this.database.transaction(actor, (tx) =>
      this.service.retire(tx, actor, this.clock.now(), target, input.reason),
    );
    return tagged(reply, presentLocation(retired));
  }
}

function shown(location: DirectoryLocation): Reread<LocationView> {
  return { body: presentLocation(location), version: location.version };
}
