import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import type { Tx } from '../platform/database/sql';
import { entityTag } from '../platform/http/entity-tag';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';
import { Creation, type CreationRequest } from '../platform/idempotency/creation-request';
import { CreateOnce, type Reread } from '../platform/idempotency/create-once';
import { ProposalsService } from './proposals.service';
import { ReferralFilesService } from './referral-files.service';
import { NewReferral, ReferralDetail, ReferralQuery, ReferralView } from './referrals.dto';
import { presentReferral } from './referrals.reader';

@ApiTags('つなぎ')
@Controller('referrals')
export class ReferralsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly proposals: ProposalsService,
    private readonly files: ReferralFilesService,
  ) {}

  @Post()
  @Can('referral.write')
  @ApiCreatedResponse({ type: ReferralView })
  async propose(
    @CurrentActor() actor: Actor,
    @Body() input: NewReferral,
    @Creation() creation: CreationRequest,
  ): Promise<ReferralView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const { id } = await this.proposals.propose(tx, actor, this.clock.now(), input);
        return { ...(await this.proposed(tx, actor, id)), id, location: `/api/v1/referrals/${id}` };
      },
      (tx, id) => this.proposed(tx, actor, id),
    );
  }

  @Get()
  @Can('referral.read')
  @ApiPage(ReferralView)
  list(@CurrentActor() actor: Actor, @Query() query: ReferralQuery): Promise<Page<ReferralView>> {
    return this.database.transaction(actor, (tx) => this.files.page(tx, actor, this.clock.now(), query));
  }

  @Get(':id')
  @Can('referral.read')
  @ApiOkResponse({ type: ReferralDetail })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralDetail> {
    const detail = await this.database.transaction(actor, (tx) =>
      this.files.read(tx, actor, this.clock.now(), id),
    );
    void reply.header('ETag', entityTag(detail.version));
    return detail;
  }

  private async proposed(tx: Tx, actor: Actor, id: string): Promise<Reread<ReferralView>> {
    const referral = await this.files.proposed(tx, actor, id);
    return { body: presentReferral(referral, this.clock.now()), version: referral.version };
  }
}
