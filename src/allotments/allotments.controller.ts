import { Body, Controller, Get, Headers, Patch, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../shared/actor';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import type { Tx } from '../platform/database/sql';
import { entityTag, requireIfMatch } from '../platform/http/entity-tag';
import { requireChange } from '../platform/validation/require-change';
import { AllotmentDetailView, BlockAnswer, BlockChange } from './allotments.dto';
import { AllotmentsReader } from './allotments.reader';
import { AnswersService } from './answers.service';
import {
  ApiBlockInPath,
  BlockInPath,
  type NamedBlock,
  SeenBlock,
  type VersionedBlock,
} from './block-in-path';
import { OffersService } from './offers.service';

const IF_MATCH = { name: 'If-Match', required: true, description: '表示していた版の ETag' } as const;

/** One block of seats and its moves; each answer is a sub-resource of its own. */
@ApiTags('席の割り当て')
@ApiBlockInPath()
@Controller('periods/:id/seat-allotments/:allotmentId')
export class AllotmentsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: AllotmentsReader,
    private readonly offers: OffersService,
    private readonly answers: AnswersService,
  ) {}

  @Get()
  @Can('allotment.read')
  @ApiOkResponse({ type: AllotmentDetailView })
  async one(
    @CurrentActor() actor: Actor,
    @BlockInPath() block: NamedBlock,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AllotmentDetailView> {
    const found = await this.database.transaction(actor, (tx) =>
      this.detail(tx, actor, this.clock.now(), block),
    );
    void reply.header('ETag', entityTag(found.version));
    return found;
  }

  @Patch()
  @Can('allotment.offer')
  @ApiOkResponse({ type: AllotmentDetailView })
  change(
    @CurrentActor() actor: Actor,
    @BlockInPath() block: NamedBlock,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: BlockChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AllotmentDetailView> {
    const target = { ...block, version: requireIfMatch(ifMatch) };
    requireChange(input);
    return this.take(actor, target, reply, (tx, now) => this.offers.change(tx, actor, now, target, input));
  }

  /** All of the seats or fewer; they become a shift of the organisation. */
  @Post('acceptance')
  @Can('allotment.answer')
  @ApiHeader(IF_MATCH)
  @ApiCreatedResponse({ type: AllotmentDetailView })
  accept(
    @CurrentActor() actor: Actor,
    @SeenBlock() target: VersionedBlock,
    @Body() answer: BlockAnswer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AllotmentDetailView> {
    return this.take(actor, target, reply, (tx, now) => this.answers.accept(tx, actor, now, target, answer));
  }

  @Post('refusal')
  @Can('allotment.answer')
  @ApiHeader(IF_MATCH)
  @ApiCreatedResponse({ type: AllotmentDetailView })
  refuse(
    @CurrentActor() actor: Actor,
    @SeenBlock() target: VersionedBlock,
    @Body() answer: BlockAnswer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AllotmentDetailView> {
    return this.take(actor, target, reply, (tx, now) => this.answers.refuse(tx, actor, now, target, answer));
  }

  @Post('give-back')
  @Can('allotment.answer')
  @ApiHeader(IF_MATCH)
  @ApiCreatedResponse({ type: AllotmentDetailView })
  giveBack(
    @CurrentActor() actor: Actor,
    @SeenBlock() target: VersionedBlock,
    @Body() answer: BlockAnswer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AllotmentDetailView> {
    return this.take(actor, target, reply, (tx, now) =>
      this.answers.giveBack(tx, actor, now, target, answer),
    );
  }

  private async take(
    actor: Actor,
    target: VersionedBlock,
    reply: FastifyReply,
    move: (tx: Tx, now: Date) => Promise<void>,
  ): Promise<AllotmentDetailView> {
    const now = this.clock.now();
    const moved = await this.database.transaction(actor, async (tx) => {
      await move(tx, now);
      return this.detail(tx, actor, now, target);
    });
    void reply.header('ETag', entityTag(moved.version));
    return moved;
  }

  private detail(tx: Tx, actor: Actor, now: Date, block: NamedBlock): Promise<AllotmentDetailView> {
    return this.reader.detail(tx, actor, now, block.periodId, block.id);
  }
}
