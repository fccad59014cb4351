import { Body, Controller, Get, Param, Post, Put, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Tx } from '../../platform/database/sql';
import { entityTag } from '../../platform/http/entity-tag';
import { type Based, BasedOn } from '../based-on';
import type { NeedRow } from '../referral-needs.reader';
import { IdentitiesService } from './identities.service';
import { presentNeed } from './need-chain.service';
import { IdentityInput, IdentityView, NeedClosure, NeedOwnerInput, ReferralNeedView } from './needs.dto';
import { NeedsService } from './needs.service';

const SEEN = { name: 'If-Match', required: true, description: '表示していた版の ETag' } as const;
const ID = { name: 'id', format: 'uuid' } as const;

@ApiTags('つなぎの必要')
@Controller('referral-needs/:id')
export class NeedChangesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly needs: NeedsService,
    private readonly identities: IdentitiesService,
  ) {}

  @Put('owner')
  @Can('referral.assign')
  @ApiHeader(SEEN)
  @ApiParam(ID)
  @ApiOkResponse({ type: ReferralNeedView })
  handOver(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Body() input: NeedOwnerInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralNeedView> {
    return this.change(actor, reply, (tx, now) => this.needs.handOver(tx, actor, now, based, input));
  }

  @Post('closure')
  @Can('referral.assign')
  @ApiHeader(SEEN)
  @ApiParam(ID)
  @ApiCreatedResponse({ type: ReferralNeedView })
  close(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Body() { outcome }: NeedClosure,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralNeedView> {
    return this.change(actor, reply, (tx, now) => this.needs.close(tx, actor, now, based, outcome));
  }

  /** Name, contact and address for the receiver that accepts. */
  @Put('identity')
  @Can('referral.write')
  @ApiHeader(SEEN)
  @ApiParam(ID)
  @ApiOkResponse({ type: ReferralNeedView })
  identify(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Body() { name, contact, address }: IdentityInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralNeedView> {
    const identity = { name, contact: contact ?? null, address: address ?? null };
    return this.change(actor, reply, (tx, now) => this.identities.write(tx, actor, now, based, identity));
  }

  @Get('identity')
  @Can('referral.read')
  @ApiOkResponse({ type: IdentityView, description: '閲覧は記録される' })
  identity(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<IdentityView> {
    return this.database.transaction(actor, (tx) => this.identities.read(tx, actor, this.clock.now(), id));
  }

  private async change(
    actor: Actor,
    reply: FastifyReply,
    work: (tx: Tx, now: Date) => Promise<NeedRow>,
  ): Promise<ReferralNeedView> {
    const now = this.clock.now();
    const changed = await this.database.transaction(actor, (tx) => work(tx, now));
    void reply.header('ETag', entityTag(changed.version));
    return presentNeed(changed);
  }
}
