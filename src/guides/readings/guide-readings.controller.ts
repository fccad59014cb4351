import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Tx } from '../../platform/database/sql';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { CreateOnce } from '../../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
import {
  AskedPersonView,
  GuidePeriodQuery,
  NewPaperReading,
  NewReading,
  presentAskedPerson,
  presentCount,
  presentReading,
  ReadingCountView,
  ReadingsQuery,
  ReadingView,
} from './guide-readings.dto';
import { GuideAudienceReader } from './guide-audience.reader';
import { GuideReadingsService } from './guide-readings.service';

/** Reading a version and pledging are the same act; a pledge names its period. */
@ApiTags('方針・手引き・誓約')
@Controller('guides/:id')
export class GuideReadingsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: GuideReadingsService,
    private readonly audience: GuideAudienceReader,
  ) {}

  @Post('readings')
  @Can('guide.sign')
  @ApiCreatedResponse({ type: ReadingView, description: '既に記録があれば、それを 200 で返します' })
  async sign(
    @CurrentActor() actor: Actor,
    @Param('id') guideId: string,
    @Body() input: NewReading,
    @Creation() creation: CreationRequest,
  ): Promise<ReadingView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const { reading, isNew } = await this.service.sign(tx, actor, this.clock.now(), guideId, input);
        return { body: presentReading(reading), id: reading.id, status: isNew ? 201 : 200 };
      },
      (tx, id) => this.shown(tx, guideId, id),
    );
  }

  @Post('paper-readings')
  @Can('guide.follow')
  @ApiCreatedResponse({ type: ReadingView, description: '既に記録があれば、それを 200 で返します' })
  async enter(
    @CurrentActor() actor: Actor,
    @Param('id') guideId: string,
    @Body() input: NewPaperReading,
    @Creation() creation: CreationRequest,
  ): Promise<ReadingView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const { reading, isNew } = await this.service.enter(tx, actor, this.clock.now(), guideId, input);
        return { body: presentReading(reading), id: reading.id, status: isNew ? 201 : 200 };
      },
      (tx, id) => this.shown(tx, guideId, id),
    );
  }

  /** The people of the actor's own organisation, whoever asks. */
  @Get('readings')
  @Can('guide.follow')
  @ApiPage(AskedPersonView)
  async people(
    @CurrentActor() actor: Actor,
    @Param('id') guideId: string,
    @Query() query: ReadingsQuery,
  ): Promise<Page<AskedPersonView>> {
    const { items, nextCursor } = await this.database.transaction(actor, (tx) =>
      this.audience.people(tx, actor, this.clock.now(), guideId, query),
    );
    return { items: items.map(presentAskedPerson), nextCursor };
  }

  @Get('reading-counts')
  @Can('guide.follow')
  @ApiPage(ReadingCountView)
  async counts(
    @CurrentActor() actor: Actor,
    @Param('id') guideId: string,
    @Query() query: GuidePeriodQuery,
  ): Promise<Page<ReadingCountView>> {
    const { items, nextCursor } = await this.database.transaction(actor, (tx) =>
      this.audience.counts(tx, this.clock.now(), guideId, query),
    );
    return { items: items.map(presentCount), nextCursor };
  }

  private async shown(tx: Tx, guideId: string, id: string): Promise<{ body: ReadingView }> {
    return { body: presentReading(await this.service.reading(tx, guideId, id)) };
  }
}
