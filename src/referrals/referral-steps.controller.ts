import {
  Body,
  Controller,
  createParamDecorator,
  Param,
  Post,
  Res,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { entityTag, requireIfMatch } from '../platform/http/entity-tag';
import { REFERRAL_MOVES, type ReferralMove } from './domain/referral-moves';
import { ReferralClosure, ReferralStep, ReferralView } from './referrals.dto';
import { presentReferral } from './referrals.reader';
import { ReferralsService, type Step } from './referrals.service';

interface Based {
  readonly move: ReferralMove;
  readonly version: number;
}

/** Which step the route stands for, and the version of the referral that its maker saw. */
const BasedStep = createParamDecorator((_: unknown, context: ExecutionContext): Based => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const move = REFERRAL_MOVES.find((name) => request.routeOptions.url?.endsWith(`/${name}`));
  if (!move) throw new Error('BasedStep on a route that is not named after a move');
  return { move, version: requireIfMatch(request.headers['if-match']) };
});

/** Each step is a sub-resource of its own; what they have in common is done once. */
@ApiTags('つなぎ')
@ApiHeader({ name: 'If-Match', required: true, description: '表示していた版の ETag' })
@Controller('referrals/:id')
export class ReferralStepsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: ReferralsService,
  ) {}

  @Post(REFERRAL_MOVES.filter((move) => move !== 'closure'))
  @Can('referral.write')
  @ApiCreatedResponse({ type: ReferralView })
  step(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @BasedStep() based: Based,
    @Body() { note }: ReferralStep,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralView> {
    return this.take(actor, { ...based, id, note }, reply);
  }

  @Post('closure')
  @Can('referral.write')
  @ApiCreatedResponse({ type: ReferralView })
  close(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @BasedStep() based: Based,
    @Body() { note, outcome }: ReferralClosure,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralView> {
    return this.take(actor, { ...based, id, note, outcome }, reply);
  }

  private async take(actor: Actor, step: Step, reply: FastifyReply): Promise<ReferralView> {
    const moved = await this.database.transaction(actor, (tx) =>
      this.service.move(tx, actor, this.clock.now(), step),
    );
    void reply.header('ETag', entityTag(moved.version));
    return presentReferral(moved);
  }
}
