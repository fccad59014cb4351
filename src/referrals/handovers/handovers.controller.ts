import {
  Body,
  Controller,
  createParamDecorator,
  Get,
  Param,
  Put,
  Query,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { type Page, PageQuery } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { isUuidText } from '../../platform/validation/fields';
import { PeriodsReader } from '../../periods/periods.reader';
import { HandoverInput, HandoverView } from './handovers.dto';
import { HandoversReader } from './handovers.reader';
import { type HandedOver, HandoversService } from './handovers.service';

const InPath = createParamDecorator((_: unknown, context: ExecutionContext): HandedOver => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { id = '', organisationId = '' } = request.params as Readonly<Record<string, string>>;
  if (!isUuidText(id) || !isUuidText(organisationId)) throw notFound('団体の参加');
  return { periodId: id.toLowerCase(), organisationId: organisationId.toLowerCase() };
});

/** At the end of a period: what is still open, organisation by organisation, and who takes it on. Closing does not wait for it. */
@ApiTags('つなぎの引継ぎ')
@Controller('periods/:id/referral-handovers')
export class HandoversController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly periods: PeriodsReader,
    private readonly reader: HandoversReader,
    private readonly service: HandoversService,
  ) {}

  @Get()
  @Can('referral.hand_over')
  @ApiPage(HandoverView)
  list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<HandoverView>> {
    return this.database.transaction(actor, async (tx) => {
      await this.periods.byId(tx, id);
      return this.reader.page(tx, id, query);
    });
  }

  @Put(':organisationId')
  @Can('referral.hand_over')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiParam({ name: 'organisationId', format: 'uuid' })
  @ApiOkResponse({ type: HandoverView })
  record(
    @CurrentActor() actor: Actor,
    @InPath() whose: HandedOver,
    @Body() { ownerAccountId }: HandoverInput,
  ): Promise<HandoverView> {
    return this.database.transaction(actor, async (tx) => {
      await this.service.record(tx, actor, this.clock.now(), whose, ownerAccountId);
      return this.reader.one(tx, whose.periodId, whose.organisationId);
    });
  }
}
