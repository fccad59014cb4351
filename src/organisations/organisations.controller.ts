import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { entityTag, requireIfMatch } from '../platform/http/entity-tag';
import { type Page, PageQuery } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { requireChange } from '../platform/validation/require-change';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { CreateOnce } from '../platform/idempotency/create-once';
import type { Organisation } from './organisation.entity';
import { NewOrganisation, OrganisationChange, OrganisationView } from './organisations.dto';
import { OrganisationsReader } from './organisations.reader';
import { OrganisationsService } from './organisations.service';

@ApiTags('団体・人')
@Controller('organisations')
export class OrganisationsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: OrganisationsService,
    private readonly reader: OrganisationsReader,
  ) {}

  @Post()
  @Can('organisation.write')
  @ApiCreatedResponse({ type: OrganisationView })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewOrganisation,
    @Creation() creation: CreationRequest,
  ): Promise<OrganisationView> {
    return this.creates.run(actor, creation, async (tx) => {
      const created = await this.service.create(tx, actor, this.clock.now(), input);
      return {
        body: present(created),
        version: created.version,
        location: `/api/v1/organisations/${created.id}`,
      };
    });
  }

  @Get()
  @Can('organisation.read')
  @ApiPage(OrganisationView)
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<OrganisationView>> {
    const page = await this.database.transaction(actor, (tx) => this.reader.page(tx, query));
    return { ...page, items: page.items.map(present) };
  }

  @Get(':id')
  @Can('organisation.read')
  @ApiOkResponse({ type: OrganisationView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrganisationView> {
    const found = await this.database.transaction(actor, (tx) => this.reader.byId(tx, id));
    void reply.header('ETag', entityTag(found.version));
    return present(found);
  }

  @Patch(':id')
  @Can('organisation.write')
  @ApiOkResponse({ type: OrganisationView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: OrganisationChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrganisationView> {
    const version = requireIfMatch(ifMatch);
    requireChange(input);
    const changed = await this.database.transaction(actor, (tx) =>
      this.service.change(tx, actor, this.clock.now(), { id, version }, input),
    );
    void reply.header('ETag', entityTag(changed.version));
    return present(changed);
  }
}

function present(organisation: Organisation): OrganisationView {
  const { id, code, name, kind, version } = organisation;
  return { id, code, name, kind, version };
}
