import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { entityTag } from '../../platform/http/entity-tag';
import { type Based, BasedOn } from '../based-on';
import { presentVisit } from '../present-visit';
import { VisitView } from '../visits.dto';
import type { Visit } from '../visits.reader';
import { ReportedVisitView, VisitCancellation, VisitNote, VisitReason, VisitReport } from './steps.dto';
import { VisitStepsService } from './visit-steps.service';

@ApiTags('同行支援')
@ApiHeader({ name: 'If-Match', required: true, description: '表示していた版の ETag' })
@ApiParam({ name: 'id', format: 'uuid' })
@Controller('visits/:id')
export class VisitStepsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: VisitStepsService,
  ) {}

  @Post('cancellation')
  @Can('visit.plan')
  @ApiCreatedResponse({ type: VisitView })
  async cancel(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Body() input: VisitCancellation,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitView> {
    const now = this.clock.now();
    return answer(
      await this.database.transaction(actor, (tx) => this.service.cancel(tx, actor, now, based, input)),
      reply,
    );
  }

  @Post('report')
  @Can('visit.take_part')
  @ApiCreatedResponse({ type: ReportedVisitView })
  async report(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Body() input: VisitReport,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportedVisitView> {
    const now = this.clock.now();
    const { visit, accompanied } = await this.database.transaction(actor, (tx) =>
      this.service.report(tx, actor, now, based, input),
    );
    return { ...answer(visit, reply), accompaniedReferralIds: accompanied };
  }

  @Post('approval')
  @Can('visit.approve')
  @ApiCreatedResponse({ type: ReportedVisitView })
  async approve(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Body() { note }: VisitNote,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportedVisitView> {
    const now = this.clock.now();
    const { visit, accompanied } = await this.database.transaction(actor, (tx) =>
      this.service.approve(tx, actor, now, based, note),
    );
    return { ...answer(visit, reply), accompaniedReferralIds: accompanied };
  }

  @Post('return')
  @Can('visit.approve')
  @ApiCreatedResponse({ type: VisitView })
  async giveBack(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Body() { reason }: VisitReason,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitView> {
    const now = this.clock.now();
    return answer(
      await this.database.transaction(actor, (tx) => this.service.giveBack(tx, actor, now, based, reason)),
      reply,
    );
  }

  /** For a correction after the approval: what honoraria heard of is taken back, never edited. */
  @Post('reopening')
  @Can('visit.approve')
  @ApiCreatedResponse({ type: VisitView })
  async reopen(
    @CurrentActor() actor: Actor,
    @BasedOn() based: Based,
    @Body() { reason }: VisitReason,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitView> {
    const now = this.clock.now();
    return answer(
      await this.database.transaction(actor, (tx) => this.service.reopen(tx, actor, now, based, reason)),
      reply,
    );
  }
}

function answer(visit: Visit, reply: FastifyReply) {
  void reply.header('ETag', entityTag(visit.version));
  return presentVisit(visit);
}
