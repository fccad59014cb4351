import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { formatTokyo } from '../shared/tokyo-time';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { csvLine, UTF8_MARK } from '../platform/csv/csv-writer';
import { Database } from '../platform/database/database';
import { attachment } from '../platform/http/content-disposition';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { CreateOnce } from '../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { MAP_TITLES, mapCells } from './domain/unmet-map';
import { type UnmetNeed, UnmetNeedsReader } from './unmet-needs.reader';
import { UnmetNeedsService } from './unmet-needs.service';
import {
  NewUnmetNeed,
  UnmetMapQuery,
  UnmetNeedDetail,
  UnmetNeedQuery,
  UnmetNeedView,
  UnmetPlaceView,
} from './unmet.dto';

const CSV = 'text/csv; charset=utf-8';
/** Places × worries × kinds × reasons of one period; more than were ever used together. */
const MAP_LINES = 100_000;

@ApiTags('満たせなかった支援')
@Controller('unmet-needs')
export class UnmetNeedsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: UnmetNeedsService,
    private readonly reader: UnmetNeedsReader,
  ) {}

  @Post()
  @Can('unmet_need.write')
  @ApiCreatedResponse({ type: UnmetNeedView })
  add(
    @CurrentActor() actor: Actor,
    @Body() input: NewUnmetNeed,
    @Creation() creation: CreationRequest,
  ): Promise<UnmetNeedView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const need = await this.service.add(tx, actor, this.clock.now(), input);
        return { id: need.id, body: present(need), location: `/api/v1/unmet-needs/${need.id}` };
      },
      async (tx, id) => ({ body: present(await this.service.read(tx, actor, this.clock.now(), id)) }),
    );
  }

  @Get()
  @Can('unmet_need.read')
  @ApiPage(UnmetNeedView)
  list(@CurrentActor() actor: Actor, @Query() query: UnmetNeedQuery): Promise<Page<UnmetNeedView>> {
    return this.database.transaction(actor, async (tx) => {
      const page = await this.reader.page(tx, actor, query);
      return { ...page, items: page.items.map(present) };
    });
  }

  /** Counts by place, worry, support and reason: what a region lacks. */
  @Get('map')
  @Can('unmet_need.map')
  @ApiPage(UnmetPlaceView)
  map(@CurrentActor() actor: Actor, @Query() query: UnmetMapQuery): Promise<Page<UnmetPlaceView>> {
    return this.database.transaction(actor, (tx) => this.reader.map(tx, query));
  }

  /** The same as a sheet, labels instead of codes. */
  @Get('map.csv')
  @Can('unmet_need.map')
  @ApiProduces(CSV)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async mapSheet(
    @CurrentActor() actor: Actor,
    @Query() { periodId, level }: UnmetMapQuery,
  ): Promise<StreamableFile> {
    const { places, labels } = await this.database.transaction(actor, async (tx) => ({
      places: await this.reader.map(tx, { periodId, level, limit: MAP_LINES }),
      labels: await this.reader.labels(tx),
    }));
    const lines = places.items.map((place) => csvLine(mapCells(place, labels)));
    const sheet = Buffer.from(UTF8_MARK + csvLine(MAP_TITLES) + lines.join(''), 'utf8');
    const disposition = attachment('満たせなかった支援.csv', 'unmet-needs.csv');
    return new StreamableFile(sheet, { type: CSV, disposition });
  }

  @Get(':id')
  @Can('unmet_need.read')
  @ApiOkResponse({ type: UnmetNeedDetail })
  one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<UnmetNeedDetail> {
    return this.database.transaction(actor, async (tx) => {
      const need = await this.service.read(tx, actor, this.clock.now(), id);
      return Object.assign(present(need), { note: need.note });
    });
  }

  @Post(':id/withdrawal')
  @HttpCode(HttpStatus.NO_CONTENT)
  @Can('unmet_need.write')
  @ApiNoContentResponse()
  async withdraw(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.database.transaction(actor, (tx) => this.service.withdraw(tx, actor, this.clock.now(), id));
  }
}

function present(need: UnmetNeed): UnmetNeedView {
  return {
    id: need.id,
    organisationId: need.organisationId,
    periodId: need.periodId,
    consultationId: need.consultationId,
    worryCategory: need.worryCategory,
    supportKind: need.supportKind,
    reason: need.reason,
    prefectureCode: need.prefectureCode,
    municipalityCode: need.municipalityCode,
    language: need.language,
    neededAt: formatTokyo(need.neededAt),
    recordedBy: need.accountId,
    recordedAt: formatTokyo(need.createdAt),
  };
}
