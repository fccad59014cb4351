import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { type Page, PageQuery } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { CreateOnce } from '../platform/idempotency/create-once';
import { FormView, NewForm } from './forms.dto';
import { FormsReader } from './forms.reader';
import { FormsService } from './forms.service';

@ApiTags('相談記録票の様式')
@Controller('forms')
export class FormsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: FormsService,
    private readonly reader: FormsReader,
  ) {}

  @Post()
  @Can('form.write')
  @ApiCreatedResponse({ type: FormView })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewForm,
    @Creation() creation: CreationRequest,
  ): Promise<FormView> {
    return this.creates.run(actor, creation, async (tx) => {
      const created = await this.service.create(tx, actor, this.clock.now(), input);
      return { body: created, location: `/api/v1/forms/${created.id}` };
    });
  }

  @Get()
  @Can('form.read')
  @ApiPage(FormView)
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<FormView>> {
    return this.database.transaction(actor, (tx) => this.reader.page(tx, query));
  }

  @Get(':id')
  @Can('form.read')
  @ApiOkResponse({ type: FormView })
  one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<FormView> {
    return this.database.transaction(actor, (tx) => this.reader.byId(tx, id));
  }
}
