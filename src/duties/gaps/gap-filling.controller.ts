import { Body, Controller, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { CreateOnce } from '../../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
import { GapFillingService } from './gap-filling.service';
import { GapView, NewGapCall, NewStandbyActivation } from './gaps.dto';
import { GapsReader } from './gaps.reader';

@ApiTags('欠員')
@Controller('gaps/:id')
export class GapFillingController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: GapFillingService,
    private readonly reader: GapsReader,
  ) {}

  @Post('calls')
  @Can('gap.fill')
  @ApiCreatedResponse({ type: GapView, description: 'accepted は席を埋める' })
  @ApiOkResponse({ type: GapView, description: '既にこの人で埋まっている' })
  async call(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() input: NewGapCall,
    @Creation() creation: CreationRequest,
  ): Promise<GapView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const added = await this.service.call(tx, actor, this.clock.now(), id, input);
        const status = added ? HttpStatus.CREATED : HttpStatus.OK;
        return { id, status, body: await this.reader.byId(tx, id) };
      },
      async (tx, gapId) => ({ body: await this.reader.byId(tx, gapId) }),
    );
  }

  @Post('standby-activations')
  @Can('gap.fill')
  @ApiCreatedResponse({ type: GapView, description: '待機をこの時刻から勤務にする' })
  @ApiOkResponse({ type: GapView, description: '既にこの人で埋まっている' })
  async activate(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() input: NewStandbyActivation,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GapView> {
    const [added, gap] = await this.database.transaction(actor, async (tx) => [
      await this.service.activate(tx, actor, this.clock.now(), id, input.assignmentId),
      await this.reader.byId(tx, id),
    ]);
    void reply.status(added ? 201 : 200);
    return gap;
  }
}
