import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { formatTokyo } from '../shared/tokyo-time';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { entityTag, requireIfMatch } from '../platform/http/entity-tag';
import { type Page, PageQuery } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { requireChange } from '../platform/validation/require-change';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { CreateOnce } from '../platform/idempotency/create-once';
import type { Period } from './period.entity';
import { NewPeriod, PeriodChange, PeriodView } from './periods.dto';
import { PeriodsReader } from './periods.reader';
import { PeriodsService } from './periods.service';

@ApiTags('実施期')
@Controller('periods')
export class PeriodsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: PeriodsService,
    private readonly reader: PeriodsReader,
  ) {}

  @Post()
  @Can('period.write')
  @ApiCreatedResponse({ type: PeriodView })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewPeriod,
    @Creation() creation: CreationRequest,
  ): Promise<PeriodView> {
    return this.creates.run(actor, creation, async (tx) => {
      const created = await this.service.create(tx, actor, this.clock.now(), input);
      return { body: present(created), version: created.version, location: `/api/v1/periods/${created.id}` };
    });
  }

  @Get()
  @Can('period.read')
  @ApiPage(PeriodView)
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<PeriodView>> {
    const page = await this.database.transaction(actor, (tx) => this.reader.page(tx, query));
    return { ...page, items: page.items.map(present) };
  }

  @Get(':id')
  @Can('period.read')
  @ApiOkResponse({ type: PeriodView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PeriodView> {
    const found = await this.database.transaction(actor, (tx) => this.reader.byId(tx, id));
    void reply.header('ETag', entityTag(found.version));
    return present(found);
  }

  @Patch(':id')
  @Can('period.write')
  @ApiOkResponse({ type: PeriodView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: PeriodChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PeriodView> {
    const version = requireIfMatch(ifMatch);
    requireChange(input);
    const changed = await this.database.transaction(actor, (tx) =>
      this.service.change(tx, actor, this.clock.now(), { id, version }, input),
    );
    void reply.header('ETag', entityTag(changed.version));
    return present(changed);
  }
}

function present(period: Period): PeriodView {
  return {
    id: period.id,
    label: period.label,
    formId: period.formId,
    startsAt: formatTokyo(period.startsAt),
    endsAt: formatTokyo(period.endsAt),
    status: period.status,
    note: period.note,
    sheetDueHours: period.sheetDueHours,
    version: period.version,
  };
}
