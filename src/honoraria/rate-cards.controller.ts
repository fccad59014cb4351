import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { jsonYen } from '../shared/json-yen';
import { formatTokyo } from '../shared/tokyo-time';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { CreateOnce } from '../platform/idempotency/create-once';
import type { RateCard } from './rate-card.entity';
import { NewRateCard, RateCardQuery, RateCardView } from './rate-cards.dto';
import { RateCardsReader } from './rate-cards.reader';
import { RateCardsService } from './rate-cards.service';

@ApiTags('謝金')
@Controller('rate-cards')
export class RateCardsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: RateCardsService,
    private readonly reader: RateCardsReader,
  ) {}

  @Post()
  @Can('rate_card.write')
  @ApiCreatedResponse({ type: RateCardView })
  async create(
    @CurrentActor() actor: Actor,
    @Body() input: NewRateCard,
    @Creation() creation: CreationRequest,
  ): Promise<RateCardView> {
    return this.creates.run(actor, creation, async (tx) => {
      const created = await this.service.create(tx, actor, this.clock.now(), input);
      return { body: present(created), location: `/api/v1/rate-cards/${created.id}` };
    });
  }

  @Get()
  @Can('rate_card.read')
  @ApiPage(RateCardView)
  async list(@CurrentActor() actor: Actor, @Query() query: RateCardQuery): Promise<Page<RateCardView>> {
    const page = await this.database.transaction(actor, (tx) => this.reader.page(tx, query));
    return { ...page, items: page.items.map(present) };
  }

  @Get(':id')
  @Can('rate_card.read')
  @ApiOkResponse({ type: RateCardView })
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RateCardView> {
    return present(await this.database.transaction(actor, (tx) => this.reader.byId(tx, id)));
  }
}

function present(card: RateCard): RateCardView {
  return {
    id: card.id,
    periodId: card.periodId,
    organisationId: card.organisationId,
    role: card.role,
    fieldCode: card.fieldCode,
    yenPerHour: jsonYen(card.yenPerHour),
    dayCapYen: card.dayCapYen === null ? null : jsonYen(card.dayCapYen),
    validFrom: card.validFrom,
    validUntil: card.validUntil,
    decidedOn: card.decidedOn,
    basisClause: card.basisClause,
    createdBy: card.createdBy,
    createdAt: formatTokyo(card.createdAt),
  };
}
