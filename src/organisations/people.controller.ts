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
import { NewAffiliation, NewPerson, PersonView } from './organisations.dto';
import { PeopleReader } from './people.reader';
import { PeopleService } from './people.service';

@ApiTags('団体・人')
@Controller('people')
export class PeopleController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: PeopleService,
    private readonly reader: PeopleReader,
  ) {}

  @Post()
  @Can('person.write')
  @ApiCreatedResponse({ type: PersonView })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewPerson,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonView> {
    const created = await this.database.transaction(actor, (tx) =>
      this.service.create(tx, actor, this.clock.now(), input),
    );
    void reply.header('ETag', entityTag(created.version)).header('Location', `/api/v1/people/${created.id}`);
    return created;
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
  ): Promise<PersonView> {
    return this.database.transaction(actor, (tx) =>
      this.service.addAffiliation(tx, actor, this.clock.now(), id, input),
    );
  }
}
