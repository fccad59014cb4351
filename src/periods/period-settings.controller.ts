import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { jsonYen } from '../shared/json-yen';
import { formatTokyo } from '../shared/tokyo-time';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import type { Tx } from '../platform/database/sql';
import { entityTag } from '../platform/http/entity-tag';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { requireChange } from '../platform/validation/require-change';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { CreateOnce } from '../platform/idempotency/create-once';
import {
  NewOpeningWindow,
  NewParticipation,
  NewPeriodField,
  OpeningWindowView,
  ParticipationChange,
  ParticipationView,
  PeriodFieldView,
} from './periods.dto';
import { SeenParticipation, type VersionedParticipation } from './participation-in-path';
import { type OpeningWindowRow, type ParticipationRow, PeriodsReader } from './periods.reader';
import { PeriodSettingsService } from './period-settings.service';

/** Voice menu, opening hours and participating bodies of one period. Short lists, answered whole in one page. */
@ApiTags('実施期')
@Controller('periods/:id')
export class PeriodSettingsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: PeriodSettingsService,
    private readonly reader: PeriodsReader,
  ) {}

  @Post('fields')
  @Can('period.write')
  @ApiCreatedResponse({ type: PeriodFieldView })
  addField(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() input: NewPeriodField,
    @Creation() creation: CreationRequest,
  ): Promise<PeriodFieldView> {
    return this.creates.run(actor, creation, async (tx) => ({
      body: await this.service.addField(tx, actor, this.clock.now(), id, input),
    }));
  }

  @Delete('fields/:fieldCode')
  @Can('period.write')
  @HttpCode(204)
  @ApiNoContentResponse()
  async removeField(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Param('fieldCode') fieldCode: string,
  ): Promise<void> {
    await this.database.transaction(actor, (tx) =>
      this.service.removeField(tx, actor, this.clock.now(), { periodId, fieldCode }),
    );
  }

  @Get('fields')
  @Can('period.read')
  @ApiPage(PeriodFieldView)
  fields(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page<PeriodFieldView>> {
    return this.whole(actor, id, (tx) => this.reader.menu(tx, id));
  }

  @Post('opening-windows')
  @Can('period.write')
  @ApiCreatedResponse({ type: OpeningWindowView })
  async addWindow(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() input: NewOpeningWindow,
    @Creation() creation: CreationRequest,
  ): Promise<OpeningWindowView> {
    return this.creates.run(actor, creation, async (tx) => ({
      body: presentWindow(await this.service.addWindow(tx, actor, this.clock.now(), id, input)),
    }));
  }

  @Delete('opening-windows/:windowId')
  @Can('period.write')
  @HttpCode(204)
  @ApiNoContentResponse()
  async removeWindow(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Param('windowId') windowId: string,
  ): Promise<void> {
    await this.database.transaction(actor, (tx) =>
      this.service.removeWindow(tx, actor, this.clock.now(), { periodId, windowId }),
    );
  }

  @Get('opening-windows')
  @Can('period.read')
  @ApiPage(OpeningWindowView)
  windows(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page<OpeningWindowView>> {
    return this.whole(actor, id, async (tx) => (await this.reader.windowRows(tx, id)).map(presentWindow));
  }

  @Post('participations')
  @Can('participation.write')
  @ApiCreatedResponse({ type: ParticipationView })
  async addParticipation(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() input: NewParticipation,
    @Creation() creation: CreationRequest,
  ): Promise<ParticipationView> {
    return this.creates.run(actor, creation, async (tx) => ({
      body: presentParticipation(await this.service.addParticipation(tx, actor, this.clock.now(), id, input)),
    }));
  }

  @Patch('participations/:organisationId')
  @Can('participation.write')
  @ApiParam({ name: 'id', description: '実施期', schema: { type: 'string', format: 'uuid' } })
  @ApiParam({ name: 'organisationId', description: '団体', schema: { type: 'string', format: 'uuid' } })
  @ApiOkResponse({ type: ParticipationView })
  async changeParticipation(
    @CurrentActor() actor: Actor,
    @SeenParticipation() target: VersionedParticipation,
    @Body() input: ParticipationChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ParticipationView> {
    requireChange(input);
    const changed = await this.database.transaction(actor, (tx) =>
      this.service.changeParticipation(tx, actor, this.clock.now(), target, input),
    );
    void reply.header('ETag', entityTag(changed.version));
    return presentParticipation(changed);
  }

  @Get('participations')
  @Can('participation.read')
  @ApiPage(ParticipationView)
  participations(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page<ParticipationView>> {
    return this.whole(actor, id, async (tx) =>
      (await this.reader.participations(tx, id)).map(presentParticipation),
    );
  }

  private whole<Item>(
    actor: Actor,
    periodId: string,
    list: (tx: Tx) => Promise<Item[]>,
  ): Promise<Page<Item>> {
    return this.database.transaction(actor, async (tx) => {
      await this.reader.byId(tx, periodId);
      return onePage(await list(tx));
    });
  }
}

function onePage<Item>(items: readonly Item[]): Page<Item> {
  return { items, nextCursor: null };
}

function presentWindow(row: OpeningWindowRow): OpeningWindowView {
  return {
    id: row.id,
    channel: row.channel,
    fieldCode: row.fieldCode,
    opensAt: formatTokyo(row.opensAt),
    closesAt: formatTokyo(row.closesAt),
    daily:
      row.dailyFrom && row.dailyUntil
        ? { from: row.dailyFrom.slice(0, 5), until: row.dailyUntil.slice(0, 5) }
        : null,
  };
}

function presentParticipation(row: ParticipationRow): ParticipationView {
  return {
    id: row.id,
    organisationId: row.organisationId,
    organisationName: row.organisationName,
    seatsPromised: row.seatsPromised,
    budgetYen: row.budgetYen === null ? null : jsonYen(row.budgetYen),
    maxMinutes: row.maxMinutes,
    version: row.version,
  };
}
