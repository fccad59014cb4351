import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { type Page, PageQuery } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { CreateOnce } from '../../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
import { presentVisit } from '../present-visit';
import { VisitView } from '../visits.dto';
import { type Visit, VisitsReader } from '../visits.reader';
import { NewVisit } from './plans.dto';
import { PlansService } from './plans.service';

@ApiTags('同行支援')
@ApiParam({ name: 'id', format: 'uuid' })
@Controller('referrals/:id/visits')
export class ReferralVisitsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly plans: PlansService,
    private readonly reader: VisitsReader,
  ) {}

  @Post()
  @Can('visit.plan')
  @ApiCreatedResponse({ type: VisitView })
  plan(
    @CurrentActor() actor: Actor,
    @Param('id') referralId: string,
    @Body() input: NewVisit,
    @Creation() creation: CreationRequest,
  ): Promise<VisitView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const visit = await this.plans.plan(tx, actor, this.clock.now(), referralId, input);
        return { id: visit.id, ...answer(visit), location: `/api/v1/visits/${visit.id}` };
      },
      async (tx, id) => answer(await this.reader.byId(tx, actor, id)),
    );
  }

  @Get()
  @Can('visit.plan')
  @ApiPage(VisitView)
  list(
    @CurrentActor() actor: Actor,
    @Param('id') referralId: string,
    @Query() query: PageQuery,
  ): Promise<Page<VisitView>> {
    return this.database.transaction(actor, async (tx) => {
      const page = await this.plans.ofReferral(tx, actor, this.clock.now(), referralId, query);
      return { ...page, items: page.items.map(presentVisit) };
    });
  }
}

function answer(visit: Visit) {
  return { body: presentVisit(visit), version: visit.version };
}
