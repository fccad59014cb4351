import { Body, Controller, createParamDecorator, Post, Res, type ExecutionContext } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { entityTag, requireIfMatch } from '../../platform/http/entity-tag';
import type { Based } from '../based-on';
import { NewConsent } from '../consents/consents.dto';
import { REFERRAL_MOVES, type ReferralMove } from '../domain/referral-moves';
import { ReferralView } from '../referrals.dto';
import { presentReferral } from '../referrals.reader';
import { ReferralsService, type Step } from '../referrals.service';
import {
  ReferralAppointment,
  ReferralClosure,
  ReferralRefusal,
  ReferralStep,
  ReferralWithdrawal,
} from './steps.dto';

interface BasedMove extends Based {
  readonly move: ReferralMove;
}

/** Which step the route stands for, of which referral, and the version that its maker saw. */
const BasedStep = createParamDecorator((_: unknown, context: ExecutionContext): BasedMove => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { id: string } }>>();
  const move = REFERRAL_MOVES.find((name) => request.routeOptions.url?.endsWith(`/${name}`));
  if (!move) throw new Error('BasedStep on a route that is not named after a move');
  return { id: request.params.id, move, version: requireIfMatch(request.headers['if-match']) };
});

/** Those that ask for nothing but a note. */
const PLAIN: readonly ReferralMove[] = ['dispatch', 'acceptance', 'meeting', 'accompaniment', 'reception'];

/** Each step is a sub-resource of its own; what they have in common is done once. */
@ApiTags('つなぎ')
@ApiHeader({ name: 'If-Match', required: true, description: '表示していた版の ETag' })
@ApiParam({ name: 'id', format: 'uuid' })
@Controller('referrals/:id')
export class StepsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: ReferralsService,
  ) {}

  @Post([...PLAIN])
  @Can('referral.write')
  @ApiCreatedResponse({ type: ReferralView })
  step(
    @CurrentActor() actor: Actor,
    @BasedStep() based: BasedMove,
    @Body() { note }: ReferralStep,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralView> {
    return this.take(actor, { ...based, note }, reply);
  }

  @Post('consent')
  @Can('referral.write')
  @ApiCreatedResponse({ type: ReferralView })
  consent(
    @CurrentActor() actor: Actor,
    @BasedStep() based: BasedMove,
    @Body() consent: NewConsent,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralView> {
    return this.take(actor, { ...based, note: consent.note, consent }, reply);
  }

  @Post('refusal')
  @Can('referral.write')
  @ApiCreatedResponse({ type: ReferralView })
  refuse(
    @CurrentActor() actor: Actor,
    @BasedStep() based: BasedMove,
    @Body() { note, reason }: ReferralRefusal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralView> {
    return this.take(actor, { ...based, note, declineReason: reason }, reply);
  }

  @Post('appointment')
  @Can('referral.write')
  @ApiCreatedResponse({ type: ReferralView })
  appoint(
    @CurrentActor() actor: Actor,
    @BasedStep() based: BasedMove,
    @Body() { note, at }: ReferralAppointment,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralView> {
    return this.take(actor, { ...based, note, appointmentAt: at }, reply);
  }

  @Post('withdrawal')
  @Can('referral.write')
  @ApiCreatedResponse({ type: ReferralView })
  withdraw(
    @CurrentActor() actor: Actor,
    @BasedStep() based: BasedMove,
    @Body() { note, reason }: ReferralWithdrawal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralView> {
    return this.take(actor, { ...based, note, withdrawalReason: reason }, reply);
  }

  @Post('closure')
  @Can('referral.write')
  @ApiCreatedResponse({ type: ReferralView })
  close(
    @CurrentActor() actor: Actor,
    @BasedStep() based: BasedMove,
    @Body() { note, outcome }: ReferralClosure,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferralView> {
    return this.take(actor, { ...based, note, outcome }, reply);
  }

  private async take(actor: Actor, step: Step, reply: FastifyReply): Promise<ReferralView> {
    const now = this.clock.now();
    const moved = await this.database.transaction(actor, (tx) => this.service.move(tx, actor, now, step));
    void reply.header('ETag', entityTag(moved.version));
    return presentReferral(moved, now);
  }
}
