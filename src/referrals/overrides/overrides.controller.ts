import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Tx } from '../../platform/database/sql';
import { entityTag } from '../../platform/http/entity-tag';
import { type Based, BasedOn } from '../based-on';
import { ReferralView } from '../referrals.dto';
import { presentReferral, type ReferralRow } from '../referrals.reader';
import { NewOverride, OverrideReview } from './overrides.dto';
import { OverridesService } from './overrides.service';

/** Sending without consent, on a ground in law. */
@ApiTags('つなぎ')
@ApiHeader({ name: 'If-Match', required: true, description: '表示していた版の ETag' })
@ApiParam({ name: 'id', format: 'uuid' })
@Controller('referrals/:id/override')
export class OverridesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: OverridesService,
  ) {}

  @Post()
  @Can('referral.write')
  @ApiCreatedResponse({ type: ReferralView })
  request(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Body() input: NewOverride,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralView> {
    return this.take(actor, reply, (tx, now) => this.service.request(tx, actor, now, based, input));
  }

  @Post('confirmation')
  @Can('referral.confirm_override')
  @ApiCreatedResponse({ type: ReferralView })
  confirm(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralView> {
    return this.take(actor, reply, (tx, now) => this.service.confirm(tx, actor, now, based));
  }

  @Post('review')
  @Can('referral.review_override')
  @ApiCreatedResponse({ type: ReferralView })
  review(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Body() input: OverrideReview,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralView> {
    return this.take(actor, reply, (tx, now) => this.service.review(tx, actor, now, based, input));
  }

  private async take(
    actor: Actor,
    reply: FastifyReply,
    work: (tx: Tx, now: Date) => Promise<ReferralRow>,
  ): Promise<ReferralView> {
    const now = this.clock.now();
    const changed = await this.database.transaction(actor, (tx) => work(tx, now));
    void reply.header('ETag', entityTag(changed.version));
    return presentReferral(changed, now);
  }
}
