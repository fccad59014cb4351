import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { entityTag } from '../platform/http/entity-tag';
import { type Page, PageQuery } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { CreateOnce } from '../platform/idempotency/create-once';
import { NewAffiliation, NewPerson, PersonView } from './organisations.dto';
import { PeopleReader } from './people.reader';
import { PeopleService } from './people.service';

@ApiTags('団体・人')
@Controller('people')
export class PeopleController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: PeopleService,
    private readonly reader: PeopleReader,
  ) {}

  @Post()
  @Can('person.write')
  @ApiCreatedResponse({ type: PersonView })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewPerson,
    @Creation() creation: CreationRequest,
  ): Promise<PersonView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const created = await this.service.create(tx, actor, this.clock.now(), input);
        const { id, version } = created;
        return { body: created, id, version, location: `/api/v1/people/${id}` };
      },
      async (tx, id) => {
        const body = await this.reader.byId(tx, id);
        return { body, version: body.version };
      },
    );
  }

  @Get()
  @Can('person.read')
  @ApiPage(PersonView)
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<PersonView>> {
    return this.database.transaction(actor, (tx) => this.reader.page(tx, query));
  }

  @Get(':id')
  @Can('person.read')
  @ApiOkResponse({ type: PersonView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonView> {
    const found = await this.database.transaction(actor, (tx) => this.reader.byId(tx, id));
    void reply.header('ETag', entityTag(found.version));
    return found;
  }

  @Post(':id/affiliations')
  @Can('person.write')
  @ApiCreatedResponse({ type: PersonView })
  addAffiliation(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() input: NewAffiliation,
    @Creation() creation: CreationRequest,
  ): Promise<PersonView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => ({ id, body: await this.service.addAffiliation(tx, actor, this.clock.now(), id, input) }),
      async (tx, personId) => ({ body: await this.reader.byId(tx, personId) }),
    );
  }
}
