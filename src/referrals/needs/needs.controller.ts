import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { entityTag } from '../../platform/http/entity-tag';
import { type Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { ReferralNeedsReader } from '../referral-needs.reader';
import { NeedChainService, presentNeed } from './need-chain.service';
import { NeedChain, NeedQuery, ReferralNeedView, ReceiverQuery, ReceiverView } from './needs.dto';
import { ReceiverListService } from './receiver-list.service';

@ApiTags('つなぎの必要')
@Controller('referral-needs')
export class NeedsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: ReferralNeedsReader,
    private readonly chains: NeedChainService,
    private readonly receivers: ReceiverListService,
  ) {}

  @Get()
  @Can('referral.read')
  @ApiPage(ReferralNeedView)
  async list(@CurrentActor() actor: Actor, @Query() query: NeedQuery): Promise<Page<ReferralNeedView>> {
    const owner = query.mine ? actor.accountId : null;
    const page = await this.database.transaction(actor, (tx) => this.reader.page(tx, owner, query));
    return { items: page.items.map(presentNeed), nextCursor: page.nextCursor };
  }

  /** Every attempt in order, with who looked after it and what was awaited at each moment. */
  @Get(':id')
  @Can('referral.read')
  @ApiOkResponse({ type: NeedChain })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NeedChain> {
    const chain = await this.database.transaction(actor, (tx) => this.chains.read(tx, this.clock.now(), id));
    void reply.header('ETag', entityTag(chain.version));
    return chain;
  }

  /** Who has not been tried yet, best first. */
  @Get(':id/receivers')
  @Can('referral.read')
  @ApiPage(ReceiverView)
  candidates(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: ReceiverQuery,
  ): Promise<Page<ReceiverView>> {
    return this.database.transaction(actor, (tx) => this.receivers.page(tx, this.clock.now(), id, query));
  }
}
